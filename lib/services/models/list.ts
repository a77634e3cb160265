import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { teams, teamVersions, users } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import { modelKey } from '@/lib/council/budget';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { type ConnectionRow, connectionsOf, findConnection, serving, usualOf } from './rows';
import { type AdministeredConnection, type ModelConnection, type ModelList, providerSchema } from './schemas';

/** What the organisation has connected; who may not change it sees labels and names of models only. */
export async function listModels(ctx: Pick<DataContext, 'db' | 'env' | 'speech'>, who: Member): Promise<ModelList> {
  const rows = await connectionsOf(ctx.db, who.orgId);
  const connections = may(who, 'model.change') ? await administered(ctx, who.orgId, rows) : rows.map(briefly);
  return { connections, ...usualAndSetUp(ctx, rows) };
}

const usualAndSetUp = ({ env, speech }: Pick<DataContext, 'env' | 'speech'>, rows: ConnectionRow[]) => ({
  usual: usualOf(rows, env),
  setUp: providerSchema.options.filter((provider) => speech.offer({ provider, name: 'any' }, null).ok),
});

/** What a seat can be given: what speaks for one that names no model, what is connected, and whose every model can be named. */
export async function modelsOffered(ctx: Pick<DataContext, 'db' | 'env' | 'speech'>, who: Member) {
  const { connections, usual, setUp } = await listModels(ctx, { ...who, role: 'viewer' });
  const models = connections.flatMap(({ provider, models: names }) =>
    names.map((name) => modelKey({ provider, name })),
  );
  return { usual, connected: { models, setUp } };
}

/** All that administrators see of it. */
export async function administeredModels(ctx: Pick<DataContext, 'db' | 'env' | 'speech'>, who: Member) {
  const rows = await connectionsOf(ctx.db, who.orgId);
  return { connections: await administered(ctx, who.orgId, rows), ...usualAndSetUp(ctx, rows) };
}

/** One of them, with what administrators see. @throws ServiceError `not_found`. */
export async function readConnection(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { id }: { id: string },
): Promise<AdministeredConnection> {
  const row = await findConnection(ctx.db, who.orgId, id);
  const [found] = await administered(ctx, who.orgId, [row]);
  if (!found) throw new Error(`Connection ${id} is not among itself`);
  return found;
}

const briefly = ({ id, label, provider, models, usual }: ConnectionRow): ModelConnection => ({
  id,
  label,
  provider,
  models: models.map(({ name }) => name),
  usual,
  settings: null,
});

async function administered(
  { db }: Pick<DataContext, 'db'>,
  orgId: string,
  rows: ConnectionRow[],
): Promise<AdministeredConnection[]> {
  const ids = rows.flatMap((row) => [row.createdBy, row.changedBy]).filter((one) => one !== null);
  const people = ids.length > 0 ? await db.select().from(users).where(inArray(users.id, ids)) : [];
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null;
  if (rows.length === 0) return [];
  const seated = await db
    .select({
      id: teams.id,
      name: teams.name,
      models: sql<ModelRef[]>`jsonb_path_query_array(${teamVersions.config}, '$.seats[*].model')`,
    })
    .from(teams)
    .innerJoin(teamVersions, and(eq(teamVersions.teamId, teams.id), eq(teamVersions.version, teams.currentVersion)))
    .where(and(eq(teams.orgId, orgId), isNull(teams.archivedAt)));
  return rows.map((row) => ({
    ...briefly(row),
    settings: {
      version: row.version,
      url: row.url,
      hasKey: row.keySealed !== null,
      keyHint: row.keyHint,
      prices: Object.fromEntries(row.models.flatMap(({ name, price }) => (price ? [[name, price]] : []))),
      teams: seated
        .filter(({ models }) => models.some((model) => serving([row], model)))
        .map(({ id, name }) => ({ id, name })),
      lastTest: row.lastTest,
      createdAt: row.createdAt.toISOString(),
      createdBy: nameOf(row.createdBy),
      changedAt: row.changedAt.toISOString(),
      changedBy: nameOf(row.changedBy),
    },
  }));
}
