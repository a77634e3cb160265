import { useFormatter, useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import styles from './record.module.css';

/** Alternatives by criterion: the mean of the reviews from 0 to 10, and what each criterion weighs. */
export function Scores({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const points = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const scored = log.alternatives.filter((one) => one.scores.total !== null);
  if (scored.length === 0 || log.criteria.length === 0) return null;
  const all = log.criteria.reduce((sum, one) => sum + one.weight, 0);
  const rows = [...scored].sort((a, b) => (b.scores.total ?? 0) - (a.scores.total ?? 0));
  return (
    // The table scrolls by itself where the screen is narrow, also by keyboard.
    <section
      className={styles.scroll}
      aria-label={t('scores')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys
      tabIndex={0}
    >
      <table className={styles.matrix}>
        <caption>{t('scores')}</caption>
        <thead lang={state.agenda.language}>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('alternative')}</span>
            </th>
            {log.criteria.map((one) => (
              <th key={one.name} scope="col">
                {one.name}{' '}
                <span className="note block">{t('weighs', { share: Math.round((one.weight / all) * 100) })}</span>
              </th>
            ))}
            <th scope="col" data-total="">
              {t('score')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id} data-lead={one.id === log.chosen || undefined}>
              <th scope="row" lang={state.agenda.language}>
                {one.name}
              </th>
              {log.criteria.map(({ name }) => {
                const value = one.scores.by_criterion[name];
                return (
                  <td key={name}>
                    {value === undefined ? (
                      '–'
                    ) : (
                      <>
                        {points(value)}
                        <i className="meter" style={{ '--v': value } as React.CSSProperties} />
                      </>
                    )}
                  </td>
                );
              })}
              <td data-total="">{one.scores.total === null ? '–' : points(one.scores.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
