import type { Context } from '../context';
import { deliverMail, giveUpMail } from './deliver-mail';
import { followUpLate } from './follow-up';
import { mailQueue } from './mail-queue';
import { remindDeciders } from './remind';
import { tellDeciders } from './tell-deciders';

/** What the queue should do by itself is left to it for a minute. */
const graceMs = 60_000;

/** Tells whoever is due, and reminds and follows up where the queue did not. Cheap where nobody is. */
export async function sweepNotices(ctx: Context): Promise<void> {
  await tellDeciders(ctx);
  await remindDeciders(ctx, graceMs);
  await followUpLate(ctx, graceMs);
}

/** Sends queued mails until the jobs stop; nothing where no mail server is set up. */
export async function startMailing(ctx: Context): Promise<void> {
  if (!ctx.mailer) return;
  await ctx.jobs.work(
    mailQueue,
    (job) => deliverMail(ctx, job),
    (data) => giveUpMail(ctx, data),
  );
}
