import type { BallotEntry } from './events';
import type { Position, RunState } from './run';
import type { Seat, Team } from './team.schema';

export const experts = (team: Team): Seat[] => team.seats.filter((seat) => seat.role === 'expert');
export const seatOf = (team: Team, role: Seat['role']): Seat => {
  const seat = team.seats.find((one) => one.role === role);
  if (!seat) throw new Error(`A team has a ${role}`);
  return seat;
};

export const seatName = (state: RunState, seat: string): string =>
  state.team.seats.find((one) => one.id === seat)?.name ?? seat;

const latest = new WeakMap<RunState['positions'], Record<string, Position>>();

/** Each seat's last known position. */
export function positionsNow({ positions }: RunState): Record<string, Position> {
  const known = latest.get(positions) ?? Object.fromEntries(positions.map((position) => [position.seat, position]));
  latest.set(positions, known);
  return known;
}

/** Votes and summed confidence by alternative; the leader holds more than half of the votes cast, else null. */
export function count(votes: readonly { alternative: string; confidence: number }[]) {
  const majority: Record<string, number> = {};
  const weighted: Record<string, number> = {};
  for (const { alternative, confidence } of votes) {
    majority[alternative] = (majority[alternative] ?? 0) + 1;
    weighted[alternative] = (weighted[alternative] ?? 0) + confidence;
  }
  const leader = Object.entries(majority).find(([, n]) => n * 2 > votes.length)?.[0] ?? null;
  return { majority, weighted, leader };
}

/** Ballots of the current ballot phase, from the turns that carried them. Votes for nothing that was pooled are void. */
export function ballots(state: RunState): BallotEntry[] {
  const turns = state.phases.findLast((one) => one.phase === 'ballot')?.turns ?? [];
  return turns.flatMap((n): BallotEntry[] => {
    const turn = state.turns[n - 1];
    const vote = turn?.answer?.vote;
    const alternative = state.alternatives.find(
      (one) => one.id === vote?.alternative || one.name === vote?.alternative,
    );
    if (!turn?.seat || !vote || !alternative || turn.status !== 'completed') return [];
    return [
      {
        seat: turn.seat,
        turn: n,
        alternative: alternative.id,
        confidence: vote.confidence,
        because: vote.because,
        text: turn.answer?.text ?? '',
      },
    ];
  });
}

const sorted = new WeakMap<RunState['scores'], Map<string, RunState['scores']>>();

/** The scores of one alternative. */
function scoresFor({ scores }: RunState, alternative: string): RunState['scores'] {
  const known = sorted.get(scores) ?? Map.groupBy(scores, (one) => one.alternative);
  sorted.set(scores, known);
  return known.get(alternative) ?? [];
}

/** Mean score of an alternative by criterion (0 to 10), the spread between reviewers, and the weighted total. */
export function scoresOf(
  state: RunState,
  alternative: string,
): { byCriterion: Record<string, { mean: number; spread: number }>; total: number | null } {
  const byCriterion: Record<string, { mean: number; spread: number }> = {};
  const given = scoresFor(state, alternative);
  let total = 0;
  let weight = 0;
  for (const criterion of state.criteria) {
    const values = given.flatMap((one) => (one.criterion === criterion.name ? [one.score] : []));
    if (values.length === 0) continue;
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    byCriterion[criterion.name] = { mean, spread: Math.max(...values) - Math.min(...values) };
    total += mean * criterion.weight;
    weight += criterion.weight;
  }
  return { byCriterion, total: weight > 0 ? total / weight : null };
}

/** The alternative that leads now: by ballot, else by score, else by positions; null before the pool. */
export function leading(state: RunState): string | null {
  if (state.ballot && state.ballot.closedAt > state.pooledAt && state.ballot.leader) return state.ballot.leader;
  const scored = state.alternatives
    .map((one) => ({ id: one.id, total: scoresOf(state, one.id).total ?? -1 }))
    .sort((a, b) => b.total - a.total);
  if (scored[0] && scored[0].total >= 0) return scored[0].id;
  const held = count(
    Object.values(positionsNow(state)).filter((one) => state.alternatives.some((alt) => alt.id === one.alternative)),
  );
  return held.leader ?? state.alternatives[0]?.id ?? null;
}
