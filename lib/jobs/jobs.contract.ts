import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job, Jobs, Queue } from '../ports/jobs';

export interface JobsBench<Tx> {
  /** One process's jobs; all share what is kept. */
  jobs: Jobs<Tx>;
  transaction(work: (tx: Tx) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** What every job queue promises. */
export function jobsContract<Tx>(open: () => Promise<JobsBench<Tx>>): void {
  let bench: JobsBench<Tx>;
  beforeAll(async () => {
    bench = await open();
  });
  afterAll(() => bench?.close());

  const queueOf = (name: string, attempts = 3): Queue => ({
    name,
    attempts,
    delaySeconds: 1,
    longestDelaySeconds: 1,
    limitSeconds: 30,
  });
  const enqueue = (queue: Queue, data: object) => bench.transaction((tx) => bench.jobs.enqueue(tx, queue, data));

  /** Works a queue and hands out what it did, one by one. */
  async function listen(queue: Queue, work: (job: Job) => Promise<void> = async () => {}) {
    const done: { attempt: number; data: unknown }[] = [];
    const lost: unknown[] = [];
    let wake = () => {};
    const until = async (enough: () => boolean) => {
      while (!enough()) await new Promise<void>((resolve) => (wake = resolve));
    };
    await bench.jobs.work(
      queue,
      async (job) => {
        done.push({ attempt: job.attempt, data: job.data });
        wake();
        await work(job);
      },
      async (data) => {
        lost.push(data);
        wake();
      },
    );
    return { done, lost, until };
  }

  it('does a job that was committed, with what it was given: else a decider is never written to', async () => {
    const queue = queueOf('plain');
    await enqueue(queue, { id: 'n1', words: 'Да' });
    expect(await bench.jobs.waiting()).toMatchObject({ plain: 1 });
    const heard = await listen(queue);
    await heard.until(() => heard.done.length === 1);
    expect(heard.done).toEqual([{ attempt: 1, data: { id: 'n1', words: 'Да' } }]);
  });

  it('knows nothing of a job whose transaction failed: else people read of what never happened', async () => {
    const queue = queueOf('undone');
    const failed = bench.transaction(async (tx) => {
      await bench.jobs.enqueue(tx, queue, { id: 'never' });
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await enqueue(queue, { id: 'later' });
    const heard = await listen(queue);
    await heard.until(() => heard.done.length === 1);
    expect(heard.done.map((one) => one.data)).toEqual([{ id: 'later' }]);
  });

  it('keeps a job for later behind those that are due: else what was refused is asked again at once', async () => {
    const queue = queueOf('later');
    await bench.transaction((tx) => bench.jobs.enqueue(tx, queue, { id: 'later' }, 1));
    await enqueue(queue, { id: 'now' });
    const heard = await listen(queue);
    await heard.until(() => heard.done.length === 2);
    expect(heard.done.map((one) => one.data)).toEqual([{ id: 'now' }, { id: 'later' }]);
  });

  it('tries a failed job again: a mail server that was down for a minute loses nothing', async () => {
    const queue = queueOf('again');
    const heard = await listen(queue, async ({ attempt }) => {
      if (attempt < 3) throw new Error('not yet');
    });
    await enqueue(queue, { id: 'n1' });
    await heard.until(() => heard.done.length === 3);
    expect(heard.done.map((one) => one.attempt)).toEqual([1, 2, 3]);
    expect(heard.lost).toEqual([]);
  });

  it('tells who asked when all attempts are used: else a failure stays unseen', async () => {
    const queue = queueOf('lost', 2);
    const heard = await listen(queue, async () => {
      throw new Error('never');
    });
    await enqueue(queue, { id: 'n1' });
    await heard.until(() => heard.lost.length === 1);
    expect(heard.done).toHaveLength(2);
    expect(heard.lost).toEqual([{ id: 'n1' }]);
  });

  it('lets a running job end before it stops, and takes no other: else a restart repeats what was done', async () => {
    const queue = queueOf('last');
    const [started, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let ended = false;
    await listen(queue, async () => {
      started.resolve();
      await release.promise;
      ended = true;
    });
    await enqueue(queue, { id: 'n1' });
    await started.promise;
    const stopped = bench.jobs.stop();
    release.resolve();
    await stopped;
    expect(ended).toBe(true);
  });
}
