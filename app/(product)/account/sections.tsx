import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/organisation/sections.module.css';

const sections = [
  ['sessions', '/account'],
  ['organisations', '/account/organisations'],
] as const;

/** The way between one's own pages. */
export async function AccountSections({ here }: { here: (typeof sections)[number][0] }) {
  const t = await getTranslations('people.account');
  return (
    <nav className={styles.sections} aria-label={t('label')}>
      {sections.map(([name, href]) => (
        <Link key={name} href={href} aria-current={name === here ? 'page' : undefined}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
