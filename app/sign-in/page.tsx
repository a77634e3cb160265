import { getTranslations } from 'next-intl/server';
import { Settings } from '@/components/ui/settings';
import { settingsWords } from '@/components/ui/shell';
import shell from '@/components/ui/shell.module.css';
import { SignInForm } from '@/components/ui/sign-in-form';
import { signInLocallyAction } from '@/lib/auth/actions';
import { getContext } from '@/lib/wiring';

export async function generateMetadata() {
  return { title: (await getTranslations('sign_in'))('title') };
}

export default async function SignIn({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const t = await getTranslations('sign_in');
  const common = await getTranslations('common');
  const { next } = await searchParams;
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-16">
      <p className="brand">XIO</p>
      <h1 className="font-serif text-[1.625rem] leading-8 font-[560]">{t('title')}</h1>
      <p className="text-ink-2">{t('about')}</p>
      <SignInForm
        signIn={signInLocallyAction}
        next={typeof next === 'string' ? next : '/'}
        words={{ go: t('go'), going: t('going') }}
      />
      <p className="note">{t('local')}</p>
      {(await getContext()).env.XIO_MODEL === undefined && (
        <p className="note">
          {common('scripted')}. {common('scripted_why')}
        </p>
      )}
      <div className={shell.corner}>
        <Settings words={settingsWords(common)} />
      </div>
    </main>
  );
}
