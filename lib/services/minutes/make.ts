import { and, eq, sql } from 'drizzle-orm';
import { transcripts, users } from '@/db/schema';
import { soundMinutes } from '@/lib/minutes/check';
import type { Transcript } from '@/lib/minutes/transcript';
import type { Context } from '../context';
import { membersOf } from '../runs/known';
import { type Taken, takeByModel } from './by-model';
import { takeByRules } from './by-rules';
import { readingOf } from './chunks';
import { type Claimed, ClaimLost, claimMinutes, failMinutes, keepClaim } from './claim';
import type { MinutesJob } from './queue';
import { recordMinutes } from './record';
import { wholeTranscript } from './whole';

/**
 * Takes the minutes of a transcript and makes the record of them, once, however often it is called: what a process
 * that died had begun is done again, and nothing of it was written. Never rejects but where the database fails.
 */
export async function makeMinutes(ctx: Context, job: MinutesJob, signal: AbortSignal): Promise<void> {
  const claimed = await claimMinutes(ctx, job);
  if (!claimed) return;
  try {
    const transcript = await wholeTranscript(ctx.db, claimed);
    const { minutes, ended } = await taken(ctx, claimed, transcript, signal);
    if (ended !== null) return await failMinutes(ctx, claimed, { code: ended });
    await ctx.db.transaction(async (tx) => {
      // Whoever cancels waits here, or is first.
      await keepClaim(tx, claimed);
      const { meeting, transcript: row } = claimed;
      const by = await authorOf(tx, meeting.createdBy);
      await recordMinutes(tx, { meeting, transcript: row, turns: transcript.turns, minutes, by });
      await tx
        .update(transcripts)
        .set({
          state: 'done',
          minutes,
          reason: null,
          done: sql`${transcripts.parts}`,
          claimedBy: null,
          claimedUntil: null,
          finishedAt: sql`now()`,
        })
        .where(eq(transcripts.meetingId, job.meetingId));
    });
  } catch (error) {
    if (error instanceof ClaimLost) return;
    // Another process goes on with it when this one has to leave.
    if (signal.aborted) return letGo(ctx, claimed);
    ctx.logger.error({ error, meetingId: job.meetingId }, 'minutes could not be taken');
    await failMinutes(ctx, claimed, { code: 'minutes.failed' });
  }
}

/** What ends a model's reading, and is no failure of the model: rules read the rest at once. */
const spent = new Set(['minutes.budget', 'minutes.quota']);
/** How often a worker that waits for a model says that it lives. */
const beatMs = 15_000;

async function taken(ctx: Context, claimed: Claimed, transcript: Transcript, signal: AbortSignal): Promise<Taken> {
  const { db } = ctx;
  const { meeting } = claimed;
  const { model } = claimed.transcript;
  const taking = { title: meeting.title, heldOn: meeting.agenda.held_on, people: await membersOf(db, meeting.orgId) };
  const lost = new AbortController();
  const beat = setInterval(() => {
    keepClaim(db, claimed).catch((error: unknown) => error instanceof ClaimLost && lost.abort(error));
  }, beatMs);
  const until = AbortSignal.any([signal, lost.signal]);
  try {
    const { minutes, ended } = model
      ? await takeByModel(transcript, taking, await readingOf(ctx, claimed, model), until)
      : {
          minutes: await takeByRules(
            transcript,
            taking,
            (done, parts) => keepClaim(db, claimed, { done, parts }),
            until,
          ),
          ended: null,
        };
    // Where the model failed, a person chooses: to try again, or to leave the rest to rules, as `reason` then says.
    const chooses = ended !== null && !spent.has(ended) && claimed.transcript.reason === null;
    return { minutes: soundMinutes(minutes, transcript).minutes, ended: chooses ? ended : null };
  } finally {
    clearInterval(beat);
  }
}

async function authorOf(tx: Pick<Context['db'], 'select'>, userId: string | null) {
  const [user] = await tx
    .select({ userId: users.id, name: users.name })
    .from(users)
    .where(eq(users.id, userId ?? ''));
  return user ?? { userId: '', name: '' };
}

async function letGo({ db }: Pick<Context, 'db'>, { transcript, token }: Claimed): Promise<void> {
  await db
    .update(transcripts)
    .set({ state: 'waiting', attempts: sql`attempts - 1`, claimedBy: null, claimedUntil: null })
    .where(and(eq(transcripts.meetingId, transcript.meetingId), eq(transcripts.claimedBy, token)));
}
