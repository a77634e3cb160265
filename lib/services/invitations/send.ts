import { eq, sql } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import type { Context } from '../context';
import type { Executor } from '../data';
import { invitationQueue } from './mail-queue';
import { linkOf, newToken } from './token';

export type SendContext = Pick<Context, 'db' | 'env' | 'jobs' | 'mailer' | 'logger'>;

/**
 * Has an invitation mailed; the mail makes its own token, so what stood in any link before is worth nothing. Without
 * a mail server, a link to hand over, shown this once. A queue that can't be had leaves the mail to be sent again.
 */
export async function sendInvitation(ctx: SendContext, tx: Executor, id: string): Promise<string | null> {
  const { token, tokenHash } = newToken();
  const set = (values: Partial<typeof invitations.$inferInsert>) =>
    tx.update(invitations).set(values).where(eq(invitations.id, id));
  if (!ctx.mailer) {
    await set({ tokenHash, byMail: false, mailState: 'none', mailReason: null });
    return linkOf(ctx.env, token);
  }
  await set({ tokenHash, byMail: false, mailState: 'queued', mailReason: null });
  try {
    await tx.execute(sql`savepoint mail`);
    await ctx.jobs.enqueue(tx, invitationQueue, { invitationId: id });
  } catch (error) {
    await tx.execute(sql`rollback to savepoint mail`);
    ctx.logger.warn({ error }, 'the job queue took no mail');
    await set({ mailState: 'failed', mailReason: 'queue' });
  }
  return null;
}
