import { useFormatter, useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Sources } from './citation';
import { Cost } from './cost';
import { isDecided } from './decided';
import styles from './decision.module.css';

type Alternative = DecisionLog['alternatives'][number];

/** Every alternative with its score, its cost and why it was or was not chosen; the best first. */
export function Alternatives({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const rank = (one: Alternative) => (one.id === log.chosen ? 11 : (one.scores.total ?? -1));
  const rows = [...log.alternatives].sort((a, b) => rank(b) - rank(a));
  return (
    <table className={`${styles.table} ${styles.alternatives}`}>
      <thead>
        <tr>
          <th scope="col">{t('alternative')}</th>
          <th scope="col">{t('score')}</th>
          <th scope="col">{t('cost')}</th>
          <th scope="col">{t('why')}</th>
        </tr>
      </thead>
      <tbody lang={state.agenda.language}>
        {rows.map((one) => (
          <tr key={one.id} data-lead={one.id === log.chosen || undefined}>
            <th scope="row">{one.name}</th>
            <td>
              {one.scores.total === null ? (
                '–'
              ) : (
                <span className={styles.score}>
                  <i className="meter" style={{ '--v': one.scores.total } as React.CSSProperties} />
                  {format.number(one.scores.total, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
                </span>
              )}
            </td>
            <td data-label={t('cost')}>{one.cost ? <Cost cost={one.cost} /> : '–'}</td>
            <td>
              <Why one={one} chosen={one.id === log.chosen} decided={isDecided(log)} state={state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({
  one,
  chosen,
  decided,
  state,
}: {
  one: Alternative;
  chosen: boolean;
  decided: boolean;
  state: RunState;
}) {
  const t = useTranslations('decision');
  const given = chosen ? one.pros[0] : one.why_rejected;
  return (
    <>
      {chosen && <b>{t(decided ? 'chosen' : 'leads')} </b>}
      {given ? (
        <>
          {given.text} <Sources state={state} cited={given} />
        </>
      ) : (
        one.summary
      )}
      {(one.pros.length > 0 || one.cons.length > 0) && (
        <details className={styles.more}>
          <summary className="link">{t('pros_cons', { pros: one.pros.length, cons: one.cons.length })}</summary>
          <ul className={styles.lines}>
            {one.pros.map((claim) => (
              <li key={`${claim.text}${claim.quote}${claim.turns}`} data-sign="+">
                {claim.text} <Sources state={state} cited={claim} />
              </li>
            ))}
            {one.cons.map((claim) => (
              <li key={`${claim.text}${claim.quote}${claim.turns}`} data-sign="−">
                {claim.text} <Sources state={state} cited={claim} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
