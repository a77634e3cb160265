import { sealTrail } from './audit/seal';
import type { Context } from './context';
import { sweepExports } from './exports/sweep';
import { invitationQueue } from './invitations/mail-queue';
import { sweepMinutes } from './minutes/sweep';
import { mailQueue } from './notifications/mail-queue';
import { sweepNotices } from './notifications/sweep';
import { sweepOrganisations } from './organisations/delete';
import { sweepRetention } from './retention/sweep';
import { sweepRuns } from './runs/sweep';

const lookMs = 2_000;
const looks = 10;

/**
 * Does what long-lived processes do every second: runs without a driver are taken up, deciders told and
 * reminded, exports sent, the trail sealed, minutes taken,
 * what is not kept any longer erased.
 * `rest` stays while mails are being sent, for at most 20 s, and while runs are driven or exports sent here.
 */
export async function tick(ctx: Context): Promise<{ done: { runs: number }; rest: () => Promise<void> }> {
  const [runs] = await Promise.all([
    sweepRuns(ctx),
    sweepNotices(ctx),
    sweepExports(ctx),
    sealTrail(ctx),
    sweepMinutes(ctx),
    sweepRetention(ctx),
    sweepOrganisations(ctx),
  ]);
  const rest = async () => {
    const mailed = async () => {
      const waiting: Record<string, number> = await ctx.jobs.waiting().catch(() => ({}));
      return [mailQueue, invitationQueue].every(({ name }) => (waiting[name] ?? 0) === 0);
    };
    for (let look = 0; look < looks && ctx.mailer && !(await mailed()); look += 1) await ctx.clock.wait(lookMs);
    await Promise.all([ctx.drivers.settled(), ctx.outbox.settled()]);
  };
  return { done: { runs }, rest };
}
