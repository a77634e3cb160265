import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Gone } from '@/components/share/door';
import { Settings } from '@/components/ui/settings';
import { settingsWords } from '@/components/ui/shell';
import shell from '@/components/ui/shell.module.css';
import { scriptedHere } from '@/lib/auth/guard';
import { pathHeader } from '@/lib/auth/hosts';
import { Elsewhere } from './(product)/elsewhere';
import { OwnMinutes } from './(product)/own-minutes';

export default async function NotFound() {
  const link = /^\/s\/[^/]+/.exec((await headers()).get(pathHeader) ?? '')?.[0];
  if (link) return <Gone link={link} />;
  const t = await getTranslations('not_found');
  const common = await getTranslations('common');
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-16">
      <Link className="brand" href="/">
        XIO
      </Link>
      <h1 className="font-serif text-[1.625rem] leading-8 font-[560]">{t('title')}</h1>
      <p className="text-ink-2">{t('text')}</p>
      <Elsewhere />
      <OwnMinutes />
      <p>
        <Link className="button" href="/">
          {t('back')}
        </Link>
      </p>
      {(await scriptedHere()) && <p className="note">{common('scripted')}</p>}
      <div className={shell.corner}>
        <Settings words={settingsWords(common)} />
      </div>
    </main>
  );
}
