import { memo } from 'react';
import { Icon } from '../ui/icon';
import type { SeatFacts } from './seat-facts';
import styles from './side.module.css';
import type { SeatDeeds } from './use-seat-menu';

/** All that a row draws, as plain values: it is drawn again only when one of them changes. */
export interface RowProps {
  id: string;
  letter: string;
  hue: string;
  name: string;
  role: string;
  state: string;
  doing: SeatFacts['doing'];
  model: string | null;
  turns: string;
  /** Parts of the whole from 0 to 1, with their words; null where there is nothing to show. */
  time: number | null;
  timeWords: string;
  cost: number | null;
  costWords: string;
  /** One a line. */
  tools: string;
  /** Null for a seat of which nothing can be asked. */
  onMore: SeatDeeds['onMore'] | null;
  onNear: SeatDeeds['onNear'] | undefined;
  /** Its menu is open. */
  open: boolean;
  menuLabel: string;
}

/** One seat: who it is, what it does, what it runs on, and how much of the time and the money was its own. */
export const SeatRow = memo(function SeatRow(seat: RowProps) {
  const { id, letter, hue, name, role, state, doing, model, turns, tools, onMore, onNear } = seat;
  return (
    <li data-now={doing}>
      <span className={`seat ${hue}`} aria-hidden="true">
        {letter}
      </span>
      <div>
        <p className={styles.name}>{name}</p>
        <p className="note">
          {role && <span>{role}</span>}
          {role && state && ', '}
          <span className={styles.doing}>{state}</span>
        </p>
        {model && <p className={`note ${styles.model}`}>{model}</p>}
        {(seat.time !== null || seat.cost !== null) && (
          <div className={styles.shares}>
            {seat.time !== null && <Share part={seat.time} words={seat.timeWords} />}
            {seat.cost !== null && <Share part={seat.cost} words={seat.costWords} />}
          </div>
        )}
        {tools && (
          <p className={`note ${styles.tools}`}>
            {tools.split('\n').map((tool) => (
              <span key={tool}>{tool}</span>
            ))}
          </p>
        )}
      </div>
      <span className={styles.n}>{turns}</span>
      {onMore && (
        <button
          type="button"
          className={styles.more}
          aria-label={seat.menuLabel}
          aria-haspopup="menu"
          aria-expanded={seat.open}
          onClick={(event) => onMore(id, event.currentTarget)}
          onPointerEnter={onNear}
          onFocus={onNear}
        >
          <Icon name="more" />
        </button>
      )}
    </li>
  );
});

function Share({ part, words }: { part: number; words: string }) {
  return (
    <p className="note">
      <i style={{ '--v': `${part * 100}%` } as React.CSSProperties} />
      {words}
    </p>
  );
}
