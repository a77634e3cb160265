import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { meetings, organisations, transcriptChunks, transcripts, transcriptTurns } from '@/db/schema';
import { type Erased, renamer } from '@/lib/council/erase';
import { audit } from '../audit';
import type { Context } from '../context';
import type { Executor } from '../data';
import { heldBy, unheld } from './holds';

const atOnce = 20;

/**
 * Blanks transcripts that people brought and that are not kept any longer: what was said, and what was read out of it
 * word for word. The decisions that were made of it stay. True where there is more to do at once.
 */
export async function blankTranscripts(db: Context['db']): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await tx
      .select({ meetingId: transcripts.meetingId, orgId: transcripts.orgId })
      .from(organisations)
      .innerJoin(transcripts, eq(transcripts.orgId, organisations.id))
      .innerJoin(meetings, eq(meetings.id, transcripts.meetingId))
      .where(
        and(
          isNotNull(organisations.retentionDays),
          isNull(transcripts.erasedAt),
          sql`${transcripts.finishedAt} < now() - make_interval(days => ${organisations.retentionDays})`,
          unheld,
        ),
      )
      .limit(atOnce)
      .for('update', { of: transcripts, skipLocked: true });
    const going: typeof found = [];
    for (const one of found) if (!(await heldBy(tx, one.orgId, one.meetingId))) going.push(one);
    const ids = going.map((one) => one.meetingId);
    await tx.update(transcriptTurns).set({ text: '' }).where(inArray(transcriptTurns.meetingId, ids));
    await tx.update(transcriptChunks).set({ answer: null }).where(inArray(transcriptChunks.meetingId, ids));
    await tx
      .update(transcripts)
      .set({ minutes: null, notes: [], erasedAt: sql`now()` })
      .where(inArray(transcripts.meetingId, ids));
    for (const { orgId, meetingId } of going) {
      await audit(tx, { orgId, userId: null }, 'transcript.erase', { type: 'meeting', id: meetingId });
    }
    return found.length === atOnce;
  });
}

/** Puts a person's pseudonym where a brought transcript names them; what they said stays somebody's words. */
export async function renameInTranscript(tx: Executor, orgId: string, meetingId: string, person: Erased) {
  const rename = renamer(person);
  const ofMeeting = and(eq(transcripts.orgId, orgId), eq(transcripts.meetingId, meetingId));
  const [row] = await tx.select().from(transcripts).where(ofMeeting).for('update');
  if (!row) return;
  const said = and(eq(transcriptTurns.orgId, orgId), eq(transcriptTurns.meetingId, meetingId));
  for (const turn of await tx.select().from(transcriptTurns).where(said)) {
    const before = { speaker: turn.speaker, text: turn.text };
    const after = rename(before);
    if (isDeepStrictEqual(before, after)) continue;
    await tx
      .update(transcriptTurns)
      .set(after)
      .where(and(said, eq(transcriptTurns.turn, turn.turn)));
  }
  const { speakers, minutes, fileName } = rename({
    speakers: row.speakers,
    minutes: row.minutes,
    fileName: row.fileName,
  });
  const unknown = speakers.map((one) => (one.userId === person.userId ? { ...one, userId: null } : one));
  await tx.update(transcripts).set({ speakers: unknown, minutes, fileName }).where(ofMeeting);
  const chunks = and(eq(transcriptChunks.orgId, orgId), eq(transcriptChunks.meetingId, meetingId));
  for (const { chunk, answer } of await tx.select().from(transcriptChunks).where(chunks)) {
    await tx
      .update(transcriptChunks)
      .set({ answer: rename(answer) })
      .where(and(chunks, eq(transcriptChunks.chunk, chunk)));
  }
}
