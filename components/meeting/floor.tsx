import type { Reason } from '@/lib/council/events';
import type { RunState } from '@/lib/council/run';
import styles from './room.module.css';
import { SeatMark } from './seat-mark';
import type { Words } from './use-words';

export interface Forecast {
  speaking: string[];
  next: { seat: string; reason: Reason; otherwise: string | null } | null;
}

/** True while ballots are cast: nobody hears what is being said. */
export const isVoting = (state: RunState) => state.phases.at(-1)?.phase === 'ballot';

/** Who speaks, who is next and why. As high when nobody does, so that the record stays where it is. */
export function Floor({ state, forecast, words }: { state: RunState; forecast: Forecast; words: Words }) {
  const { t, face } = words;
  const { speaking, next } = forecast;
  const other = next?.otherwise ? face(next.otherwise) : undefined;
  return (
    <div className={styles.floor}>
      {speaking.length > 0 && (
        <div>
          <p className={styles.saying}>{t(isVoting(state) ? 'room.voting_now' : 'room.speaking')}</p>
          {speaking.map((seat) => (
            <p key={seat} className={styles.line}>
              <SeatMark words={words} seat={seat} small />
              {/* With several at once the letters are enough; their names stand at the left. */}
              <span className={speaking.length > 2 ? 'sr-only' : undefined}>{face(seat)?.name}</span>
            </p>
          ))}
          {speaking.length > 2 && <p className={styles.line}>{t('room.at_once', { count: speaking.length })}</p>}
        </div>
      )}
      {next && (
        <div>
          <p className={styles.nexting}>{t('room.next')}</p>
          <p className={styles.line}>
            <SeatMark words={words} seat={next.seat} small />
            <span>{face(next.seat)?.name}</span>
          </p>
          <p className={styles.why} title={words.reason(next.reason)}>
            {words.reason(next.reason)}{' '}
            {other && <span className={styles.otherwise}>{t('room.otherwise', { name: words.letter(other) })}</span>}
          </p>
        </div>
      )}
    </div>
  );
}
