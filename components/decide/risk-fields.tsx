'use client';

import { useTranslations } from 'next-intl';
import styles from './decide.module.css';
import type { RiskRow } from './draft';

const levels = ['1', '2', '3', '4', '5'];

/** One risk: what, how likely, how grave, its first sign, what is done about it, who owns it. */
export function RiskFields({ row, n, change }: { row: RiskRow; n: number; change: (part: Partial<RiskRow>) => void }) {
  const t = useTranslations('decide');
  const level = (field: 'likelihood' | 'impact') => (
    <label>
      {t(`risk.${field}`)}
      <select className="field" value={row[field]} onChange={(event) => change({ [field]: event.target.value })}>
        {levels.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
  const line = (field: 'early_signal' | 'mitigation', max: number) => (
    <label data-half="">
      {t(`risk.${field}`)}
      <textarea
        className="field"
        rows={1}
        value={row[field]}
        maxLength={max}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </label>
  );
  return (
    <fieldset className={styles.risk}>
      <legend className="sr-only">{t('risk.n', { n })}</legend>
      <label data-wide="">
        <span className="sr-only">{t('risk.text')}</span>
        <textarea
          className="field"
          rows={1}
          value={row.text}
          maxLength={400}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      {level('likelihood')}
      {level('impact')}
      <label data-half="">
        {t('risk.owner')}
        <input
          className="field"
          value={row.owner}
          maxLength={120}
          onChange={(event) => change({ owner: event.target.value })}
        />
      </label>
      {line('early_signal', 300)}
      {line('mitigation', 400)}
    </fieldset>
  );
}
