import type { DecisionLog, LogAlternative } from './decision-log.schema';

/** Alternatives to compare: where people named nothing beside what they decided, there are none. */
export const comparedIn = ({ taken, alternatives }: DecisionLog): LogAlternative[] =>
  taken && alternatives.length === 1 ? [] : alternatives;
