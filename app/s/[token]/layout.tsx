import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { CSSProperties, ReactNode } from 'react';
import { guardShare } from '@/lib/auth/guard-share';
import { brandOf, brandTokens } from '@/lib/brand/brand';

/** Neither the meeting's title nor the address: what stands in a tab's title ends up in histories and previews. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('share');
  return {
    title: t('shared'),
    description: t('read_only'),
    referrer: 'no-referrer',
    robots: { index: false, follow: false, noarchive: true },
  };
}

/** A guest's pages in the colour of whoever shared, once the link is open. */
export default async function SharedLayout({
  params,
  children,
}: {
  params: Promise<{ token: string }>;
  children: ReactNode;
}) {
  const { standing, link } = await guardShare((await params).token);
  const brand = standing === 'open' && link.accent ? brandOf(link.accent) : null;
  return <div style={brand ? (brandTokens(brand) as CSSProperties) : undefined}>{children}</div>;
}
