import type { ExportJob } from './queue';

/** What this process sends now, each run's way to an integration once. */
export class Outbox {
  private readonly underway = new Map<string, { done: Promise<void>; again: boolean }>();
  private readonly ending = new AbortController();

  /** @param most that `wake` begins; what the queue brings comes on top */
  constructor(private readonly most = 4) {}

  /** Sends unless this process does already: then once more after that, for what came in between. Never rejects. */
  send(
    { runId, integrationId }: Pick<ExportJob, 'runId' | 'integrationId'>,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const key = `${runId}/${integrationId}`;
    const running = this.underway.get(key);
    if (running) {
      running.again = true;
      return running.done;
    }
    if (this.ending.signal.aborted) return Promise.resolve();
    const entry = { done: Promise.resolve(), again: true };
    const all = async () => {
      while (entry.again && !this.ending.signal.aborted) {
        entry.again = false;
        await work(this.ending.signal);
      }
    };
    entry.done = all().finally(() => this.underway.delete(key));
    this.underway.set(key, entry);
    return entry.done;
  }

  /** Whether `wake` would begin something new. */
  get hasRoom(): boolean {
    return this.underway.size < this.most && !this.ending.signal.aborted;
  }

  get size(): number {
    return this.underway.size;
  }

  /** Resolves when nothing is sent here any more. */
  async settled(): Promise<void> {
    while (this.underway.size > 0) await Promise.all([...this.underway.values()].map((one) => one.done));
  }

  /** Cuts what is being sent: another process goes on with it. */
  async leave(): Promise<void> {
    this.ending.abort();
    await this.settled();
  }
}
