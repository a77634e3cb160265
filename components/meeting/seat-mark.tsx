import { initials } from './faces';
import type { Words } from './use-words';

/** The round mark of a seat. Its name stands beside it, so a screen reader skips the letter. */
export function SeatMark({ words, seat, small = false }: { words: Words; seat: string; small?: boolean }) {
  const face = words.face(seat);
  return (
    <span className={`seat ${face?.hue ?? ''}`} data-small={small || undefined} aria-hidden="true">
      {face ? words.letter(face) : '·'}
    </span>
  );
}

/** The square mark of a person. */
export function PersonMark({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span className="seat" data-person="" data-small={small || undefined} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** A seat's stand for an alternative, as a dot: filled now, hollow where it has left. */
export function Dot({ words, seat, left = false }: { words: Words; seat: string; left?: boolean }) {
  const face = words.face(seat);
  const title = face?.name ?? seat;
  return (
    <span className={`dot ${face?.hue ?? ''}`} data-left={left || undefined} title={title}>
      <span aria-hidden="true">{face ? words.letter(face) : '·'}</span>
      <span className="sr-only">{title}</span>
    </span>
  );
}
