import { and, eq, isNull } from 'drizzle-orm';
import { decisions, meetings, memberships, notifications, organisations, runs, users } from '@/db/schema';
import type { Job } from '@/lib/ports/jobs';
import { MailFailure } from '@/lib/ports/mail';
import { metrics } from '@/lib/telemetry/metrics';
import type { Context } from '../context';
import { composeMail } from './compose-mail';
import { mailJobSchema } from './mail-queue';
import { done } from './rows';

type MailContext = Pick<Context, 'db' | 'env' | 'mailer' | 'logger'>;

/**
 * One try to send a notice as a mail. What was settled, deleted or is for somebody who left is not sent. A refusal
 * for good is kept for the person to see; any other failure is thrown, so that the queue tries again.
 */
export async function deliverMail(ctx: MailContext, job: Job): Promise<void> {
  const { notificationId } = mailJobSchema.parse(job.data);
  const [found] = await ctx.db
    .select({
      notice: notifications,
      done,
      deletedAt: meetings.deletedAt,
      scripted: runs.scripted,
      organisation: organisations.name,
      name: users.name,
      email: users.email,
      role: memberships.role,
    })
    .from(notifications)
    .innerJoin(meetings, eq(meetings.id, notifications.meetingId))
    .innerJoin(runs, eq(runs.id, notifications.runId))
    .innerJoin(organisations, eq(organisations.id, notifications.orgId))
    .innerJoin(users, eq(users.id, notifications.userId))
    .leftJoin(decisions, eq(decisions.runId, notifications.runId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.orgId, notifications.orgId),
        eq(memberships.userId, notifications.userId),
        isNull(memberships.suspendedAt),
      ),
    )
    .where(eq(notifications.id, notificationId));
  if (found?.notice.mailState !== 'queued' || !ctx.mailer) return;
  const { notice, email, name, organisation, scripted } = found;
  if (found.done || found.deletedAt || !found.role || !email) {
    metrics().mails.inc({ outcome: 'not_needed' });
    return note(ctx, notice.id, { mailState: 'none', mailReason: null });
  }
  const url = ctx.env.XIO_PUBLIC_URL ?? null;
  const mail = composeMail(notice, { to: { name, address: email }, organisation, scripted, url });
  try {
    await ctx.mailer.send(mail, job.signal);
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    metrics().mails.inc({ outcome: error.retryable ? 'retry' : 'failed' });
    await note(ctx, notice.id, { mailState: error.retryable ? 'queued' : 'failed', mailReason: error.reason });
    ctx.logger.warn({ error, notice: notice.id, reason: error.reason, attempt: job.attempt }, 'a mail was not taken');
    if (error.retryable) throw error;
    return;
  }
  metrics().mails.inc({ outcome: 'sent' });
  await note(ctx, notice.id, { mailState: 'sent', mailReason: null });
}

/** All tries are used: the mail waits for a person to try again. */
export async function giveUpMail(ctx: MailContext, data: unknown): Promise<void> {
  const { notificationId } = mailJobSchema.parse(data);
  const [row] = await ctx.db
    .select({ id: notifications.id, reason: notifications.mailReason })
    .from(notifications)
    .where(and(eq(notifications.id, notificationId), eq(notifications.mailState, 'queued')));
  if (!row) return;
  metrics().mails.inc({ outcome: 'failed' });
  await note(ctx, row.id, { mailState: 'failed', mailReason: row.reason ?? 'interrupted' });
}

type Outcome = Pick<typeof notifications.$inferSelect, 'mailState' | 'mailReason'>;

/** Only a mail that is still to be sent changes: what was sent stays sent. */
async function note(ctx: MailContext, id: string, outcome: Outcome): Promise<void> {
  await ctx.db
    .update(notifications)
    .set(outcome)
    .where(and(eq(notifications.id, id), eq(notifications.mailState, 'queued')));
}
