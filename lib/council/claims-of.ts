import type { Cited } from './citations';
import type { DecisionLog } from './decision-log.schema';

/** Every claim of a log that must cite what was said, wherever it stands; what a person wrote into it need not. */
export function claimsOf(log: DecisionLog): Cited[] {
  const claims = [
    ...log.alternatives.flatMap((one) => [...one.pros, ...one.cons, one.cost, one.why_rejected]),
    ...log.rationale,
    ...log.risks,
    ...log.risks.map((one) => one.cost),
    ...log.dissent,
    ...log.unique_facts,
    ...(log.incident?.causes ?? []),
  ];
  return claims.flatMap((one) => (one && one.origin !== 'human' ? [one] : []));
}
