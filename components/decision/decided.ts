import type { DecisionLog } from '@/lib/council/decision-log.schema';

/** False where the council left it to a person, or was cut short: then what leads is a leaning, not a decision. */
export const isDecided = (log: DecisionLog) =>
  log.status === 'accepted' || (log.chosen !== null && log.status !== 'escalated' && log.status !== 'draft');
