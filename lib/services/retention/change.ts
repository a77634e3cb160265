import { eq, sql } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { readRetention } from './read';
import type { ChangeRetention, Retention } from './schemas';

/** Sets how long transcripts are kept, or puts everything on hold, or off it. What a change means shows within minutes. */
export async function changeRetention(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { retentionDays, held }: ChangeRetention,
): Promise<Retention> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx.select().from(organisations).where(eq(organisations.id, who.orgId)).for('update');
    if (!row) throw new ServiceError('not_found', 'organisation.not_found');
    const subject = { type: 'organisation', id: who.orgId };
    if (retentionDays !== undefined && retentionDays !== row.retentionDays) {
      await tx.update(organisations).set({ retentionDays }).where(eq(organisations.id, who.orgId));
      const detail = { before: { retentionDays: row.retentionDays }, after: { retentionDays } };
      await audit(tx, who, 'retention.change', subject, detail);
    }
    if (held !== undefined && held !== (row.heldAt !== null)) {
      await tx
        .update(organisations)
        .set({ heldAt: held ? sql`now()` : null })
        .where(eq(organisations.id, who.orgId));
      await audit(tx, who, held ? 'hold.begin' : 'hold.end', subject);
    }
    return readRetention({ db: tx }, who);
  });
}
