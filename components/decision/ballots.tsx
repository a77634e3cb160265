import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { sentence } from '../ui/sentence';
import { Sources } from './citation';
import styles from './decision.module.css';
import record from './record.module.css';
import { SeatName } from './seat-name';

/** Who voted for what, how sure; and the result, plain and weighted by confidence, side by side. */
export function Ballots({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const share = (value: number) => t('percent', { n: Math.round(value * 100) });
  const name = (id: string) => log.alternatives.find((one) => one.id === id)?.name ?? id;
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0) || 1;
  const [votes, weights] = [sum(log.votes.majority), sum(log.votes.weighted)];
  const results = Object.keys(log.votes.majority)
    .map((id) => ({ id, plain: log.votes.majority[id] ?? 0, weighted: (log.votes.weighted[id] ?? 0) / weights }))
    .sort((a, b) => b.plain - a.plain || b.weighted - a.weighted);
  return (
    <>
      <table className={`${styles.table} ${record.results}`}>
        <thead>
          <tr>
            <th scope="col">{t('alternative')}</th>
            <th scope="col">{t('votes')}</th>
            <th scope="col">{t('weighted')}</th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ id, plain, weighted }) => (
            <tr key={id} data-lead={id === log.chosen || undefined}>
              <th scope="row" lang={state.agenda.language}>
                {name(id)}
              </th>
              <td data-label={t('votes')}>
                <span className={styles.score}>
                  <i className="meter" style={{ '--v': (plain / votes) * 10 } as React.CSSProperties} />
                  {t('votes_of', { n: plain, all: votes })}
                </span>
              </td>
              <td data-label={t('weighted')}>
                <span className={styles.score}>
                  <i className="meter" style={{ '--v': weighted * 10 } as React.CSSProperties} />
                  {share(weighted)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={`${styles.table} ${record.votes}`}>
        <thead>
          <tr>
            <th scope="col">{t('expert')}</th>
            <th scope="col">{t('voted')}</th>
            <th scope="col">{t('sure')}</th>
            <th scope="col">{t('because')}</th>
          </tr>
        </thead>
        <tbody>
          {log.ballots.map((one) => (
            <tr key={one.seat}>
              <th scope="row">
                <SeatName state={state} seat={one.seat} />
              </th>
              <td lang={state.agenda.language}>{name(one.alternative)}</td>
              <td data-label={t('sure')}>{share(one.confidence)}</td>
              <td>
                <span lang={state.agenda.language}>{sentence(one.because)}</span>{' '}
                <Sources state={state} cited={{ turns: [one.turn], facts: [] }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
