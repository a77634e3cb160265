import { and, eq } from 'drizzle-orm';
import { notifications } from '@/db/schema';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { mailQueue } from './mail-queue';
import { noticeOf, noticesOf, own } from './rows';
import type { Notice } from './schemas';

/**
 * Sends the mail of one's own notice once more, after its tries were used or its recipient refused.
 * @throws ServiceError `not_found`; `conflict` unless it has failed; `unavailable` without a mail server or queue.
 */
export async function retryMail(
  ctx: Pick<Context, 'db' | 'jobs' | 'mailer'>,
  who: Member,
  notificationId: string,
): Promise<Notice> {
  return ctx.db.transaction(async (tx) => {
    const mine = own(who, eq(notifications.id, notificationId));
    const [found] = await noticesOf(tx).where(mine).for('update', { of: notifications });
    if (!found) throw new ServiceError('not_found', 'notice.not_found');
    if (found.row.mailState !== 'failed' || found.done) throw new ServiceError('conflict', 'notice.not_failed');
    if (!ctx.mailer) throw new ServiceError('unavailable', 'notice.no_mail_server');
    await ctx.jobs.enqueue(tx, mailQueue, { notificationId }).catch(() => {
      throw new ServiceError('unavailable', 'notice.no_queue');
    });
    const [row] = await tx
      .update(notifications)
      .set({ mailState: 'queued', mailReason: null })
      .where(and(eq(notifications.orgId, who.orgId), eq(notifications.id, notificationId)))
      .returning();
    if (!row) throw new ServiceError('not_found', 'notice.not_found');
    return noticeOf(row, found.done);
  });
}
