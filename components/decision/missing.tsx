import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import { findings } from '@/lib/council/policy';
import type { RunState } from '@/lib/council/run';
import { useWords } from '../meeting/use-words';
import { Icon } from '../ui/icon';
import styles from './decision.module.css';

/** What the policy still misses, each with its remedy: first of all where nothing was decided. */
export function Missing({ log, state }: { log: DecisionLog; state: RunState }) {
  const words = useWords(state);
  const t = useTranslations('decision');
  const settled = log.status === 'accepted' || log.status === 'rejected';
  // A run that was cut short never came to its gate: what it owes is found in what it left.
  const known = [...(state.gate?.findings ?? []), ...findings(state)];
  return (
    <ul className={styles.missing}>
      {log.missing.map((one) => {
        const finding = known.find((found) => found.code === one.code && found.subject === one.subject);
        return (
          <li key={`${one.code}${one.subject}`} className="waiting">
            <Icon name="ring" />
            <span>
              <b>{finding ? words.missing(finding) : words.t('missing.other')}</b>
              {!settled && t.has(`remedy.${one.code}`) && (
                <span className={styles.remedy}>{t(`remedy.${one.code}`)}</span>
              )}
            </span>
            {finding?.seat && (
              <span className="note">{words.t('board.owes', { name: words.face(finding.seat)?.name ?? '' })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
