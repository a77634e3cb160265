import { after } from 'next/server';
import type { Context } from '../services/context';

/** Does `work` after the answer, also where the platform would end the process then; it has the platform's time. */
export function stayFor({ env }: Pick<Context, 'env'>, work: () => Promise<void>): void {
  if (env.XIO_DRIVE_SECONDS === undefined) void work();
  else after(work);
}

/** Keeps this process until the runs that it drives have ended or were handed on, and what it exports has arrived. */
export function stayWhileDriving(ctx: Pick<Context, 'env' | 'drivers' | 'outbox'>): void {
  if (ctx.drivers.size > 0) stayFor(ctx, () => ctx.drivers.settled());
  if (ctx.outbox.size > 0) stayFor(ctx, () => ctx.outbox.settled());
}
