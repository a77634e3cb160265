import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Claim, DecisionLog, LogAlternative } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Sources } from '../decision/citation';
import { Cost } from '../decision/cost';
import { soft } from '../ui/soft';
import styles from './decide.module.css';

const most = 3;
const claimsMost = 3;

/** The alternatives that a decider has to weigh: the chosen one, those that got votes, then the best scored. */
export function leadingOf({ alternatives, chosen, votes }: DecisionLog): LogAlternative[] {
  const rank = (one: LogAlternative) =>
    (one.id === chosen ? 1000 : 0) + (votes.majority[one.id] ?? 0) * 20 + (one.scores.total ?? -1);
  const voted = alternatives.filter((one) => one.id === chosen || (votes.majority[one.id] ?? 0) > 0).length;
  return [...alternatives].sort((a, b) => rank(b) - rank(a)).slice(0, Math.max(most, voted));
}

/** A column an alternative, a row what tells them apart. */
export function SideBySide({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decide');
  const d = useTranslations('decision');
  const format = useFormatter();
  const columns = leadingOf(log);
  const points = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const all = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const [votes, weights] = [all(log.votes.majority), all(log.votes.weighted)];
  const row = (name: string, cell: (one: LogAlternative) => ReactNode) => (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((one) => (
        <td key={one.id} data-label={name}>
          {cell(one)}
        </td>
      ))}
    </tr>
  );
  const claims = (list: Claim[]) =>
    list.length === 0 ? (
      '–'
    ) : (
      <ul lang={state.agenda.language}>
        {list.slice(0, claimsMost).map((claim) => (
          <li key={`${claim.text}${claim.turns}`}>
            {claim.text} <Sources state={state} cited={claim} />
          </li>
        ))}
      </ul>
    );
  return (
    <section
      className={styles.scroll}
      aria-label={d('alternatives')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys
      tabIndex={0}
    >
      <table className={styles.side}>
        <thead>
          <tr>
            <td />
            {columns.map((one) => (
              <th key={one.id} scope="col">
                <span lang={state.agenda.language}>{one.name}</span>
                {one.id === log.chosen && <p className="note">{t(log.taken ? 'said_so' : 'leads')}</p>}
                {one.summary !== '' && one.summary.replace(/[.]$/u, '') !== one.name && (
                  <p lang={state.agenda.language}>{one.summary}</p>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {!log.taken &&
            row(t('scores'), (one) =>
              one.scores.total === null ? (
                '–'
              ) : (
                <dl className={styles.scores}>
                  {log.criteria.map(({ name }) => {
                    const value = one.scores.by_criterion[name];
                    return (
                      <div key={name}>
                        <dt lang={state.agenda.language}>{soft(name)}</dt>
                        <dd>
                          <i className="meter" style={{ '--v': value ?? 0 } as React.CSSProperties} />
                        </dd>
                        <dd>{value === undefined ? '–' : points(value)}</dd>
                      </div>
                    );
                  })}
                  <div data-total="">
                    <dt>{t('total')}</dt>
                    <dd />
                    <dd>{points(one.scores.total)}</dd>
                  </div>
                </dl>
              ),
            )}
          {votes > 0 &&
            row(t('votes'), (one) =>
              t('of_votes', {
                n: log.votes.majority[one.id] ?? 0,
                all: votes,
                share: weights > 0 ? Math.round(((log.votes.weighted[one.id] ?? 0) / weights) * 100) : 0,
              }),
            )}
          {columns.some((one) => one.cost) && row(t('cost'), (one) => (one.cost ? <Cost cost={one.cost} /> : '–'))}
          {row(t('pros'), (one) => claims(one.pros))}
          {!log.taken && row(t('cons'), (one) => claims(one.cons))}
        </tbody>
      </table>
    </section>
  );
}
