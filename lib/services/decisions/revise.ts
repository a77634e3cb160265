import type { z } from 'zod';
import { revise } from '@/lib/council/settle';
import type { Context, Member } from '../context';
import { type Command, changeDecision } from './change';
import type { reviseSchema, Settled } from './schemas';

/**
 * Changes a decision log as a person. A settled one is proposed again by it; an accepted version holds until the new
 * one is accepted.
 * @throws ServiceError `not_found`; `forbidden`; `invalid`; `conflict`, for a stale version with `decision` as it is now.
 */
export function reviseDecision(
  ctx: Context,
  who: Member,
  { changes, note, ...command }: Command & z.output<typeof reviseSchema>,
): Promise<Settled> {
  return changeDecision(ctx, who, command, {
    names: ['decision-revised'],
    apply: (log, it) => revise(log, changes, it),
    event: (log) => ({ name: 'decision-revised', log, note }),
  });
}
