import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { sentence } from '../ui/sentence';
import { Sources } from './citation';
import { Cost } from './cost';
import styles from './decision.module.css';
import { Owner } from './owner';

/** Risks, the gravest first. */
export function Risks({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const rows = [...log.risks].sort((a, b) => b.likelihood * b.impact - a.likelihood * a.impact);
  return (
    <table className={`${styles.table} ${styles.risks}`}>
      <thead>
        <tr>
          <th scope="col">{t('risk')}</th>
          <th scope="col">{t('likelihood')}</th>
          <th scope="col">{t('impact')}</th>
          <th scope="col">{t('early_signal')}</th>
          <th scope="col">{t('mitigation')}</th>
          <th scope="col">{t('owner')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <th scope="row" lang={state.agenda.language}>
              {one.id}. {one.text} <Sources state={state} cited={one} />
              {one.by && (
                <span className="note block">
                  {one.by} {t('wrote')}
                </span>
              )}
            </th>
            <td data-label={t('likelihood')}>
              <Level value={one.likelihood} />
            </td>
            <td data-label={t('impact')}>
              <Level value={one.impact} />
            </td>
            <td data-label={t('early_signal')} lang={state.agenda.language}>
              {one.early_signal || '–'}
            </td>
            <td data-label={t('mitigation')} lang={state.agenda.language}>
              {sentence(one.mitigation) || '–'}
              {one.cost && (
                <span className="note block">
                  {t('costs')} <Cost cost={one.cost} />
                </span>
              )}
            </td>
            <td>
              <Owner name={one.owner} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value from 1 to 5. */
function Level({ value }: { value: number }) {
  return (
    <span className={styles.level}>
      <span aria-hidden="true">
        {[1, 2, 3, 4, 5].map((n) => (
          <i key={n} data-on={n <= value || undefined} />
        ))}
      </span>
      {value}
    </span>
  );
}
