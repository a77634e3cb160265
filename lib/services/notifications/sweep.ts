import type { Context } from '../context';
import { deliverMail, giveUpMail } from './deliver-mail';
import { mailQueue } from './mail-queue';
import { remindDeciders } from './remind';
import { type TellContext, tellDeciders } from './tell-deciders';

/** Tells and reminds whoever is due. Cheap where nobody is. */
export async function sweepNotices(ctx: TellContext): Promise<void> {
  await tellDeciders(ctx);
  await remindDeciders(ctx);
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
