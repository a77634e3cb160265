import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { readEnv } from '@/lib/env';
import { keysCookie, pickTheme, themeCookie } from '@/lib/words/locale';
import { fontVariables } from './fonts';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return { title: { default: 'XIO', template: '%s · XIO' }, description: t('about') };
}

export const viewport: Viewport = {
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f3f0' },
    { media: '(prefers-color-scheme: dark)', color: '#111316' },
  ],
};

// A page carries its own nonce, so no page may be kept from one request to the next.
export const dynamic = 'force-dynamic';

export default async function Layout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const theme = pickTheme(jar.get(themeCookie)?.value);
  const keys = jar.get(keysCookie)?.value === 'off' ? 'off' : 'on';
  return (
    <html
      lang={await getLocale()}
      data-theme={theme ?? undefined}
      data-keys={keys}
      data-scripted={readEnv().XIO_MODEL ? undefined : ''}
      className={fontVariables}
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
