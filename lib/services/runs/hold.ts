import { randomUUID } from 'node:crypto';
import { stopNow } from '@/lib/council/control-moves';
import type { LoggedEvent, MoveEvent, ResultEvent, RunEvent } from '@/lib/council/events';
import { evolve, fold } from '@/lib/council/evolve';
import { decide, type Move } from '@/lib/council/moves';
import type { RunState } from '@/lib/council/run';
import type { Appended } from '@/lib/ports/event-log';
import { driverWanted } from '@/lib/ports/signal';
import { metrics } from '@/lib/telemetry/metrics';
import { traced } from '@/lib/telemetry/trace';
import type { Context } from '../context';
import type { Leaving } from './drivers';
import { readAll } from './read-all';
import { speakTurn } from './speak';

/** Phases whose turns must not know of each other: prompted from the fold at the phase's start. */
const blind = new Set(['drafts', 'review', 'ballot']);

const firstWaitMs = 500;
const longestWaitMs = 60_000;
/** Moves in one append, about: a bound on its size. */
const mostAhead = 24;

/**
 * Drives a run here unless this or another process already does. Never rejects. A driver that failed tries again,
 * ever more rarely: each takeover is an event, and a log must not grow while nothing happens.
 */
export function driveRun(ctx: Context, orgId: string, runId: string): Promise<void> {
  const hold = async (leaving: Leaving) => {
    for (let failures = 0; !leaving.soon.aborted; ) {
      try {
        const once = () => holdRun(ctx, orgId, runId, leaving);
        if ((await traced('run', { 'xio.run': runId }, once)) === 'rested') return 'rested';
        failures = 0;
      } catch (error) {
        metrics().driversFailed.inc();
        ctx.logger.error({ error, run: runId }, 'a driver gave up');
        await ctx.clock.wait(Math.min(longestWaitMs, firstWaitMs * 2 ** failures), leaving.soon);
        failures += 1;
      }
    }
    return 'again';
  };
  return ctx.drivers.drive(runId, hold, async () => {
    if (ctx.env.XIO_DRIVE_SECONDS !== undefined && (await ctx.site.drive(orgId, runId))) return;
    await ctx.signal.announce(driverWanted, ctx.clock.now()).catch(() => {}); // else the next sweep finds it
  });
}

/**
 * Takes the lease, folds the log and makes one move after another until the run rests, the lease is lost or the driver
 * is `leaving`. May die at any point: whoever comes next folds the same log. `again`: there is more to be done.
 */
export async function holdRun(
  ctx: Context,
  orgId: string,
  runId: string,
  leaving: Leaving,
): Promise<'rested' | 'again'> {
  const owner = randomUUID();
  const ttlMs = ctx.env.XIO_LEASE_SECONDS * 1000;
  let heldUntil = ctx.clock.now() + ttlMs;
  if (!(await ctx.lease.acquire(runId, owner, ttlMs))) return 'rested';
  const lost = new AbortController();
  const renewal = setInterval(() => {
    const until = ctx.clock.now() + ttlMs;
    ctx.lease.renew(runId, owner, ttlMs).then(
      (held) => {
        if (held) heldUntil = until;
        else lost.abort();
      },
      () => lost.abort(),
    );
  }, ttlMs / 3);
  // After a sleep the lease is gone before anything tells us; nothing may be decided or kept on it then.
  const holds = () => {
    if (ctx.clock.now() >= heldUntil) lost.abort();
    return !lost.signal.aborted && !leaving.now.aborted;
  };
  try {
    const taken = await ctx.events.takeOver(orgId, runId);
    if (!taken) return 'rested';
    for (const event of taken.events) {
      if (event.name === 'run-taken-over')
        metrics().takeovers.inc({ turns: event.discarded.length > 0 ? 'cut' : 'whole' });
    }
    const log = await readAll(ctx.events, orgId, runId);
    const gone = AbortSignal.any([leaving.now, lost.signal]);
    const driver = new Driver(ctx, orgId, runId, taken.epoch, log, { soon: leaving.soon, now: gone }, holds);
    const end = await driver.drive();
    return leaving.now.aborted ? 'again' : end;
  } finally {
    clearInterval(renewal);
    if (lost.signal.aborted) metrics().leasesLost.inc();
    await ctx.lease.release(runId, owner).catch(() => {}); // it expires by itself
  }
}

/** What a call came back with. */
interface Spoken {
  turn: number;
  attempt: number;
  purpose: string;
  results: ResultEvent[];
}

/** What became of an append: kept, or why not. */
type Done = 'kept' | Extract<Appended, { ok: false }>['why'];

/**
 * Everything is committed by one loop, one append after another; calls only hand in what they brought. What follows
 * from an append without waiting for anybody goes into the same one, so that a turn costs one commit.
 */
class Driver {
  private state: RunState;
  /** The fold as it stood when the current phase was entered. */
  private atPhase: RunState;
  private readonly calls = new Map<number, AbortController>();
  private readonly spoken: Spoken[] = [];
  private heard: number;
  private committing = false;
  /** A turn that could not even be asked is left to the next driver. */
  private broken: Error | null = null;
  private woken = Promise.withResolvers<void>();
  /** The database's clock minus ours, ms. */
  private readonly skew: number;

  constructor(
    private readonly ctx: Context,
    private readonly orgId: string,
    private readonly runId: string,
    private readonly epoch: number,
    log: LoggedEvent[],
    private readonly leaving: Leaving,
    private readonly holds: () => boolean,
  ) {
    const entered = log.findLast((event) => event.name === 'phase-entered')?.seq ?? 0;
    this.atPhase = fold(log.filter((event) => event.seq <= Math.max(1, entered)));
    this.state = log.reduce(evolve, this.atPhase);
    this.heard = this.state.head;
    this.skew = (log.at(-1)?.at ?? ctx.clock.now()) - ctx.clock.now();
  }

  async drive(): Promise<'rested' | 'again'> {
    const silence = await this.ctx.signal.subscribe(this.runId, (seq) => {
      this.heard = Math.max(this.heard, seq === Number.POSITIVE_INFINITY ? this.state.head + 1 : seq);
      // The database often tells of our own append before it answers.
      if (this.heard > this.state.head && !this.committing) this.wake();
    });
    for (const signal of [this.leaving.soon, this.leaving.now]) signal.addEventListener('abort', this.wake);
    try {
      while (this.holds()) {
        if (this.broken) throw this.broken;
        if (this.heard > this.state.head) await this.tail();
        if (this.state.epoch !== this.epoch) return 'rested';
        const spoken = this.spoken.shift();
        const move = spoken ? null : this.decide(this.state);
        if (move?.kind === 'rest') return (await this.tail()) ? 'again' : 'rested';
        if (move && this.leaving.soon.aborted && (move.kind === 'wait' || startsTurn(move))) {
          if (this.calls.size === 0) return 'again';
          await this.wait(null);
          continue;
        }
        if (move?.kind === 'wait') {
          await this.wait(move.until);
          continue;
        }
        const done = spoken ? await this.keep(spoken) : await this.make(move?.events ?? []);
        if (done === 'epoch' || done === 'finished') return 'rested';
      }
      return 'rested';
    } finally {
      silence();
      // A combined signal that is still listened to is never collected, nor is who listens.
      for (const signal of [this.leaving.soon, this.leaving.now]) signal.removeEventListener('abort', this.wake);
      for (const call of this.calls.values()) call.abort(new Error('The driver left'));
    }
  }

  private readonly now = (): number => this.ctx.clock.now() + this.skew;

  private readonly wake = (): void => {
    this.woken.resolve();
  };

  private decide(state: RunState): Move {
    try {
      return decide(state, this.now());
    } catch (error) {
      this.ctx.logger.error({ error, run: this.runId, head: state.head }, 'no move could be decided');
      return { kind: 'append', events: stopNow(state, { code: 'end.error' }, 'failed') };
    }
  }

  /** The moves that follow once `first` is committed, until somebody has to be waited for. */
  private following(first: readonly RunEvent[]): MoveEvent[] {
    const imagine = (state: RunState, events: readonly RunEvent[]): RunState =>
      events.reduce((s, event) => evolve(s, { ...event, seq: s.head + 1, at: this.now(), epoch: this.epoch }), state);
    const moves: MoveEvent[] = [];
    for (let state = imagine(this.state, first); moves.length < mostAhead && state.status !== 'finished'; ) {
      const move = this.decide(state);
      if (move.kind !== 'append' || move.events.length === 0) break;
      if (this.leaving.soon.aborted && startsTurn(move)) break;
      moves.push(...move.events);
      state = imagine(state, move.events);
    }
    return moves;
  }

  /** Waits for a result, a control or `until`; a poll covers a signal that never came. */
  private async wait(until: number | null): Promise<void> {
    const ms = Math.min(until === null ? 2000 : Math.max(0, until - this.now()), 2000);
    const timer = new AbortController();
    const polled = this.ctx.clock.wait(ms, timer.signal).then(() => {
      if (!timer.signal.aborted && ms === 2000) this.heard = this.state.head + 1;
    });
    await Promise.race([this.woken.promise, polled]);
    timer.abort();
    this.woken = Promise.withResolvers<void>();
  }

  /** Folds what others appended. */
  private async tail(): Promise<boolean> {
    this.heard = this.state.head;
    const events = await this.ctx.events.read(this.orgId, this.runId, this.state.head);
    for (const event of events) this.apply(event);
    return events.length > 0;
  }

  private apply(event: LoggedEvent): void {
    this.state = evolve(this.state, event);
    if (event.name === 'phase-entered') this.atPhase = this.state;
  }

  /** Appends a move and what follows. On a conflict the tail is folded, and all is decided afresh. */
  private make(first: MoveEvent[]): Promise<Done> {
    const moves = [...first, ...this.following(first)];
    const { head } = this.state;
    return this.commit(() => this.ctx.events.appendMoves(this.orgId, this.runId, this.epoch, head, moves));
  }

  /** Appends a result and what follows. A person who came in between must not cost the result. */
  private async keep({ turn, attempt, purpose, results }: Spoken): Promise<Done> {
    for (;;) {
      const then = { head: this.state.head, moves: this.following(results) };
      const done = await this.commit(() =>
        this.ctx.events.appendResults(this.orgId, this.runId, this.epoch, turn, attempt, results, then),
      );
      if (done === 'kept') measure(purpose, results);
      if (done !== 'head') return done;
    }
  }

  private async commit(write: () => Promise<Appended>): Promise<Done> {
    this.committing = true;
    const appended = await write().finally(() => (this.committing = false));
    if (!appended.ok) {
      if (appended.why === 'head') await this.tail();
      return appended.why;
    }
    for (const event of appended.events) this.apply(event);
    this.announce(appended);
    for (const event of appended.events) {
      if (event.name === 'turn-discarded') this.calls.get(event.turn)?.abort(new Error('The turn was cut'));
      if (event.name === 'turn-started') void this.call(event);
      if (event.name === 'run-finished') this.count(event.outcome);
    }
    return 'kept';
  }

  private async call(event: Extract<LoggedEvent, { name: 'turn-started' }>): Promise<void> {
    const { turn, attempt, purpose } = event;
    const cut = new AbortController();
    this.calls.set(turn, cut);
    const known = blind.has(this.state.phases.at(-1)?.phase ?? '') ? this.atPhase : this.state;
    const failures = this.state.turns[turn - 1]?.failures ?? 0;
    const signal = AbortSignal.any([cut.signal, this.leaving.now]);
    try {
      const results = await speakTurn(this.ctx, this.orgId, known, event, failures, this.now, signal);
      this.spoken.push({ turn, attempt, purpose, results });
    } catch (error) {
      if (!signal.aborted) this.broken = error instanceof Error ? error : new Error('A turn could not be asked');
    } finally {
      if (this.calls.get(turn) === cut) this.calls.delete(turn);
      this.wake();
    }
  }

  private announce(appended: Extract<Appended, { ok: true }>): void {
    this.ctx.feeds.append(this.runId, appended.events);
    const last = appended.events.at(-1);
    if (last) void this.ctx.signal.announce(this.runId, last.seq).catch(() => {}); // viewers poll as well
  }

  private count(outcome: string): void {
    metrics().runs.inc({ outcome });
    if (outcome === 'decided') metrics().timeToDecision.observe(this.state.clock.activeMs / 1000);
  }
}

const startsTurn = (move: Move): boolean =>
  move.kind === 'append' && move.events.some((event) => event.name === 'turn-started');

function measure(purpose: string, results: ResultEvent[]): void {
  for (const event of results) {
    if (event.name === 'turn-completed') metrics().turns.inc({ purpose });
    if (event.name === 'turn-failed') metrics().turnsFailed.inc({ reason: event.reason.code });
    if (event.name === 'usage-recorded') {
      metrics().tokens.inc(event.usage.inputTokens + event.usage.outputTokens);
      metrics().cost.inc(event.usage.microUsd);
    }
  }
}
