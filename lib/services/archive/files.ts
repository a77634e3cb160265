import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import {
  auditRows,
  auditSeals,
  integrations,
  meetings,
  memberships,
  modelConnections,
  organisations,
  orgDomains,
  orgTemplates,
  ssoConnections,
  teams,
  teamVersions,
  users,
} from '@/db/schema';
import type { Context } from '../context';
import { json, meetingFiles } from './meeting-files';

/** A file of the archive; a long one comes in pieces. */
export interface ArchiveFile {
  name: string;
  body: string | AsyncIterable<string>;
}

type Ctx = Pick<Context, 'db' | 'events'>;

const page = 100;
const rowsAtOnce = 1000;

/** Everything that an organisation has, file by file; one meeting is held at a time. Secrets are in none of them. */
export async function* archiveFiles(ctx: Ctx, orgId: string): AsyncGenerator<ArchiveFile> {
  yield* settingsFiles(ctx, orgId);
  yield { name: 'audit.csv', body: trail(ctx, orgId) };
  for (let after = ''; ; ) {
    const some = await ctx.db
      .select()
      .from(meetings)
      .where(and(eq(meetings.orgId, orgId), gt(meetings.id, after)))
      .orderBy(asc(meetings.id))
      .limit(page);
    for (const meeting of some) yield* meetingFiles(ctx, orgId, meeting);
    const last = some.at(-1);
    if (!last || some.length < page) return;
    after = last.id;
  }
}

async function* settingsFiles({ db }: Ctx, orgId: string): AsyncGenerator<ArchiveFile> {
  const [organisation] = await db.select().from(organisations).where(eq(organisations.id, orgId));
  yield { name: 'organisation.json', body: json(organisation) };
  const members = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      title: memberships.title,
      aliases: memberships.aliases,
      suspendedAt: memberships.suspendedAt,
      createdAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.orgId, orgId))
    .orderBy(asc(memberships.createdAt), asc(users.id));
  yield { name: 'members.json', body: json(members) };
  const versions = await db
    .select({ team: teams, version: teamVersions })
    .from(teams)
    .innerJoin(teamVersions, eq(teamVersions.teamId, teams.id))
    .where(eq(teams.orgId, orgId))
    .orderBy(asc(teams.createdAt), asc(teams.id), asc(teamVersions.version));
  const byTeam = Map.groupBy(versions, (one) => one.team.id);
  const listed = [...byTeam.values()].map((all) => ({ ...all[0]?.team, versions: all.map((one) => one.version) }));
  yield { name: 'teams.json', body: json(listed) };
  const templates = await db.select().from(orgTemplates).where(eq(orgTemplates.orgId, orgId));
  yield { name: 'templates.json', body: json(templates) };
  const connections = {
    models: await db
      .select({ provider: modelConnections.provider, label: modelConnections.label })
      .from(modelConnections)
      .where(eq(modelConnections.orgId, orgId)),
    integrations: await db
      .select({ target: integrations.target, label: integrations.label, state: integrations.state })
      .from(integrations)
      .where(eq(integrations.orgId, orgId)),
    signIn: await db
      .select({
        kind: ssoConnections.kind,
        label: ssoConnections.label,
        issuer: ssoConnections.issuer,
        clientId: ssoConnections.clientId,
        groupRoles: ssoConnections.groupRoles,
        defaultRole: ssoConnections.defaultRole,
      })
      .from(ssoConnections)
      .where(eq(ssoConnections.orgId, orgId)),
    domains: await db
      .select({ domain: orgDomains.domain, verifiedAt: orgDomains.verifiedAt })
      .from(orgDomains)
      .where(eq(orgDomains.orgId, orgId)),
  };
  yield { name: 'connections.json', body: json(connections) };
}

const columns = [
  'place',
  'at',
  'action',
  'subjectType',
  'subjectId',
  'userId',
  'tokenId',
  'address',
  'userAgent',
  'detail',
  'hash',
] as const;
/** RFC 4180; what a spreadsheet would take for a formula is kept text. */
const cell = (value: unknown): string => {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The audit trail, oldest first. */
async function* trail({ db }: Ctx, orgId: string): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  let [at, id] = [new Date(0), ''];
  for (;;) {
    const rows = await db
      .select({ ...getTableColumns(auditRows), place: auditSeals.place, hash: auditSeals.hash })
      .from(auditRows)
      .leftJoin(auditSeals, and(eq(auditSeals.orgId, auditRows.orgId), eq(auditSeals.rowId, auditRows.id)))
      .where(
        and(
          eq(auditRows.orgId, orgId),
          sql`(${auditRows.at}, ${auditRows.id}) > (${at.toISOString()}::timestamptz, ${id})`,
        ),
      )
      .orderBy(asc(auditRows.at), asc(auditRows.id))
      .limit(rowsAtOnce);
    yield rows
      .map(
        (row) =>
          `${columns.map((name) => cell(row[name] instanceof Date ? row.at.toISOString() : row[name])).join(',')}\r\n`,
      )
      .join('');
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    [at, id] = [last.at, last.id];
  }
}
