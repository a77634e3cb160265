import { eq, sql } from 'drizzle-orm';
import { notifications, users } from '@/db/schema';
import type { NoticeArgs } from '@/db/schema/notifications';
import type { Context } from '../context';
import type { Executor } from '../data';
import { mailQueue } from './mail-queue';
import { supersede } from './rows';
import type { Notice } from './schemas';

export interface Telling {
  orgId: string;
  userId: string;
  kind: Notice['kind'];
  meetingId: string;
  runId: string;
  /** What it tells: the same person is told the same thing once. */
  key: string;
  args: NoticeArgs;
}

/**
 * Puts a notice on a member's list and, where they have an address and a mail server is set up, a mail into the kept
 * queue; all of it with the transaction. A queue that can't be had leaves the mail to be sent by hand.
 */
export async function tell(
  ctx: Pick<Context, 'jobs' | 'mailer' | 'logger'>,
  tx: Executor,
  telling: Telling,
): Promise<void> {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, telling.userId));
  const byMail = ctx.mailer !== null && Boolean(user?.email);
  const [row] = await tx
    .insert(notifications)
    .values({ ...telling, createdAt: sql`clock_timestamp()`, mailState: byMail ? 'queued' : 'none' })
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  if (!row) return;
  await supersede(tx, telling, row.id);
  if (!byMail) return;
  try {
    await tx.execute(sql`savepoint mail`);
    await ctx.jobs.enqueue(tx, mailQueue, { notificationId: row.id });
  } catch (error) {
    await tx.execute(sql`rollback to savepoint mail`);
    ctx.logger.warn({ error }, 'the job queue took no mail');
    await tx
      .update(notifications)
      .set({ mailState: 'failed', mailReason: 'queue' })
      .where(eq(notifications.id, row.id));
  }
}
