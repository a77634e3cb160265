import type { Policy } from './agenda.schema';
import type { Finding } from './events';
import { claimsFor } from './ledger';
import { duplicates } from './pool';
import type { RunState } from './run';
import { count, experts, leading, positionsNow } from './tally';

/** The agenda's policy, made stricter where the team's is, and where the round before this one was sent back without it. */
export function policyOf(state: RunState): Policy {
  const { agenda, team } = state;
  const own = team.policy;
  const lacked = new Set(state.previous?.missing.map((one) => one.split(':')[0]));
  return {
    min_alternatives: Math.max(agenda.policy.min_alternatives, own?.min_alternatives ?? 1),
    rationale_required:
      agenda.policy.rationale_required || (own?.rationale_required ?? false) || lacked.has('rationale_missing'),
    risk_cost_required:
      agenda.policy.risk_cost_required || (own?.risk_cost_required ?? false) || lacked.has('risk_cost_missing'),
  };
}

/** What the quality policy misses, each with the seat best placed to give it. Empty: the gate is passed. */
export function findings(state: RunState): Finding[] {
  const policy = policyOf(state);
  const leader = leading(state);
  const seats = experts(state.team);
  const positions = positionsNow(state);
  const quietest =
    [...seats].sort((a, b) => (state.bySeat[a.id]?.turns ?? 0) - (state.bySeat[b.id]?.turns ?? 0))[0]?.id ?? null;
  const supporter = seats.find((seat) => positions[seat.id]?.alternative === leader)?.id ?? quietest;
  const doubter = seats.find((seat) => positions[seat.id]?.alternative !== leader)?.id ?? quietest;
  const found: Finding[] = [];
  const add = (code: Finding['code'], subject: string | null, seat: string | null, args: Finding['args'] = {}) =>
    found.push({ code, subject, seat, args });

  const real = state.alternatives.filter((one) => !one.nothing);
  if (real.length < policy.min_alternatives) {
    add('min_alternatives', null, doubter, { have: real.length, need: policy.min_alternatives });
  }
  for (const [a, b] of duplicates(state.alternatives))
    add('duplicate_alternatives', b.id, doubter, { a: a.name, b: b.name });
  if (policy.rationale_required && leader && !claimsFor(state, leader).some((claim) => claim.stance === 'pro')) {
    add('rationale_missing', leader, supporter);
  }
  if (state.risks.length === 0) add('risk_missing', leader, doubter);
  for (const risk of state.risks) {
    if (!risk.mitigation) add('mitigation_missing', risk.id, risk.seat, { text: risk.text });
    else if (policy.risk_cost_required && !risk.cost) add('risk_cost_missing', risk.id, risk.seat, { text: risk.text });
  }
  for (const objection of state.objections) {
    if (objection.severity === 'block' && objection.alternative === leader && objection.answeredBy.length === 0) {
      add('unanswered_block', objection.id, supporter === objection.seat ? doubter : supporter, {
        text: objection.text,
      });
    }
  }
  const votes = state.ballot?.votes.length ?? 0;
  // Where not even half of the experts voted, nobody knows what the council wants.
  if (state.team.protocol === 'council' && votes * 2 <= seats.length)
    add('ballot_missing', null, null, { have: votes, need: seats.length });
  else if (!decided(state)) add('no_majority', null, null);
  return found;
}

/** The alternative that more than half stand for: by ballot, in a panel by the last positions. */
export function decided(state: RunState): string | null {
  if (state.team.protocol === 'council') return state.ballot?.leader ?? null;
  const held = Object.values(positionsNow(state)).filter((one) =>
    state.alternatives.some((alternative) => alternative.id === one.alternative),
  );
  return count(held).leader;
}
