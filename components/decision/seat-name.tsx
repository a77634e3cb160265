import type { RunState } from '@/lib/council/run';
import { SeatMark } from '../meeting/seat-mark';
import { useWords } from '../meeting/use-words';
import styles from './decision.module.css';

/** A seat by its mark and name; a log names it by either. */
export function SeatName({ state, seat }: { state: RunState; seat: string }) {
  const words = useWords(state);
  const id = state.team.seats.find((one) => one.name === seat || one.id === seat)?.id ?? seat;
  return (
    <span className={styles.who}>
      <SeatMark words={words} seat={id} small /> <span>{words.face(id)?.name ?? seat}</span>
    </span>
  );
}
