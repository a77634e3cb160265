import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Settings } from '@/components/ui/settings';
import { settingsWords } from '@/components/ui/shell';
import shell from '@/components/ui/shell.module.css';

/** The one column of the pages that nobody needs to be signed in for. */
export async function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  const common = await getTranslations('common');
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-16">
      <p className="brand">XIO</p>
      <h1 className="font-serif text-[1.625rem] leading-8 font-[560]">{title}</h1>
      {children}
      <div className={shell.corner}>
        <Settings words={settingsWords(common)} />
      </div>
    </main>
  );
}
