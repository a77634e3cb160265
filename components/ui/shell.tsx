import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Bell } from './bell';
import { Settings } from './settings';
import styles from './shell.module.css';

const places = { meetings: '/', templates: '/templates', teams: '/teams', measures: '/measures' } as const;
export type Place = keyof typeof places | 'notifications' | 'organisation';

interface Props {
  /** Which of the product's lists this page belongs to. */
  here?: Place | undefined;
  /** What stands at the left under the name: filters, or the page's contents. */
  aside?: ReactNode;
  /** Whether the reader may see what the councils achieved. */
  measures: boolean;
  /** How many notices wait for the reader. */
  unread: number;
  /** Its name, which leads to its page. */
  organisation?: string | undefined;
  /** Leads to the reader's other organisations. */
  switcher?: ReactNode;
  /** What everybody who is here has to know. */
  notice?: ReactNode;
  /** True where no model is connected. */
  scripted: boolean;
  /** Whether the reader may connect one. */
  connects: boolean;
  signOut: () => Promise<void>;
  children: ReactNode;
}

/** The frame of every page but the live one: paper at the left, the record's sheet at the right. */
export function Shell({
  here,
  aside,
  measures,
  unread,
  organisation,
  switcher,
  notice,
  scripted,
  connects,
  signOut,
  children,
}: Props) {
  const t = useTranslations('common');
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <aside className={styles.side}>
        <div className={styles.top}>
          <Link className="brand" href="/" aria-label={t('home')}>
            XIO
          </Link>
          <Bell unread={unread} here={here === 'notifications'} />
        </div>
        <nav aria-label={t('places')} className={styles.places}>
          {(['meetings', 'templates', 'teams', ...(measures ? (['measures'] as const) : [])] as const).map((place) => (
            <Link key={place} href={places[place]} aria-current={place === here ? 'page' : undefined}>
              {t(place)}
            </Link>
          ))}
        </nav>
        {aside}
        <footer className={styles.foot}>
          {scripted && (
            <div className={styles.scripted}>
              <p className="note">
                {t('scripted')}
                <span>. {t('scripted_why')}</span>
              </p>
              {connects && (
                <Link className={styles.opener} href="/models">
                  {t('connect')}
                </Link>
              )}
            </div>
          )}
          {organisation && (
            <Link
              className={`${styles.opener} ${styles.organisation}`}
              href="/organisation"
              aria-current={here === 'organisation' ? 'page' : undefined}
            >
              {organisation}
            </Link>
          )}
          {switcher}
          <Settings signOut={signOut} words={settingsWords(t)} />
        </footer>
      </aside>
      <main id="main" className={styles.main} tabIndex={-1}>
        {notice}
        {children}
      </main>
    </div>
  );
}

const settingsKeys = [
  'settings',
  'language',
  'theme',
  'system',
  'light',
  'dark',
  'keys',
  'keys_why',
  'account',
  'sign_out',
  'needed',
  'needed_why',
  'needed_denied',
] as const;

/** The few words that the settings' browser part needs. */
export function settingsWords(t: (key: (typeof settingsKeys)[number]) => string) {
  return Object.fromEntries(settingsKeys.map((key) => [key, t(key)])) as Record<(typeof settingsKeys)[number], string>;
}
