import { and, eq, isNull, sql } from 'drizzle-orm';
import { meetings, newId, transcripts } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { Context } from '../context';
import type { Executor } from '../data';
import type { MinutesJob } from './queue';

/** How long a claim holds without a sign of life of its worker. */
const claimMs = 60_000;
/** A transcript at which so many workers have died waits for a person. */
const mostAttempts = 3;

export interface Claimed {
  transcript: typeof transcripts.$inferSelect;
  meeting: typeof meetings.$inferSelect;
  token: string;
}

/** Somebody cancelled it, or another worker has it. */
export class ClaimLost extends Error {}

const heldUntil = sql`clock_timestamp() + ${claimMs} * interval '1 ms'`;
const ofJob = ({ orgId, meetingId }: MinutesJob) =>
  and(eq(transcripts.orgId, orgId), eq(transcripts.meetingId, meetingId));
export const free = sql`(${transcripts.state} = 'waiting'
  or (${transcripts.state} = 'reading' and ${transcripts.claimedUntil} < clock_timestamp()))`;

/** Takes a transcript to read; null where there is nothing to do, or another worker does it. */
export async function claimMinutes({ db }: Pick<Context, 'db'>, job: MinutesJob): Promise<Claimed | null> {
  const token = newId();
  const [transcript] = await db
    .update(transcripts)
    .set({ state: 'reading', attempts: sql`attempts + 1`, claimedBy: token, claimedUntil: heldUntil })
    .where(and(ofJob(job), free))
    .returning();
  if (!transcript) return null;
  const [meeting] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.orgId, job.orgId), eq(meetings.id, job.meetingId), isNull(meetings.deletedAt)));
  if (!meeting || transcript.attempts > mostAttempts) {
    await failMinutes({ db }, { transcript, token }, { code: 'minutes.interrupted' });
    return null;
  }
  return { transcript, meeting, token };
}

type Held = Pick<Claimed, 'transcript' | 'token'>;

/** Renews the claim, with what has come of it. @throws ClaimLost. */
export async function keepClaim(
  db: Executor,
  { transcript, token }: Held,
  set: Partial<Pick<typeof transcripts.$inferInsert, 'done' | 'parts'>> = {},
): Promise<void> {
  const kept = await db
    .update(transcripts)
    .set({ ...set, claimedUntil: heldUntil })
    .where(and(ofJob(transcript), eq(transcripts.state, 'reading'), eq(transcripts.claimedBy, token)))
    .returning({ id: transcripts.meetingId });
  if (kept.length === 0) throw new ClaimLost();
}

/** Says why there are no minutes, and lets a person try again. */
export async function failMinutes(
  { db }: Pick<Context, 'db'>,
  { transcript, token }: Held,
  reason: Reason,
): Promise<void> {
  await db
    .update(transcripts)
    .set({ state: 'failed', reason, claimedBy: null, claimedUntil: null, finishedAt: sql`now()` })
    .where(and(ofJob(transcript), eq(transcripts.state, 'reading'), eq(transcripts.claimedBy, token)));
}
