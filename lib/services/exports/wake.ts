import type { Context } from '../context';
import { sendExports } from './deliver';
import type { ExportJob } from './queue';

/**
 * Begins to send at once, in this process, after the caller's transaction: where no worker lives the job would wait.
 * The job in the queue then finds nothing left; it is for the case that this process ends.
 */
export function wakeExports(ctx: Context, job: ExportJob): void {
  if (ctx.outbox.hasRoom) void sendHere(ctx, job);
}

/** Sends what is due of a job in this process, once at a time. Never rejects: a sweep finds what was left. */
export function sendHere(ctx: Context, job: ExportJob): Promise<void> {
  return ctx.outbox.send(job, (signal) =>
    sendExports(ctx, job, signal).catch((error: unknown) =>
      ctx.logger.warn({ error, run: job.runId }, 'exports could not be sent'),
    ),
  );
}
