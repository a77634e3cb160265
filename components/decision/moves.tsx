import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { sentence } from '../ui/sentence';
import { Sources } from './citation';
import styles from './record.module.css';
import { SeatName } from './seat-name';

/** Changes of position only: a first stand, and the same stand taken again, are no news. */
export const movesOf = (log: DecisionLog) => log.positions.filter((one) => one.from !== null && one.from !== one.to);

/** Who changed their mind, when, why, and what said by others spoke for it. */
export function Moves({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const name = (id: string) => log.alternatives.find((one) => one.id === id)?.name ?? id;
  const moves = movesOf(log);
  if (moves.length === 0) return <p className={styles.quiet}>{t('no_moves')}</p>;
  return (
    <ul className={styles.moves}>
      {moves.map((one) => (
        <li key={`${one.seat}${one.turn}`}>
          <SeatName state={state} seat={one.seat} />
          <div>
            <p lang={state.agenda.language}>
              <s>{name(one.from ?? '')}</s> <Icon name="to" size={14} />{' '}
              <span className="sr-only">{t('moved_to')}</span>
              <b>{name(one.to)}</b>
            </p>
            <p>
              <span lang={state.agenda.language}>{sentence(one.because)}</span>{' '}
              <Sources state={state} cited={{ turns: [one.turn], facts: [] }} />
              <span className="note"> {t('confident', { n: Math.round(one.confidence * 100) })}</span>
            </p>
            <p className="note">
              {one.citing.length > 0 && (
                <>
                  {t('citing')} <Sources state={state} cited={{ turns: one.citing, facts: [] }} />
                </>
              )}
              {one.flagged && (
                <span className="state waiting">
                  <Icon name="trouble" size={14} /> {t('flagged')}
                </span>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
