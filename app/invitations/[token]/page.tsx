import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AcceptForm } from '@/components/people/accept-form';
import { Settings } from '@/components/ui/settings';
import { settingsWords } from '@/components/ui/shell';
import shell from '@/components/ui/shell.module.css';
import { openInvitation } from '@/lib/auth/accept-invitation';
import { accept } from './actions';

export async function generateMetadata() {
  return {
    title: (await getTranslations('people.accept'))('title'),
    robots: { index: false },
    referrer: 'no-referrer',
  };
}

/** What a link asks; nothing is accepted by opening it. */
export default async function Invitation({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await openInvitation(token);
  const common = await getTranslations('common');
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-16">
      <p className="brand">XIO</p>
      {found ? <Asked token={token} {...found} /> : <Gone />}
      <div className={shell.corner}>
        <Settings words={settingsWords(common)} />
      </div>
    </main>
  );
}

async function Gone() {
  const t = await getTranslations('people.accept');
  return (
    <>
      <h1 className="font-serif text-[1.625rem] leading-8 font-[560]">{t('gone')}</h1>
      <p className="text-ink-2">{t('gone_text')}</p>
      <p>
        <Link className="button" data-quiet="" href="/sign-in">
          {t('sign_in')}
        </Link>
      </p>
    </>
  );
}

async function Asked({
  token,
  invitation: { organisation, invitedBy, email, role, bySignIn, known },
  visitor,
}: { token: string } & NonNullable<Awaited<ReturnType<typeof openInvitation>>>) {
  const t = await getTranslations('people.accept');
  return (
    <>
      <h1 className="font-serif text-[1.625rem] leading-8 font-[560]">
        {invitedBy ? t('asks', { by: invitedBy, organisation }) : t('asks_plain', { organisation })}
      </h1>
      <p className="text-ink-2">{t('role', { role })}</p>
      {bySignIn ? (
        <>
          <p>{t('by_sign_in', { email })}</p>
          <p>
            <Link className="button w-full" href="/sign-in">
              {t('sign_in')}
            </Link>
          </p>
        </>
      ) : (
        <AcceptForm
          accept={accept}
          token={token}
          asksName={!visitor && !known}
          words={{ name: t('name'), accept: t('accept'), accepting: t('accepting') }}
        />
      )}
      {!bySignIn && <p className="note">{visitor ? t('as', { name: visitor.name }) : t('for', { email })}</p>}
    </>
  );
}
