import type { DecisionLog, DecisionStatus } from './decision-log.schema';

/** How a version stands today: one that was accepted is superseded as soon as another holds in its place. */
export const standsAs = (
  { status, version }: Pick<DecisionLog, 'status' | 'version'>,
  inForce: number | null,
): DecisionStatus => (status === 'accepted' && version !== inForce ? 'superseded' : status);
