import { eq } from 'drizzle-orm';
import { modelConnections, newId } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { checkConnection, sealedKey } from './check';
import { readConnection } from './list';
import type { AdministeredConnection, ConnectModel } from './schemas';

/**
 * Connects models of a provider. The first connection of an organisation speaks for seats that name no model.
 * @throws ServiceError `invalid`; `unavailable` where this deployment has no key to encrypt with.
 */
export async function connectModel(
  ctx: Pick<DataContext, 'db' | 'env' | 'vault'>,
  who: Member,
  { key, url = null, usual, ...given }: Omit<ConnectModel, 'url'> & { url?: string | null | undefined },
): Promise<AdministeredConnection> {
  const { orgId, userId } = who;
  const row = { id: newId(), orgId, ...given, url };
  return ctx.db.transaction(async (tx) => {
    const others = await checkConnection(ctx, tx, { ...row, hasKey: key !== undefined });
    const sealed = key === undefined ? {} : sealedKey(ctx, row, key);
    const speaks = usual ?? others.length === 0;
    if (speaks) await tx.update(modelConnections).set({ usual: false }).where(eq(modelConnections.orgId, orgId));
    await tx
      .insert(modelConnections)
      .values({ ...row, ...sealed, usual: speaks, createdBy: userId, changedBy: userId });
    const { label, provider } = row;
    const models = row.models.map(({ name }) => name);
    await audit(tx, who, 'model.connect', { type: 'model_connection', id: row.id }, { label, provider, url, models });
    return readConnection({ db: tx }, who, row);
  });
}
