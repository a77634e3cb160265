import { type Stand, stands } from '@/lib/council/positions';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import styles from './board.module.css';
import { brief } from './effects';
import { Fold } from './fold';
import { onParts, type PartProps } from './parts';
import { Dot } from './seat-mark';
import { TurnLink } from './turn-link';

export const Positions = onParts(PositionList, 'positions', 'alternatives', 'flags');

/** Who stands for what, and who changed their mind, where and on what grounds; those who moved come first. */
function PositionList({ state, words }: PartProps) {
  const { t } = words;
  const rows = seatsOf(state);
  if (state.alternatives.length === 0 || rows.length === 0) return null;
  const moved = rows.filter((one) => one.moves.length > 0).length;
  return (
    <div>
      <h2 className={`label ${styles.head}`}>
        {t('board.positions')} <span className="note">{t('board.changed', { count: moved })}</span>
      </h2>
      <Fold
        words={words}
        className={styles.positions}
        items={rows}
        most={8}
        draw={(row) => <Row key={row.now.seat} row={row} state={state} words={words} />}
      />
    </div>
  );
}

interface SeatStands {
  now: Stand;
  moves: Stand[];
}

function seatsOf(state: RunState): SeatStands[] {
  const known = new Map<string, SeatStands>();
  for (const stand of stands(state)) {
    const moves = known.get(stand.seat)?.moves ?? [];
    known.set(stand.seat, { now: stand, moves: stand.from === null ? moves : [...moves, stand] });
  }
  return [...known.values()].sort((a, b) => b.moves.length - a.moves.length);
}

function Row({ row, state, words }: PartProps & { row: SeatStands }) {
  const { t, face } = words;
  const name = (id: string | null) => brief(state.alternatives.find((one) => one.id === id)?.name ?? id ?? '', 60);
  const { now, moves } = row;
  return (
    <li>
      <Dot words={words} seat={now.seat} />
      <div>
        <p>
          <b>{face(now.seat)?.name ?? now.seat}</b> <span lang={state.agenda.language}>{name(now.alternative)}</span>{' '}
          {now.confidence > 0 && (
            <span className="note">{t('board.sure', { share: Math.round(now.confidence * 100) })}</span>
          )}{' '}
          {moves.length === 0 && (
            <span className="note">
              <TurnLink words={words} turn={now.turn} />
            </span>
          )}
        </p>
        {moves.map((one) => (
          <p key={one.turn} className="note">
            {t('board.moved_from', { from: name(one.from), to: name(one.alternative) })}{' '}
            <TurnLink words={words} turn={one.turn} />
            {one.citing.length > 0 && (
              <>
                {'. '}
                {t('board.grounds')}{' '}
                {one.citing.slice(0, 4).map((turn, n) => (
                  <span key={turn}>
                    {n > 0 && ', '}
                    <TurnLink words={words} turn={turn} />
                  </span>
                ))}
              </>
            )}
            {state.flags.some((flag) => flag.turn === one.turn) && (
              <span className={styles.lacks}>
                <Icon name="ring" size={13} /> {t('board.conformity')}
              </span>
            )}
          </p>
        ))}
      </div>
    </li>
  );
}
