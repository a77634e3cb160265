'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { brandOf, holds, ownBrand, pairsOf, themes, themeTokens } from '@/lib/brand/brand';
import { contrast } from '@/lib/brand/colour';
import { Icon } from '../ui/icon';
import styles from './organisation.module.css';

/** How an accent looks and how well it reads, light and dark side by side; null is the product's own. */
export function Proof({ accent }: { accent: string | null }) {
  const t = useTranslations('organisation');
  const ratio = new Intl.NumberFormat(useLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const brand = accent === null ? ownBrand : brandOf(accent);
  return (
    <div className={styles.proofs}>
      {themes.map((theme) => (
        <section
          key={theme}
          className={styles.proof}
          aria-label={t(theme)}
          style={themeTokens(theme, brand[theme]) as CSSProperties}
        >
          <h2 className="label">{t(theme)}</h2>
          <div className={styles.sample} aria-hidden="true">
            <p className={styles.said}>{t('sample')}</p>
            <p>
              <span className="link">{t('sample_link')}</span>{' '}
              <span className={styles.chosen}>{t('sample_chosen')}</span>
            </p>
            <span className="button">{t('sample_button')}</span>
          </div>
          <table className={styles.pairs}>
            <caption className="sr-only">{t('pairs')}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">{t('pair')}</th>
                <th scope="col">{t('contrast')}</th>
              </tr>
            </thead>
            <tbody>
              {pairsOf(theme, brand[theme]).map((pair) => (
                <tr key={pair.name}>
                  <th scope="row">
                    <i style={{ background: pair.back, color: pair.front }} aria-hidden="true">
                      a
                    </i>
                    {t(`pair_of.${pair.name}`)}
                  </th>
                  <td>
                    {ratio.format(contrast(pair.front, pair.back))}{' '}
                    <span className="note">{t('needs', { needs: ratio.format(pair.needs) })}</span>{' '}
                    <Icon name={holds(pair) ? 'tick' : 'trouble'} size={13} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
