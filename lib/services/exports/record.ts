import { and, eq, inArray } from 'drizzle-orm';
import { memberships, users } from '@/db/schema';
import { counts } from '@/lib/council/change-task';
import type { ExportSubject } from '@/lib/council/events';
import type { Cache } from '@/lib/ports/cache';
import type { Exportable } from '@/lib/ports/export-target';
import { readMeantDecision } from '../artifacts/decision';
import type { Context } from '../context';
import type { Executor } from '../data';
import { decisionMeant, type Meant } from '../decisions/meant';

/** What of a run can be exported, as it stands now. */
export interface Recorded extends Pick<Awaited<ReturnType<typeof readMeantDecision>>, 'log' | 'items' | 'summary'> {
  meant: Meant;
  /** Addresses of members, by user. */
  emails: Map<string, string>;
}

/** The newest version of a run's decision, and all of its tasks. @throws ServiceError `not_found`. */
export async function readRecorded(
  ctx: { db: Executor; cache: Cache | null },
  where: { orgId: string; meetingId: string; runId?: string | undefined },
): Promise<Recorded> {
  const meant = await decisionMeant(ctx.db, where.orgId, where);
  const { log, items, summary } = await readMeantDecision(ctx, where, meant, undefined);
  const people = [
    meant.decision.deciderUserId,
    ...items.map((item) => (item.owner_ref?.kind === 'member' ? item.owner_ref.id : null)),
  ].filter((id) => id !== null);
  return { meant, log, items, summary, emails: await emailsOf(ctx.db, where.orgId, [...new Set(people)]) };
}

async function emailsOf(db: Executor, orgId: string, userIds: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), inArray(memberships.userId, userIds)));
  return new Map(rows.flatMap(({ id, email }) => (email ? [[id, email] as const] : [])));
}

/** The decision under its key: the same however often it is exported. */
export const decisionKey = ({ meeting, run }: Pick<Meant, 'meeting' | 'run'>) => `${meeting.id}:${run.id}:decision`;

/** One of them, ready to go; null where there is no such task. `decisionExternalId`: the decision's page there. */
export function exportableOf(
  ctx: Pick<Context, 'env'>,
  recorded: Recorded,
  subject: Pick<ExportSubject, 'kind' | 'id'>,
  decisionExternalId: string | null,
): Exportable | null {
  const { meant, log, items, summary, emails } = recorded;
  const { meeting, run, decision } = meant;
  const common = {
    log,
    language: meeting.language,
    meeting: { id: meeting.id, title: meeting.title },
    links: linksOf(ctx, meeting.id, run.id, log.taken !== undefined),
  };
  const emailOf = (userId: string | null) => emails.get(userId ?? '') ?? null;
  if (subject.kind === 'decision_log') {
    const deciderEmail = emailOf(decision.deciderUserId);
    const key = decisionKey(meant);
    return {
      ...common,
      kind: 'decision_log',
      key,
      version: log.version,
      items: items.filter(counts),
      summary,
      deciderEmail,
    };
  }
  const item = items.find((one) => one.id === subject.id);
  if (!item) return null;
  const ownerEmail = emailOf(item.owner_ref?.kind === 'member' ? item.owner_ref.id : null);
  const { idempotency_key: key, version } = item;
  return { ...common, kind: 'action_item', key, version, item, ownerEmail, decisionExternalId };
}

/** Where people find the record: the room shows the newest run only, so turns are shown where every run is. */
function linksOf({ env }: Pick<Context, 'env'>, meetingId: string, runId: string, taken: boolean): Exportable['links'] {
  const site = env.XIO_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
  const page = (path: string) => new URL(`/meetings/${meetingId}/${path}?run=${runId}`, site).href;
  const transcript = new URL(`/meetings/${meetingId}`, site).href;
  return { decision: page('decision'), turn: (turn) => `${taken ? transcript : page('replay')}#t${turn}` };
}
