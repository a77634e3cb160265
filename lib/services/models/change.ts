import { eq, sql } from 'drizzle-orm';
import { modelConnections } from '@/db/schema';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { checkConnection, sealedKey } from './check';
import { readConnection } from './list';
import { connectionOf, findConnection } from './rows';
import type { AdministeredConnection, ChangeModel } from './schemas';

/**
 * Changes a connection; runs in session follow from their next turn on. A key goes to no other server than the one it
 * was entered for.
 * @throws ServiceError `not_found`; `invalid`; `conflict` when somebody else has changed it since `version`.
 */
export async function changeModel(
  ctx: Pick<DataContext, 'db' | 'env' | 'vault'>,
  who: Member,
  { id, version, key, ...given }: ChangeModel,
): Promise<AdministeredConnection> {
  return ctx.db.transaction(async (tx) => {
    const seen = await findConnection(tx, who.orgId, id);
    const { label = seen.label, url = seen.url, models = seen.models, usual = seen.usual } = given;
    const wanted = { ...seen, label, url, models };
    await checkConnection(ctx, tx, { ...wanted, hasKey: key === undefined ? seen.keySealed !== null : key !== null });
    // Only now nobody else can change it.
    const row = await findConnection(tx, who.orgId, id);
    if (row.version !== version) {
      throw new ServiceError('conflict', 'connection.stale', { current: row.version, sent: version });
    }
    if (key === undefined && row.keySealed !== null && originOf(url) !== originOf(row.url)) {
      throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [
        { path: 'key', code: 'connection.key_again' },
      ]);
    }
    const none = { keySealed: null, keyHint: null };
    const sealed = key === undefined ? {} : key === null ? none : sealedKey(ctx, row, key);
    if (usual && !row.usual) {
      await tx.update(modelConnections).set({ usual: false }).where(eq(modelConnections.orgId, who.orgId));
    }
    await tx
      .update(modelConnections)
      .set({
        ...{ label, url, models, usual, ...sealed },
        version: row.version + 1,
        // What was tested is not what is there now.
        lastTest: null,
        changedBy: who.userId,
        changedAt: sql`now()`,
      })
      .where(connectionOf(who.orgId, id));
    const changed = [...Object.keys(given), ...(key === undefined ? [] : ['key'])];
    const before = { label: row.label, url: row.url, models: row.models, usual: row.usual };
    const detail = { label, changed, ...difference(before, { label, url, models, usual }) };
    await audit(tx, who, 'model.change', { type: 'model_connection', id }, detail);
    return readConnection({ db: tx }, who, { id });
  });
}

const originOf = (url: string | null) => (url === null ? null : new URL(url).origin);
