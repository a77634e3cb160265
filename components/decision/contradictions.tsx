import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import styles from './record.module.css';

/** Earlier accepted decisions that this one seems to go against: flagged for a person to weigh, never blocking. */
export function Contradictions({ flagged, state }: { flagged: DecisionLog['contradicts']; state: RunState }) {
  const t = useTranslations('decision');
  const meetingOf = (id: string) => state.earlier.find((one) => one.id === id)?.meetingId;
  return (
    <ul className={styles.flags}>
      {flagged.map((one) => {
        const meeting = meetingOf(one.decision);
        return (
          <li key={one.decision}>
            <span className="waiting">
              <Icon name="trouble" />
            </span>
            <p>
              {t('against')}{' '}
              {meeting ? (
                <a className="cite" href={`/meetings/${meeting}/decision`} lang={state.agenda.language}>
                  {one.title}
                </a>
              ) : (
                <b lang={state.agenda.language}>{one.title}</b>
              )}
              {'. '}
              <span lang={state.agenda.language}>{one.why}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
