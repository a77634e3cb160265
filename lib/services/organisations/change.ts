import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import { hexOf } from '@/lib/brand/colour';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { readOrganisation } from './read';
import type { ChangeOrganisation, Organisation } from './schemas';

/** Renames the organisation or gives it another accent; null gives it the product's own again. */
export async function changeOrganisation(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { name, accent }: ChangeOrganisation,
): Promise<Organisation> {
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(accent === undefined ? {} : { accent: accent === null ? null : hexOf(accent) }),
  };
  return ctx.db.transaction(async (tx) => {
    const before = await readOrganisation({ db: tx }, who);
    await tx.update(organisations).set(change).where(eq(organisations.id, who.orgId));
    const detail = difference(before, { ...before, ...change });
    await audit(tx, who, 'organisation.change', { type: 'organisation', id: who.orgId }, detail);
    return readOrganisation({ db: tx }, who);
  });
}
