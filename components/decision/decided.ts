import type { DecisionLog } from '@/lib/council/decision-log.schema';

const open = new Set<DecisionLog['status']>(['draft', 'escalated', 'deferred']);

/** False where it is left to a person, put off, or was cut short: then what leads is a leaning, not a decision. */
export const isDecided = (log: DecisionLog) =>
  log.status === 'accepted' ||
  (log.chosen !== null && !open.has(log.status) && !(log.status === 'superseded' && log.incomplete && !log.settlement));
