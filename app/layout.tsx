import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { CSSProperties, ReactNode } from 'react';
import { Toasts } from '@/components/ui/toasts';
import { scriptedHere, visitedOrganisation } from '@/lib/auth/guard';
import { brandTokens, grounds } from '@/lib/brand/brand';
import { keysCookie, pickTheme, themeCookie } from '@/lib/words/locale';
import { fontVariables } from './fonts';
import './globals.css';

/** An action may start a run, which is driven on after its answer for so long (s). */
export const maxDuration = 300;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return { title: { default: 'XIO', template: '%s · XIO' }, description: t('about') };
}

/** The browser's own bar takes the colour of the organisation, else that of the paper, in the theme that is shown. */
export async function generateViewport(): Promise<Viewport> {
  const theme = pickTheme((await cookies()).get(themeCookie)?.value);
  const brand = (await brandOfPage())?.brand;
  const colour = (of: 'light' | 'dark') => brand?.[of].fill ?? grounds[of].paper;
  return {
    viewportFit: 'cover',
    interactiveWidget: 'resizes-content',
    themeColor: theme
      ? colour(theme)
      : (['light', 'dark'] as const).map((of) => ({ media: `(prefers-color-scheme: ${of})`, color: colour(of) })),
  };
}

/** An error page must not depend on what may have failed: without an organisation the product has its own colour. */
const brandOfPage = () => visitedOrganisation().catch(() => null);

// A page carries its own nonce, so no page may be kept from one request to the next.
export const dynamic = 'force-dynamic';

export default async function Layout({ children }: { children: ReactNode }) {
  const t = await getTranslations('common');
  const jar = await cookies();
  const theme = pickTheme(jar.get(themeCookie)?.value);
  const brand = (await brandOfPage())?.brand;
  const keys = jar.get(keysCookie)?.value === 'off' ? 'off' : 'on';
  return (
    <html
      lang={await getLocale()}
      data-theme={theme ?? undefined}
      data-keys={keys}
      data-scripted={(await scriptedHere()) ? '' : undefined}
      className={fontVariables}
      style={brand ? (brandTokens(brand) as CSSProperties) : undefined}
      suppressHydrationWarning
    >
      <body>
        {children}
        <Toasts words={{ label: t('toasts'), close: t('close') }} />
      </body>
    </html>
  );
}
