import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decisions, memberships, notifications } from '@/db/schema';
import { createPgBossJobs } from '@/lib/jobs/pg-boss-jobs';
import { createSmtpMailer } from '@/lib/mail/smtp-mailer';
import { createMailServer } from '@/lib/mail/testing/smtp-server';
import type { Context } from '../context';
import { deliverMail, giveUpMail } from './deliver-mail';
import { mailQueue } from './mail-queue';
import { readNotices } from './read';
import { retryMail } from './retry-mail';
import { tellDeciders } from './tell-deciders';
import { createTestNotices } from './testing';

/** The real queue and a real mail server; only the waits are shorter, once a process works on it. */
const queue = { ...mailQueue, attempts: 4, delaySeconds: 1, longestDelaySeconds: 1 };

let bench: Awaited<ReturnType<typeof createTestNotices>>;
let server: Awaited<ReturnType<typeof createMailServer>>;
beforeAll(async () => {
  bench = await createTestNotices();
  server = await createMailServer();
});
afterAll(async () => {
  await bench.close();
  await server.close();
});
beforeEach(async () => {
  await bench.db.delete(decisions);
  await bench.db.delete(notifications);
  server.received.length = 0;
  server.state.manner = 'take';
});

function newProcess() {
  const patience = { deadlineMs: 400, failuresInARow: 100, coolMs: 1 };
  const jobs = createPgBossJobs(bench.url, () => {}, { pollSeconds: 0.5, superviseSeconds: 1 });
  const mailer = createSmtpMailer({ url: server.url, from: 'XIO <xio@example.com>' }, patience);
  return bench.process({ jobs, mailer }, { XIO_PUBLIC_URL: 'https://xio.example.com' });
}
const work = (ctx: Context) =>
  ctx.jobs.work(
    queue,
    (job) => deliverMail(ctx, job),
    (data) => giveUpMail(ctx, data),
  );
const mailOf = async () => {
  const [row] = await bench.noticesOf(bench.decider);
  return { id: row?.id ?? '', state: row?.mailState, reason: row?.mailReason };
};

describe('a decider', () => {
  it('is written to once by two processes, also when the one that told them died before a mail was sent', async () => {
    const dying = newProcess();
    await bench.newDecision();
    await tellDeciders(dying);
    await dying.jobs.stop();
    expect(await mailOf()).toMatchObject({ state: 'queued' });
    const living = [newProcess(), newProcess()];
    await Promise.all(living.map(work));
    await server.until(1);
    await expect.poll(mailOf).toMatchObject({ state: 'sent', reason: null });
    await Promise.all(living.map((ctx) => ctx.jobs.stop()));
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ to: ['ada@example.com'] });
  });

  it('gets the mail of a server that failed three times in three ways', async () => {
    const ctx = newProcess();
    server.state.manner = 'busy';
    await work(ctx);
    await bench.newDecision();
    await tellDeciders(ctx);
    const next = { busy: 'hang', timeout: 'drop', unreachable: 'take' } as const;
    for (const reason of ['busy', 'timeout', 'unreachable'] as const) {
      await expect.poll(mailOf, { timeout: 10_000 }).toMatchObject({ state: 'queued', reason });
      server.state.manner = next[reason];
    }
    await expect.poll(mailOf, { timeout: 10_000 }).toMatchObject({ state: 'sent', reason: null });
    await ctx.jobs.stop();
    expect(server.received).toHaveLength(1);
  });

  it('who was refused sees it, and has it sent again by hand', async () => {
    const ctx = newProcess();
    server.state.manner = 'refuse';
    await work(ctx);
    await bench.newDecision();
    await tellDeciders(ctx);
    await expect.poll(mailOf).toMatchObject({ state: 'failed', reason: 'refused' });
    const { id } = await mailOf();
    await expect(retryMail(ctx, bench.maker, id)).rejects.toMatchObject({ code: 'not_found' });
    server.state.manner = 'take';
    expect(await retryMail(ctx, bench.decider, id)).toMatchObject({ mail: { state: 'queued', reason: null } });
    await expect(retryMail(ctx, bench.decider, id)).rejects.toMatchObject({ code: 'conflict' });
    await server.until(1);
    await expect.poll(mailOf).toMatchObject({ state: 'sent' });
    await ctx.jobs.stop();
  });

  it('sees that a mail failed for good when every try did: nothing is lost in silence', async () => {
    const ctx = newProcess();
    server.state.manner = 'reject_sign_in';
    await work(ctx);
    await bench.newDecision();
    await tellDeciders(ctx);
    await expect.poll(mailOf, { timeout: 20_000 }).toMatchObject({ state: 'failed', reason: 'sign_in' });
    await ctx.jobs.stop();
  });

  it('is not written to about what was settled meanwhile, nor after leaving the organisation', async () => {
    const ctx = newProcess();
    const { runId } = await bench.newDecision();
    await tellDeciders(ctx);
    await bench.db.update(decisions).set({ open: false, status: 'accepted' }).where(eq(decisions.runId, runId));
    await work(ctx);
    await expect.poll(mailOf).toMatchObject({ state: 'none' });
    await readNotices(ctx, bench.decider, { all: true });
    await ctx.jobs.stop();

    const leaver = await bench.newMember(bench.orgId, 'member', 'Leaver');
    const later = newProcess();
    await bench.newDecision({ decider: leaver });
    await tellDeciders(later);
    await bench.db.delete(memberships).where(eq(memberships.userId, leaver.userId));
    await work(later);
    await expect.poll(() => later.jobs.waiting()).toMatchObject({ mail: 0 });
    await later.jobs.stop();
    expect(server.received).toEqual([]);
  });
});
