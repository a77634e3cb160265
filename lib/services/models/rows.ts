import { and, asc, eq } from 'drizzle-orm';
import { modelConnections } from '@/db/schema';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Context } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

export type ConnectionRow = typeof modelConnections.$inferSelect;

/** What an organisation has connected, oldest first. */
export function connectionsOf(db: Pick<Executor, 'select'>, orgId: string): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(modelConnections)
    .where(eq(modelConnections.orgId, orgId))
    .orderBy(asc(modelConnections.createdAt), asc(modelConnections.id));
}

export const connectionOf = (orgId: string, id: string) =>
  and(eq(modelConnections.orgId, orgId), eq(modelConnections.id, id));

/** @throws ServiceError `not_found`, also for another organisation's. */
export async function findConnection(db: Pick<Executor, 'select'>, orgId: string, id: string): Promise<ConnectionRow> {
  const [row] = await db.select().from(modelConnections).where(connectionOf(orgId, id));
  if (!row) throw new ServiceError('not_found', 'connection.not_found');
  return row;
}

/** The connection that serves a model, and what it says of it. */
export function serving(rows: readonly ConnectionRow[], { provider, name }: ModelRef) {
  for (const row of rows) {
    const served = row.provider === provider && row.models.find((one) => one.name === name);
    if (served) return { row, served };
  }
  return null;
}

/** What speaks in an organisation for seats that name no model. */
export function usualOf(rows: readonly ConnectionRow[], env: Pick<Context['env'], 'XIO_MODEL'>): ModelRef {
  const usual = rows.find((row) => row.usual);
  const first = usual?.models[0];
  if (usual && first) return { provider: usual.provider, name: first.name };
  return env.XIO_MODEL ?? { provider: 'playbook', name: 'playbook' };
}

/** Reads it. @see usualOf */
export async function usualModel(ctx: Pick<Context, 'env'>, db: Pick<Executor, 'select'>, orgId: string) {
  return usualOf(await connectionsOf(db, orgId), ctx.env);
}

type Offer = ReturnType<Context['speech']['offer']> & {
  /** By the organisation's own connection. */
  connected: boolean;
};
export type Offers = (model: ModelRef) => Offer;

/** Which models an organisation with these connections can ask, and their prices: its own go before the deployment's. */
export const offersFrom =
  ({ speech }: Pick<Context, 'speech'>, rows: readonly ConnectionRow[]): Offers =>
  (model) => {
    const own = serving(rows, model);
    return { ...speech.offer(model, own?.served ?? null), connected: own !== null };
  };

/** Reads it. @see offersFrom */
export async function offersTo(
  ctx: Pick<Context, 'speech'>,
  db: Pick<Executor, 'select'>,
  orgId: string,
): Promise<Offers> {
  return offersFrom(ctx, await connectionsOf(db, orgId));
}
