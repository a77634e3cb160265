import { and, asc, eq } from 'drizzle-orm';
import { type meetings, type transcripts, transcriptTurns } from '@/db/schema';
import type { Transcript } from '@/lib/minutes/transcript';
import type { Executor } from '../data';

/** The transcript of a meeting with all its turns. */
export async function wholeTranscript(
  db: Executor,
  {
    meeting,
    transcript,
  }: { meeting: typeof meetings.$inferSelect; transcript: Pick<typeof transcripts.$inferSelect, 'format' | 'notes'> },
): Promise<Transcript> {
  const { turn, speaker, text, startMs, endMs } = transcriptTurns;
  const turns = await db
    .select({ turn, speaker, text, startMs, endMs })
    .from(transcriptTurns)
    .where(and(eq(transcriptTurns.orgId, meeting.orgId), eq(transcriptTurns.meetingId, meeting.id)))
    .orderBy(asc(turn));
  const { format, notes } = transcript;
  return { title: meeting.title, language: meeting.language, format, turns, notes };
}
