import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ssoConnections } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import type { Env } from '@/lib/env';
import type { Context } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { sentence } from '../sentences';
import type { Connection } from './schemas';

export type ConnectionRow = typeof ssoConnections.$inferSelect;
/** What services of this room use. */
export type SignInContext = Pick<Context, 'db' | 'env' | 'vault' | 'clock'>;

const oidcSchema = z.object({
  scopes: z.string().default('openid email profile'),
  groupsClaim: z.string().default('groups'),
});
/** What a row keeps of OIDC's own. */
export const oidcOf = (row: Pick<ConnectionRow, 'settings'>) => oidcSchema.parse(row.settings);

/** What a sealed client's secret is bound to. */
export const secretOf = ({ orgId, id }: Pick<ConnectionRow, 'orgId' | 'id'>) => ['sso connection', orgId, id];

export const connectionOf = (orgId: string, id: string) =>
  and(eq(ssoConnections.orgId, orgId), eq(ssoConnections.id, id));

/** An organisation's connections, oldest first. */
export const connectionsOf = (db: Pick<Executor, 'select'>, orgId: string): Promise<ConnectionRow[]> =>
  db
    .select()
    .from(ssoConnections)
    .where(eq(ssoConnections.orgId, orgId))
    .orderBy(asc(ssoConnections.createdAt), asc(ssoConnections.id));

/** @throws ServiceError `not_found`, also for another organisation's. */
export async function findConnection(db: Pick<Executor, 'select'>, orgId: string, id: string): Promise<ConnectionRow> {
  const [row] = await db.select().from(ssoConnections).where(connectionOf(orgId, id));
  if (!row) throw new ServiceError('not_found', 'sign_in.connection_not_found');
  return row;
}

/** As above, locked. @throws ServiceError `conflict` where somebody changed it since it was read. */
export async function lockedAt(tx: Executor, orgId: string, id: string, version: number): Promise<ConnectionRow> {
  const [row] = await tx.select().from(ssoConnections).where(connectionOf(orgId, id)).for('update');
  if (!row) throw new ServiceError('not_found', 'sign_in.connection_not_found');
  if (row.version === version) return row;
  throw new ServiceError('conflict', 'sign_in.connection_stale', { current: row.version, sent: version });
}

/** Where people reach this site. */
export const siteAddress = (env: Pick<Env, 'XIO_PUBLIC_URL' | 'HOST' | 'PORT'>): string =>
  env.XIO_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;

/** A connection as administrators see it; its secret never. */
export function connectionView(env: Env, row: ConnectionRow, language: Language): Connection {
  const { id, kind, preset, label, issuer, state, groupRoles, defaultRole, version } = row;
  return {
    id,
    kind,
    preset,
    label,
    issuer,
    state,
    reason: row.reason && {
      code: row.reason.code,
      text: sentence(language, row.reason.code, row.reason.args),
    },
    testedAt: row.testedAt?.toISOString() ?? null,
    groupRoles,
    defaultRole,
    oidc:
      kind === 'oidc'
        ? {
            ...oidcOf(row),
            clientId: row.clientId ?? '',
            secretHint: row.secretHint,
            callback: new URL(`/api/auth/callback/${id}`, siteAddress(env)).href,
          }
        : null,
    version,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  };
}
