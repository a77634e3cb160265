/** The runs that this process drives, each once. */
export class Drivers {
  private readonly held = new Map<string, { done: Promise<void>; leave: AbortController }>();
  private leaving = false;

  /** Starts `hold` unless this process already drives the run, or is about to end. Never rejects. */
  drive(runId: string, hold: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const running = this.held.get(runId);
    if (running) return running.done;
    if (this.leaving) return Promise.resolve();
    const leave = new AbortController();
    const done = hold(leave.signal).finally(() => this.held.delete(runId));
    this.held.set(runId, { done, leave });
    return done;
  }

  get size(): number {
    return this.held.size;
  }

  has(runId: string): boolean {
    return this.held.has(runId);
  }

  /** Lets go of every run: open turns are left to the next driver. Resolves when all leases are released. */
  async leave(): Promise<void> {
    this.leaving = true;
    const all = [...this.held.values()];
    for (const one of all) one.leave.abort();
    await Promise.all(all.map((one) => one.done));
  }
}
