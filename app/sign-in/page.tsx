import { cookies, headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { LocalForm, SignInForm } from '@/components/ui/sign-in-form';
import { signInLocallyAction, startSignInAction } from '@/lib/auth/actions';
import { localAccountOpen } from '@/lib/auth/local-account';
import { begunCookie, nextKept } from '@/lib/auth/next-auth';
import { sentence } from '@/lib/services/sentences';
import { signInRefusals } from '@/lib/services/sign-in/refuse';
import { anyOrganisation, connectionAt } from '@/lib/services/sign-in/ways';
import { getContext } from '@/lib/wiring';
import { SignInFrame } from './frame';

export async function generateMetadata() {
  return { title: (await getTranslations('sign_in'))('title') };
}

/** `error` is one of our own codes; `via` the connection that somebody tried, or that an invitation names. */
interface Search {
  next?: string;
  error?: string;
  via?: string;
}

export default async function SignIn({ searchParams }: { searchParams: Promise<Search> }) {
  const [t, common, { next, error, via }] = await Promise.all([
    getTranslations('sign_in'),
    getTranslations('common'),
    searchParams,
  ]);
  const ctx = await getContext();
  const local = await localAccountOpen(ctx, await headers());
  const connection = typeof via === 'string' ? await connectionAt(ctx.db, via) : null;
  const empty = !local && !(await anyOrganisation(ctx.db));
  const refused = signInRefusals.find((one) => one === error);
  // What a provider lets the browser post comes without cookies; what the sign-in was begun for is known here.
  const begun = refused && nextKept(ctx, (await cookies()).get(begunCookie(ctx))?.value);
  const where = typeof next === 'string' ? next : (begun ?? '/');
  return (
    <SignInFrame title={t(refused ? 'refused' : 'title')}>
      {refused ? (
        <p role="alert" className="trouble">
          {sentence((await getLocale()) === 'ru' ? 'ru' : 'en', refused)}
        </p>
      ) : (
        <p className="text-ink-2">{t('about')}</p>
      )}
      {local ? (
        <LocalForm signIn={signInLocallyAction} next={where} words={{ go: t('go'), going: t('going') }} />
      ) : empty ? null : (
        <SignInForm
          start={startSignInAction}
          next={where}
          way={connection && { id: connection.id, label: connection.label }}
          words={{
            email: t('email'),
            next: t('next'),
            looking: t('looking'),
            leaving: t('leaving'),
            other_email: t('other_email'),
            way: t.raw('way'),
          }}
        />
      )}
      <p className="note">{t(local ? 'local' : empty ? 'empty' : 'help')}</p>
      {ctx.env.XIO_MODEL === undefined && (
        <p className="note">
          {common('scripted')}. {common('scripted_why')}
        </p>
      )}
    </SignInFrame>
  );
}
