import type { Clock } from '@/lib/ports/clock';

/** When a driver has to go: `soon`, it starts no turn any more; `now`, it cuts those that are open. */
export interface Leaving {
  soon: AbortSignal;
  now: AbortSignal;
}

interface Held {
  done: Promise<unknown>;
  soon: AbortController;
  now: AbortController;
}

/** Of the time that a driver has: when it starts no turn any more, and how much it keeps for letting go. */
const soonAfter = 0.75;
const lastMs = (limitMs: number) => Math.min(5_000, limitMs / 20);

/** The runs that this process drives, each once. */
export class Drivers {
  private readonly held = new Map<string, Held>();
  /** Also those who are letting go. */
  private readonly working = new Set<Promise<void>>();
  private ending = false;

  /**
   * @param most runs at once
   * @param limitMs longest time that the platform lets a driver work
   */
  constructor(
    private readonly most = Number.POSITIVE_INFINITY,
    private readonly limitMs?: number,
  ) {}

  /**
   * Starts `hold` unless this process already drives the run, or is about to end; `handOn` where it had to go before
   * the run came to rest. Whether there is room is for the caller to look at. Never rejects.
   */
  drive(
    runId: string,
    hold: (leaving: Leaving) => Promise<'rested' | 'again'>,
    handOn: () => Promise<void>,
  ): Promise<void> {
    const running = this.held.get(runId);
    if (running) return running.done.then(() => {});
    if (this.ending) return Promise.resolve();
    const [soon, now] = [new AbortController(), new AbortController()];
    const { limitMs } = this;
    const timers =
      limitMs === undefined
        ? []
        : [
            setTimeout(() => soon.abort(), limitMs * soonAfter),
            setTimeout(() => now.abort(), limitMs - lastMs(limitMs)),
          ];
    const done = hold({ soon: soon.signal, now: now.signal }).finally(() => {
      for (const timer of timers) clearTimeout(timer);
      this.held.delete(runId);
    });
    this.held.set(runId, { done, soon, now });
    const whole = done
      .then((end) => (end === 'again' ? handOn() : undefined))
      .finally(() => this.working.delete(whole));
    this.working.add(whole);
    return whole;
  }

  get size(): number {
    return this.held.size;
  }

  /** How many more runs this process takes up. */
  get room(): number {
    return this.ending ? 0 : Math.max(0, this.most - this.held.size);
  }

  has(runId: string): boolean {
    return this.held.has(runId);
  }

  /** This process is about to end: it takes up no run. */
  get areLeaving(): boolean {
    return this.ending;
  }

  /** Resolves when nothing is driven here any more. */
  async settled(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working);
  }

  /**
   * Lets go of every run: each driver finishes the turns that are open, within `graceMs` in all; what is still open
   * then is left to the next driver. Resolves when all leases are released.
   */
  async leave(graceMs = 0, clock?: Pick<Clock, 'wait'>): Promise<void> {
    this.ending = true;
    const all = [...this.held.values()];
    const gone = this.settled();
    for (const one of all) one.soon.abort();
    if (clock && graceMs > 0) {
      const left = new AbortController();
      await Promise.race([gone, clock.wait(graceMs, left.signal)]);
      left.abort();
    }
    for (const one of all) one.now.abort();
    await gone;
  }
}
