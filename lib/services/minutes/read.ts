import { and, asc, eq } from 'drizzle-orm';
import { decisions, meetings, tasks, transcripts } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import type { Member } from '../context';
import type { DataContext, Executor } from '../data';
import { ServiceError } from '../errors';
import { inOrganisation } from '../meetings/rows';
import { runOf } from './runs';
import type { MinutesNow, MinutesRead, TranscriptView } from './schemas';

/** @throws ServiceError `not_found`, also for another organisation's, and for a meeting that a council held. */
export async function transcriptMeant(db: Executor, orgId: string, meetingId: string) {
  const [row] = await db
    .select({ meeting: meetings, transcript: transcripts })
    .from(transcripts)
    .innerJoin(meetings, eq(meetings.id, transcripts.meetingId))
    .where(inOrganisation(orgId, eq(meetings.id, meetingId)));
  if (!row) throw new ServiceError('not_found', 'minutes.not_found');
  return row;
}
type Meant = Awaited<ReturnType<typeof transcriptMeant>>;

/** The minutes of a meeting as they stand now: what was taken, with what people have made of it since. */
export async function readMinutes(
  { db }: Pick<DataContext, 'db'>,
  who: Member,
  meetingId: string,
): Promise<MinutesRead> {
  const meant = await transcriptMeant(db, who.orgId, meetingId);
  const { minutes } = meant.transcript;
  return { transcript: viewOf(meant, who), minutes: minutes && (await nowOf(db, who.orgId, meetingId, minutes)) };
}

export function viewOf({ meeting, transcript }: Meant, who: Member): TranscriptView {
  const { tokens, microUsd, priced, done, parts, createdAt, finishedAt, erasedAt, ...row } = transcript;
  return {
    meetingId: meeting.id,
    title: meeting.title,
    language: meeting.language,
    heldOn: meeting.agenda.held_on,
    format: row.format,
    fileName: row.fileName,
    turns: row.turns,
    lengthMs: row.lengthMs,
    speakers: row.speakers,
    notes: row.notes,
    model: row.model,
    state: row.state,
    progress: { done, parts },
    reason: row.reason,
    usage: may(who, 'cost.read') ? { tokens, microUsd: priced ? microUsd : null } : null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    erasedAt: erasedAt?.toISOString() ?? null,
  };
}

/** What people wrote takes the place of what was taken; tasks that they added come behind. */
async function nowOf(db: Executor, orgId: string, meetingId: string, minutes: Minutes): Promise<MinutesNow> {
  const logs = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.orgId, orgId), eq(decisions.meetingId, meetingId)));
  const items = await db
    .select({ runId: tasks.runId, item: tasks.item })
    .from(tasks)
    .where(and(eq(tasks.orgId, orgId), eq(tasks.meetingId, meetingId)))
    .orderBy(asc(tasks.runId), asc(tasks.position));
  const logOf = (runId: string) => {
    const found = logs.find((one) => one.runId === runId);
    if (!found) throw new ServiceError('not_found', 'minutes.not_found');
    const { version, status, title, statement } = found;
    return { runId, version, status, title, statement };
  };
  const taken = new Map(minutes.action_items.map((one) => [one.id, one]));
  const place = new Map(minutes.action_items.map((one, n) => [one.id, n]));
  const decisionOf = new Map(minutes.decisions.map((one) => [runOf(meetingId, one.id), one.id]));
  const now = items.map(({ runId, item }) => {
    const id = item.id.slice(runId.length + 1);
    const { title, owner, owner_said, due, due_said, turns, quote, origin, version, status } = item;
    const was = taken.get(id);
    return {
      id,
      title,
      owner,
      owner_said,
      due,
      due_said,
      turns,
      quote,
      origin,
      confidence: was?.confidence ?? 1,
      signs: was?.signs ?? [],
      decision: decisionOf.get(runId) ?? null,
      runId,
      itemId: item.id,
      version,
      status,
    };
  });
  const { runId, version, status } = logOf(runOf(meetingId, 'record'));
  return {
    ...minutes,
    decisions: minutes.decisions.map((one) => ({ ...one, ...logOf(runOf(meetingId, one.id)) })),
    action_items: now.sort((a, b) => (place.get(a.id) ?? now.length) - (place.get(b.id) ?? now.length)),
    record: { runId, version, status },
  };
}
