import { modelConnections } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { connectionOf, findConnection } from './rows';

/** Removes a connection with its key. Seats that spoke by it can't until they are given another model. @throws ServiceError `not_found`. */
export async function removeModel(ctx: Pick<DataContext, 'db'>, who: Member, { id }: { id: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { label, provider } = await findConnection(tx, who.orgId, id);
    await tx.delete(modelConnections).where(connectionOf(who.orgId, id));
    await audit(tx, who, 'model.remove', { type: 'model_connection', id }, { label, provider });
  });
}
