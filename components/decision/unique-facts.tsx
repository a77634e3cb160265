import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { sentence } from '../ui/sentence';
import { Sources } from './citation';
import styles from './record.module.css';
import { SeatName } from './seat-name';

/** What only one seat knew, and whether it ever reached the others. */
export function UniqueFacts({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  return (
    <ul className={styles.moves}>
      {log.unique_facts.map((one) => (
        <li key={`${one.seat}${one.quote}`}>
          <SeatName state={state} seat={one.seat} />
          <div>
            <p>
              <span lang={state.agenda.language}>{sentence(one.text)}</span> <Sources state={state} cited={one} />
            </p>
            {one.voiced_by.length > 0 ? (
              <p className="note">
                <span className="state done">
                  <Icon name="tick" size={14} /> {t('voiced')}
                </span>{' '}
                <Sources state={state} cited={{ turns: one.voiced_by, facts: [] }} />
              </p>
            ) : (
              <p className="note">
                <span className="state waiting">
                  <Icon name="ring" size={14} /> {t('unvoiced')}
                </span>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
