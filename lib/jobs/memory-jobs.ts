import type { Clock } from '../ports/clock';
import type { Jobs, Queue } from '../ports/jobs';

const stopMs = 3_000;

interface Waiting {
  queue: Queue;
  data: object;
  attempt: number;
  dead: boolean;
  due: boolean;
}

/** A transaction of the twin's own: jobs enqueued with it exist once its work has succeeded. */
export class MemoryTransaction {
  readonly held: (() => void)[] = [];
}

/** The twin: jobs of this process. Enqueued with any other transaction, a job exists at once. */
export function createMemoryJobs(
  clock: Clock,
): Jobs<unknown> & { transaction(work: (tx: MemoryTransaction) => Promise<void>): Promise<void> } {
  const workers = new Map<string, (job: Waiting) => Promise<void>>();
  const waiting = new Set<Waiting>();
  const running = new Set<Promise<void>>();
  const leaving = new AbortController();
  let stopping = false;

  const add = (job: Waiting, afterMs: number) => {
    waiting.add(job);
    void clock.wait(afterMs, leaving.signal).then(() => {
      job.due = true;
      look(job.queue.name);
    });
  };

  function look(name: string): void {
    const work = workers.get(name);
    if (!work || stopping) return;
    for (const job of [...waiting].filter((one) => one.due && one.queue.name === name)) {
      waiting.delete(job);
      const done = work(job)
        .catch(() => again(job))
        .finally(() => running.delete(done));
      running.add(done);
    }
  }

  function again(job: Waiting): void {
    const { attempts, delaySeconds, longestDelaySeconds } = job.queue;
    const seconds = Math.min(longestDelaySeconds, delaySeconds * 2 ** (job.attempt - 1));
    if (job.dead || job.attempt < attempts) add({ ...job, attempt: job.attempt + 1, due: false }, seconds * 1000);
    else add({ ...job, attempt: 1, dead: true, due: false }, 0);
  }

  return {
    async enqueue(tx, queue, data, afterSeconds = 0) {
      const keep = () => add({ queue, data, attempt: 1, dead: false, due: afterSeconds === 0 }, afterSeconds * 1000);
      if (tx instanceof MemoryTransaction) tx.held.push(keep);
      else keep();
    },
    async work(queue, work, giveUp) {
      workers.set(queue.name, ({ data, attempt, dead }) =>
        dead ? giveUp(data) : within(work({ data, attempt, signal: leaving.signal }), leaving.signal),
      );
      look(queue.name);
    },
    async waiting() {
      const count = new Map<string, number>();
      for (const { queue, due, attempt } of waiting) {
        if (due || attempt > 1) count.set(queue.name, (count.get(queue.name) ?? 0) + 1);
      }
      return Object.fromEntries(count);
    },
    async stop() {
      stopping = true;
      await Promise.race([Promise.allSettled(running), clock.wait(stopMs, leaving.signal)]);
      leaving.abort();
      await Promise.allSettled(running);
    },
    async transaction(work) {
      const tx = new MemoryTransaction();
      await work(tx);
      for (const keep of tx.held) keep();
    },
  };
}

/** The work's end, or the abort, whichever comes first. */
async function within(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
  await Promise.race([work, aborted.promise]);
}
