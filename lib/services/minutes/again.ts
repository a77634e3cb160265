import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { transcriptChunks, transcripts } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { enqueueMinutes } from './queue';
import { transcriptMeant, viewOf } from './read';
import type { RetryMinutes, TranscriptView } from './schemas';
import { wakeMinutes } from './sweep';

type Where = { meetingId: string };
const chosen = JSON.stringify({ code: 'minutes.rules_chosen' });

/** Takes the minutes no further; the transcript stays. @throws ServiceError `not_found`; `conflict` where they are taken. */
export function cancelMinutes(ctx: Context, who: Member, { meetingId }: Where): Promise<TranscriptView> {
  return change(ctx, who, meetingId, ['waiting', 'reading'], 'minutes.cancel', {
    state: 'cancelled',
    claimedBy: null,
    claimedUntil: null,
    finishedAt: sql`now()`,
  });
}

/**
 * Takes them again after a failure, or after they were cancelled; what a model has read is not read twice. `by` rules: they
 * read what it has not, and the reason stays, for the minutes to say.
 */
export async function retryMinutes(
  ctx: Context,
  who: Member,
  { meetingId, by }: Where & RetryMinutes,
): Promise<TranscriptView> {
  const view = await change(ctx, who, meetingId, ['failed', 'cancelled'], 'minutes.retry', {
    state: 'waiting',
    reason: by === 'rules' ? sql`case when model is not null then coalesce(reason, ${chosen}::jsonb) end` : null,
    attempts: 0,
    finishedAt: null,
  });
  wakeMinutes(ctx, { orgId: who.orgId, meetingId });
  return view;
}

async function change(
  ctx: Context,
  who: Member,
  meetingId: string,
  from: (typeof transcripts.$inferSelect)['state'][],
  action: 'minutes.cancel' | 'minutes.retry',
  set: Parameters<ReturnType<Context['db']['update']>['set']>[0],
): Promise<TranscriptView> {
  return ctx.db.transaction(async (tx) => {
    const changed = await tx
      .update(transcripts)
      .set(set)
      .where(
        and(
          eq(transcripts.orgId, who.orgId),
          eq(transcripts.meetingId, meetingId),
          inArray(transcripts.state, from),
          isNull(transcripts.erasedAt),
        ),
      )
      .returning({ id: transcripts.meetingId });
    const meant = await transcriptMeant(tx, who.orgId, meetingId);
    if (meant.transcript.erasedAt) throw new ServiceError('conflict', 'minutes.erased');
    if (changed.length === 0) throw new ServiceError('conflict', 'minutes.not_from', { state: meant.transcript.state });
    // Thrown in the transaction, it takes back what was changed.
    if (meant.meeting.createdBy !== who.userId && !may(who, 'meeting.change'))
      throw new ServiceError('forbidden', 'minutes.not_yours', { name: meant.meeting.agenda.decider });
    await audit(tx, who, action, { type: 'meeting', id: meetingId });
    if (action === 'minutes.retry') {
      const { orgId } = who;
      // What came to nothing is asked for again.
      await tx
        .delete(transcriptChunks)
        .where(
          and(
            eq(transcriptChunks.orgId, orgId),
            eq(transcriptChunks.meetingId, meetingId),
            isNull(transcriptChunks.answer),
          ),
        );
      await enqueueMinutes(ctx, tx, { orgId, meetingId });
    }
    return viewOf(meant, who);
  });
}
