import type { Clock } from '@/lib/ports/clock';

/** When a driver has to go: `soon`, it starts no turn any more; `now`, it cuts those that are open. */
export interface Leaving {
  soon: AbortSignal;
  now: AbortSignal;
}

interface Held {
  done: Promise<void>;
  soon: AbortController;
  now: AbortController;
}

/** The runs that this process drives, each once. */
export class Drivers {
  private readonly held = new Map<string, Held>();
  private ending = false;

  /** Starts `hold` unless this process already drives the run, or is about to end. Never rejects. */
  drive(runId: string, hold: (leaving: Leaving) => Promise<void>): Promise<void> {
    const running = this.held.get(runId);
    if (running) return running.done;
    if (this.ending) return Promise.resolve();
    const [soon, now] = [new AbortController(), new AbortController()];
    const done = hold({ soon: soon.signal, now: now.signal }).finally(() => this.held.delete(runId));
    this.held.set(runId, { done, soon, now });
    return done;
  }

  get size(): number {
    return this.held.size;
  }

  has(runId: string): boolean {
    return this.held.has(runId);
  }

  /** This process is about to end: it takes up no run. */
  get areLeaving(): boolean {
    return this.ending;
  }

  /**
   * Lets go of every run: each driver finishes the turns that are open, within `graceMs` in all; what is still open
   * then is left to the next driver. Resolves when all leases are released.
   */
  async leave(graceMs = 0, clock?: Pick<Clock, 'wait'>): Promise<void> {
    this.ending = true;
    const all = [...this.held.values()];
    const gone = Promise.all(all.map((one) => one.done));
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
