import { and, asc, eq, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { messages, turnTexts } from '@/db/schema';
import type { Member } from '../context';
import { cursorTime, readCursor, writeCursor } from '../cursor';
import type { DataContext } from '../data';
import { runMeant } from '../run-meant';
import { type ListMessages, listMessagesSchema, type MessageList } from './schemas';

const placeSchema = z.tuple([cursorTime, z.string().max(64), z.int32(), z.int32()]);

/**
 * What was said in a meeting, oldest first, a page at a time; all its runs, or one. Private notes go to their author
 * and, with `seesPrivate`, to whoever may read them.
 * @throws ServiceError `not_found`.
 */
export async function listMessages(
  ctx: DataContext,
  who: Member,
  { meetingId, ...input }: ListMessages,
  seesPrivate: boolean,
): Promise<MessageList> {
  const { runId, cursor, limit } = listMessagesSchema.parse(input);
  await runMeant(ctx.db, who.orgId, { meetingId, runId });
  const place = cursor ? readCursor(cursor, placeSchema) : null;
  const rows = await ctx.db
    .select({ message: messages, spoken: turnTexts.text })
    .from(messages)
    .leftJoin(turnTexts, and(eq(turnTexts.runId, messages.runId), eq(turnTexts.hash, messages.textHash)))
    .where(
      and(
        eq(messages.orgId, who.orgId),
        eq(messages.meetingId, meetingId),
        runId === undefined ? undefined : eq(messages.runId, runId),
        seesPrivate ? undefined : or(eq(messages.private, false), eq(messages.userId, who.userId)),
        place
          ? sql`(${messages.at}, ${messages.runId}, ${messages.seq}, ${messages.part}) >
              (${place[0]}::timestamptz, ${place[1]}, ${place[2]}::int, ${place[3]}::int)`
          : undefined,
      ),
    )
    .orderBy(asc(messages.at), asc(messages.runId), asc(messages.seq), asc(messages.part))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1)?.message : undefined;
  return {
    messages: page.map(({ message, spoken }) => ({
      runId: message.runId,
      seq: message.seq,
      part: message.part,
      kind: message.kind,
      turn: message.turn,
      seat: message.seat,
      userId: message.userId,
      author: message.author,
      phase: message.phase,
      text: message.text ?? spoken,
      private: message.private,
      at: message.at.toISOString(),
    })),
    nextCursor: end ? writeCursor([end.at.toISOString(), end.runId, end.seq, end.part]) : null,
  };
}
