import { and, eq, isNull, sql } from 'drizzle-orm';
import { invitations, newId, organisations, users } from '@/db/schema';
import type { Job } from '@/lib/ports/jobs';
import { MailFailure } from '@/lib/ports/mail';
import { metrics } from '@/lib/telemetry/metrics';
import { composeInvitation } from './compose';
import { invitationJobSchema, invitationQueue } from './mail-queue';
import { pending } from './rows';
import type { SendContext } from './send';
import { linkOf, newToken } from './token';

type Outcome = Pick<typeof invitations.$inferSelect, 'mailState' | 'mailReason'>;

/** Mails invitations until the jobs stop; nothing where no mail server is set up. */
export async function startInviting(ctx: SendContext): Promise<void> {
  if (!ctx.mailer) return;
  await ctx.jobs.work(
    invitationQueue,
    (job) => deliverInvitation(ctx, job),
    async (data) => {
      const { invitationId } = invitationJobSchema.parse(data);
      const reason = sql`coalesce(${invitations.mailReason}, 'interrupted')`;
      await ctx.db.update(invitations).set({ mailState: 'failed', mailReason: reason }).where(queued(invitationId));
    },
  );
}

const queued = (id: string) => and(eq(invitations.id, id), eq(invitations.mailState, 'queued'));

/** One try, with a token of its own: the newest mail's link is the one that works. What is over is not sent. */
export async function deliverInvitation(ctx: Omit<SendContext, 'jobs'>, job: Job): Promise<void> {
  const { invitationId: id } = invitationJobSchema.parse(job.data);
  if (!ctx.mailer) return;
  const { token, tokenHash } = newToken();
  const [taken] = await ctx.db
    .update(invitations)
    .set({ tokenHash, byMail: true })
    .where(pending(queued(id), sql`${invitations.expiresAt} > now()`))
    .returning();
  if (!taken) return;
  const [from] = await ctx.db
    .select({ organisation: organisations.name, language: organisations.language, by: users.name })
    .from(organisations)
    .leftJoin(users, eq(users.id, taken.invitedBy ?? ''))
    .where(and(eq(organisations.id, taken.orgId), isNull(organisations.deleteAt)));
  if (!from) return;
  const mail = composeInvitation({ ...from, ...taken, id: newId(), link: linkOf(ctx.env, token) });
  const note = (outcome: Outcome) => ctx.db.update(invitations).set(outcome).where(queued(id));
  try {
    await ctx.mailer.send(mail, job.signal);
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    metrics().mails.inc({ outcome: error.retryable ? 'retry' : 'failed' });
    await note({ mailState: error.retryable ? 'queued' : 'failed', mailReason: error.reason });
    ctx.logger.warn({ error, invitation: id, reason: error.reason, attempt: job.attempt }, 'a mail was not taken');
    if (error.retryable) throw error;
    return;
  }
  metrics().mails.inc({ outcome: 'sent' });
  await note({ mailState: 'sent', mailReason: null });
}
