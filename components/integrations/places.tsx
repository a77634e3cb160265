import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './integrations.module.css';
import type { Place, PlaceName } from './types';

interface Props {
  places: Record<PlaceName, Place>;
  ready: boolean;
  /** What can be done with them. */
  children: ReactNode;
}

/** The databases that exports go to. */
export function Places({ places, ready, children }: Props) {
  const t = useTranslations('integrations');
  return (
    <section className={styles.step} aria-labelledby="places-title">
      <h2 id="places-title">{t('places_title')}</h2>
      {ready && <p>{t('ready')}</p>}
      <dl className={styles.places}>
        {(['decisions', 'tasks'] as const).map((one) => {
          const { title, url, properties } = places[one];
          return (
            <div key={one}>
              <dt>{t(one)}</dt>
              <dd>
                {url ? (
                  <a className="link" href={url} target="_blank" rel="noreferrer">
                    {title || t('untitled')}
                  </a>
                ) : (
                  title || t('untitled')
                )}{' '}
                <span className="note">{t('place_line', { count: Object.keys(properties).length })}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      <div className={styles.deeds}>{children}</div>
    </section>
  );
}
