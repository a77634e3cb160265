import { and, eq, isNotNull, ne } from 'drizzle-orm';
import { auditHeads } from '@/db/schema';
import type { Context, Member } from '../context';
import type { DataContext } from '../data';
import { tellAdmins } from '../notifications/tell-admins';
import { type Break, noHead } from './chain';

/** Keeps where a chain breaks, and tells whoever administers the organisation. */
export async function noteBreak(
  { db, logger }: Pick<Context, 'db' | 'logger'>,
  orgId: string,
  { why, place, id }: Break,
): Promise<void> {
  const noted = await db.transaction(async (tx) => {
    const rows = await tx
      .update(auditHeads)
      .set({ brokenPlace: place, brokenWhy: why })
      .where(eq(auditHeads.orgId, orgId))
      .returning({ orgId: auditHeads.orgId });
    const args = { name: String(place), reason: null };
    if (rows.length > 0) await tellAdmins(tx, { orgId, kind: 'trail_broken', key: `trail ${why} ${place}`, args });
    return rows.length > 0;
  });
  if (noted) logger.error({ orgId, why, place, id }, 'the trail is not as it was sealed');
}

/** Forgets a break: the whole chain was followed and is right. What only an end kept elsewhere tells, only one takes back. */
export async function forgetBreak({ db }: Pick<Context, 'db'>, orgId: string, keptElsewhere: boolean): Promise<void> {
  await db
    .update(auditHeads)
    .set({ brokenPlace: null, brokenWhy: null, checkedPlace: noHead.place, checkedHash: noHead.hash })
    .where(
      and(
        eq(auditHeads.orgId, orgId),
        isNotNull(auditHeads.brokenWhy),
        keptElsewhere ? undefined : ne(auditHeads.brokenWhy, 'other_end'),
      ),
    );
}

/** Where the organisation's chain was found broken, until `npm run audit` finds it right. */
export async function readBreak({ db }: Pick<DataContext, 'db'>, { orgId }: Member): Promise<Omit<Break, 'id'> | null> {
  const [head] = await db
    .select({ why: auditHeads.brokenWhy, place: auditHeads.brokenPlace })
    .from(auditHeads)
    .where(eq(auditHeads.orgId, orgId));
  return head?.why && head.place !== null ? { why: head.why, place: head.place } : null;
}
