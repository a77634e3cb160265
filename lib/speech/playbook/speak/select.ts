import type { Answer } from '@/lib/council/answers.schema';
import type { Stage } from '../stage';

/** Who speaks next: an expert whose objection is open, else the one least recently heard; never the last speaker. */
export function select(stage: Stage): Answer {
  const { state, experts, phrases } = stage;
  const lastTurn = (seat: string) => state.turns.findLast((turn) => turn.seat === seat)?.turn ?? 0;
  const last = state.turns.findLast((turn) => experts.some((one) => one.id === turn.seat))?.seat;
  const free = experts.filter((one) => one.id !== last).toSorted((a, b) => lastTurn(a.id) - lastTurn(b.id));
  const objector = free.find((one) =>
    stage.openObjections.some((objection) => objection.seat === one.id && objection.answeredBy.length > 0),
  );
  const chosen = objector ?? free[0] ?? experts[0];
  const reason = (objector ? phrases.floorObjection : phrases.floorQuiet)[0] ?? '';
  return { text: `${chosen?.name ?? ''}. ${reason}`, seat: chosen?.id ?? '', reason };
}
