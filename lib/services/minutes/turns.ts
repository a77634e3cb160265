import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transcriptTurns } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { transcriptMeant } from './read';
import { listTurnsSchema, type TurnList } from './schemas';

/** Turns of a transcript from a number on; with `search` those that hold the words, or whose speaker does. @throws ServiceError `not_found`. */
export async function listTurns(
  { db }: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId, ...input }: { meetingId: string } & z.input<typeof listTurnsSchema>,
): Promise<TurnList> {
  const { search, from, limit } = listTurnsSchema.parse(input);
  await transcriptMeant(db, who.orgId, meetingId);
  const { turn, speaker, text, startMs, endMs } = transcriptTurns;
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await db
    .select({ turn, speaker, text, startMs, endMs })
    .from(transcriptTurns)
    .where(
      and(
        eq(transcriptTurns.orgId, who.orgId),
        eq(transcriptTurns.meetingId, meetingId),
        gte(turn, from),
        pattern ? sql`(${text} ilike ${pattern} or ${speaker} ilike ${pattern})` : undefined,
      ),
    )
    .orderBy(asc(turn))
    .limit(limit + 1);
  return { turns: rows.slice(0, limit), next: rows[limit]?.turn ?? null };
}
