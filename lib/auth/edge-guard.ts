import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '@/db/statements';
import type { Env } from '../env';
import type { Limits, Taken } from '../ports/limits';
import { auditRefusalAtEdge } from '../services/audit/refusal-at-edge';
import type { Member } from '../services/context';
import { ServiceError } from '../services/errors';
import { takeRequest } from '../services/limits/take';
import { hash, held, member, memberOf, used } from './held';
import { fromOf, hostAllowed } from './hosts';
import { may, type Permission } from './permissions';
import { tokenOf } from './token';

export interface Sight {
  who: Member;
  /** The run that is named, else the meeting's newest. */
  run: {
    id: string;
    head: number;
    status: string /** There is work to do and nobody does it. */;
    waits: boolean;
  } | null;
  /** Their organisation has such a meeting. */
  meeting: boolean;
}

interface Row {
  foundId: string | null;
  runId: string | null;
  head: number;
  status: string;
  waits: boolean;
}

interface AtEdge {
  env: Pick<Env, 'HOST' | 'XIO_PUBLIC_URL' | 'XIO_PROXIES'>;
  db: Statements;
  limits: Pick<Limits, 'take'>;
}

/**
 * The guard of handlers at the edge: session, member, role, meeting and run in one statement, as each goes a long way;
 * `counted` hears what is left of their requests.
 * @throws ServiceError `unauthenticated` or `forbidden`.
 */
export async function guardAtEdge(
  { env, db, limits }: AtEdge,
  { headers }: Pick<Request, 'headers'>,
  permission: Permission,
  { meetingId, runId = null }: { meetingId: string; runId: string | null | undefined },
  counted: (taken: Taken) => void = () => {},
): Promise<Sight> {
  if (!hostAllowed(headers, env)) throw new ServiceError('forbidden', 'origin.host');
  const token = tokenOf(headers, env)?.token;
  const [row] = token
    ? await rowsOf<Row>(
        db,
        sql`with ${held([await hash(token)], [meetingId])}, ${used}
          select ${member}, mt.id as "foundId", r.id as "runId", r.head, r.status, r.waits
          from held h
          left join meetings mt on mt.org_id = h.org_id and mt.id = ${meetingId} and mt.deleted_at is null
          left join lateral (
            select id, head, status, needs_driver and coalesce(lease_until < now(), true) as waits from runs
            where meeting_id = mt.id and (${runId}::text is null or id = ${runId})
            order by created_at desc, id desc limit 1
          ) r on true`,
      )
    : [];
  if (!row) throw new ServiceError('unauthenticated', 'auth.no_session');
  const who = memberOf(row);
  counted(await takeRequest({ limits }, who));
  if (!may(who, permission)) {
    const path = `/api/v1/meetings/${meetingId.slice(0, 64)}/stream`;
    await auditRefusalAtEdge({ db, limits }, who, fromOf(headers, env), { permission, path });
    throw new ServiceError('forbidden', 'auth.forbidden', { role: who.role });
  }
  const { foundId: found, runId: id, ...run } = row;
  return { who, meeting: found !== null, run: id === null ? null : { id, ...run } };
}
