import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '@/db/schema';
import type { LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import type { EventLog } from '@/lib/ports/event-log';
import type { Context } from '../context';
import { controlRun } from './control';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

const logOf = (ctx: Context, runId: string) => readAll(ctx.events, council.who.orgId, runId);

/** What must hold of any log, whatever died while it was written. */
function expectWhole(log: LoggedEvent[]) {
  expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
  const completed = log.filter((event) => event.name === 'turn-completed').map((event) => event.turn);
  expect(new Set(completed).size).toBe(completed.length);
  expect(log.filter((event) => event.name === 'run-finished')).toHaveLength(1);
  const epochs = log.filter((event) => event.name !== 'control-requested').map((event) => event.epoch);
  expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
}

describe('a driver', () => {
  it('holds a council to its decision, log and tasks', async () => {
    const ctx = council.context();
    const { runId } = await startRun(ctx, council.who, { meetingId: council.meetingId });
    await driveRun(ctx, council.who.orgId, runId);
    const log = await logOf(ctx, runId);
    expectWhole(log);
    const state = fold(log);
    expect(state.outcome).toBe('decided');
    expect(state.artifacts.decision_log?.log.content_hash).toMatch(/^[0-9a-f]{64}$/);
    const [row] = await council.db.select().from(runs).where(eq(runs.id, runId));
    expect(row).toMatchObject({ status: 'finished', outcome: 'decided', needsDriver: false, leaseOwner: null });
  });

  it('lets any instance steer: a second one pauses, resumes and wraps up what the first drives', async () => {
    const first = council.context({ speech: slow(quickSpeech) });
    const second = council.context();
    const { meetingId, who } = council;
    const { runId } = await startRun(first, who, { meetingId });
    await seen(first, runId, (event) => event.name === 'turn-started');
    await controlRun(second, who, { meetingId, commandId: 'c1', control: { control: 'pause', mode: 'now' } });
    await seen(first, runId, (event) => event.name === 'run-paused');
    const again = await controlRun(second, who, {
      meetingId,
      commandId: 'c1',
      control: { control: 'pause', mode: 'now' },
    });
    await controlRun(second, who, { meetingId, commandId: 'c2', control: { control: 'resume' } });
    await controlRun(second, who, { meetingId, commandId: 'c3', control: { control: 'wrap_up' } });
    await seen(second, runId, (event) => event.name === 'run-finished');
    const log = await logOf(first, runId);
    expectWhole(log);
    expect(again.seq).toBe(log.find((event) => event.name === 'control-requested')?.seq);
    expect(fold(log)).toMatchObject({ outcome: 'escalated', endReason: { code: 'end.person' } });
    await expect(
      controlRun(second, who, { meetingId, commandId: 'c4', control: { control: 'pause', mode: 'now' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      extra: { run: { status: 'finished' } },
    });
  });

  it('loses and repeats nothing when the process dies after any event', async () => {
    const { meetingId, who, db } = council;
    const names = new Set<string>();
    let deaths = 0;
    for (let life = 1; ; life++) {
      const mortal = dyingAfter(council.context({}, true), life);
      const { runId } = await startRun(mortal.ctx, who, { meetingId });
      await mortal.ended;
      const heir = council.context();
      const before = await logOf(heir, runId);
      if (before.at(-1)?.name === 'run-finished') {
        await db.update(runs).set({ needsDriver: false }).where(eq(runs.id, runId));
        break;
      }
      deaths += 1;
      names.add(before.at(-1)?.name ?? '');
      await db
        .update(runs)
        .set({ leaseUntil: new Date(0) })
        .where(eq(runs.id, runId));
      await driveRun(heir, who.orgId, runId);
      const log = await logOf(heir, runId);
      expectWhole(log);
      expect(fold(log).outcome).toBe('decided');
      expect(log.slice(0, before.length)).toEqual(before);
    }
    expect(deaths).toBeGreaterThanOrEqual(40);
    for (const name of [
      'run-started',
      'phase-entered',
      'turn-started',
      'usage-recorded',
      'alternatives-pooled',
      'ballot-closed',
      'gate-checked',
      'artifact-recorded',
    ]) {
      expect(names).toContain(name);
    }
  }, 120_000);
});

/** An event log that tears appends apart: results, then each move by itself. A process can then die between any two. */
function torn(events: EventLog): EventLog {
  const { appendMoves, appendResults } = events;
  const eachMove: EventLog['appendMoves'] = async (org, run, epoch, head, moves) => {
    const written: LoggedEvent[] = [];
    for (const move of moves) {
      const done = await appendMoves(org, run, epoch, head + written.length, [move]);
      if (!done.ok) return written.length > 0 ? { ok: true, events: written } : done;
      written.push(...done.events);
    }
    return { ok: true, events: written };
  };
  return {
    ...events,
    appendMoves: eachMove,
    async appendResults(org, run, epoch, turn, attempt, results, then) {
      const done = await appendResults(org, run, epoch, turn, attempt, results);
      if (!done.ok || !then) return done;
      const after = await eachMove(org, run, epoch, then.head + done.events.length, then.moves);
      return { ok: true, events: [...done.events, ...(after.ok ? after.events : [])] };
    },
  };
}

/** A context whose process "dies" right after its n-th append was committed: nothing after that reaches anybody. */
function dyingAfter(ctx: Context, life: number): { ctx: Context; ended: Promise<void> } {
  let left = life;
  let die = () => {};
  const dead = new Promise<void>((resolve) => {
    die = resolve;
  });
  const never = () => new Promise<never>(() => {});
  const mortal =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left <= 0) return never();
      const result = await call(...args);
      left -= 1;
      if (left > 0) return result;
      die();
      return never();
    };
  const { events, lease } = ctx;
  const dying = torn({
    ...events,
    appendMoves: mortal(events.appendMoves),
    appendResults: mortal(events.appendResults),
    takeOver: mortal(events.takeOver),
  });
  const finished = Promise.withResolvers<void>();
  const signal = {
    ...ctx.signal,
    announce: async (runId: string, seq: number) => {
      await ctx.signal.announce(runId, seq);
      const log = await events.read(council.who.orgId, runId, seq - 1);
      if (log.some((event) => event.name === 'run-finished')) finished.resolve();
    },
  };
  const stuck = { ...ctx, events: dying, signal, lease: { ...lease, renew: async () => true } };
  return { ctx: stuck, ended: Promise.race([dead, finished.promise]) };
}

const slow = (speech: typeof quickSpeech): typeof quickSpeech => ({
  ...speech,
  speak: (request, onDelta, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(speech.speak(request, onDelta, signal)), 60);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
});

/** Resolves when the log holds an event that matches. */
async function seen(ctx: Context, runId: string, matches: (event: LoggedEvent) => boolean): Promise<void> {
  const found = Promise.withResolvers<void>();
  const look = async () => {
    if ((await logOf(ctx, runId)).some(matches)) found.resolve();
  };
  const silence = await ctx.signal.subscribe(runId, () => void look());
  await look();
  await found.promise;
  silence();
}
