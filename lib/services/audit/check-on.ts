import { and, eq } from 'drizzle-orm';
import { auditHeads } from '@/db/schema';
import type { Context } from '../context';
import { noteBreak } from './breaks';
import { follow, noHead, sealsAfter } from './chain';

/** Rows that are followed beside each sealing. */
const stretch = 100;

/**
 * Follows the next stretch of an organisation's chain, from its first row again once the end was reached: whatever is
 * changed there is found by and by. A chain that is broken waits for `npm run audit`.
 */
export async function checkOn(ctx: Pick<Context, 'db' | 'logger'>, orgId: string): Promise<void> {
  // Read first: rows that are sealed meanwhile are no cut end.
  const [known] = await ctx.db.select().from(auditHeads).where(eq(auditHeads.orgId, orgId));
  if (!known || known.brokenWhy) return;
  const from = { place: known.checkedPlace, hash: known.checkedHash };
  const seals = await sealsAfter(ctx.db, orgId, from.place, stretch);
  const { head, broken } = follow(seals, from, [known]);
  const ended = seals.length < stretch;
  if (broken) return noteBreak(ctx, orgId, broken);
  if (ended && head.place < known.place) return noteBreak(ctx, orgId, { why: 'cut', place: head.place + 1, id: null });
  const next = ended ? noHead : head;
  await ctx.db
    .update(auditHeads)
    .set({ checkedPlace: next.place, checkedHash: next.hash })
    .where(and(eq(auditHeads.orgId, orgId), eq(auditHeads.checkedPlace, from.place)));
}
