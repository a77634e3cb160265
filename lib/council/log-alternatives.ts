import type { Answer } from './answers.schema';
import { citationProblem } from './citations';
import type { Claim, LogAlternative } from './decision-log.schema';
import { derived, type Evidence, stated } from './evidence';
import { claimsFor, findAlternative } from './ledger';
import type { Alternative, RunState } from './run';
import { scoresOf } from './tally';

export const round = (value: number): number => Math.round(value * 100) / 100;

/** One alternative of the log: what was said for and against it, its marks, and why it was not chosen. */
export function logAlternative(
  state: RunState,
  evidence: Evidence,
  one: Alternative,
  chosen: string | null,
  scribe: Answer | null,
): LogAlternative {
  const { byCriterion, total } = scoresOf(state, one.id);
  const said = claimsFor(state, one.id);
  const against = state.objections
    .filter((objection) => objection.alternative === one.id)
    .map((objection) => stated(objection.turn, objection.text, objection.quote));
  const as = (stance: 'pro' | 'con') =>
    said.filter((claim) => claim.stance === stance).map((claim) => stated(claim.turn, claim.text, claim.quote));
  const pros = evidence.keep('pro', one.name, once(as('pro')));
  const cons = evidence.keep('con', one.name, once([...as('con'), ...against]));
  const given = scribe?.rejections?.find((rejection) => findAlternative([one], rejection.alternative));
  const lost = [...(given ? [derived(given)] : []), ...against, ...cons];
  return {
    id: one.id,
    name: one.name,
    summary: one.summary,
    pros,
    cons,
    cost: evidence.cost(one.cost, one.cost ? [one.cost.turn] : []),
    joined: one.joined,
    scores: {
      by_criterion: Object.fromEntries(Object.entries(byCriterion).map(([key, { mean }]) => [key, round(mean)])),
      total: total === null ? null : round(total),
    },
    why_rejected:
      chosen !== null && one.id !== chosen
        ? (lost.find((claim) => citationProblem(state, claim) === null) ?? null)
        : null,
  };
}

/** What was said twice in the same words counts once. */
function once(claims: Claim[]): Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ turns, quote }) => {
    const key = `${turns[0]} ${quote}`;
    return !seen.has(key) && seen.add(key);
  });
}
