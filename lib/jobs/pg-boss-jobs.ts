import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Db } from '@/db/client';
import type { Jobs, Queue } from '../ports/jobs';

const stopMs = 3_000;
const againMs = 10_000;

interface Tempo {
  /** Between two looks into an empty queue. */
  pollSeconds: number;
  /** Between two searches for jobs whose process died. */
  superviseSeconds: number;
}

const deadOf = (queue: Queue) => `${queue.name}_dead`;

/**
 * Jobs in PostgreSQL by pg-boss, in a schema and with a small pool of its own; both are made at the first use, so a
 * process that neither asks nor works opens nothing. `directUrl` must not lead through a pooler.
 */
export function createPgBossJobs(
  directUrl: string,
  onError: (error: unknown) => void,
  { pollSeconds, superviseSeconds }: Tempo = { pollSeconds: 2, superviseSeconds: 30 },
): Jobs<Pick<Db, 'execute'>> {
  let opened: Promise<PgBoss> | null = null;
  let stopped = false;
  const queues = new Map<string, Promise<void>>();
  const retries = new Set<NodeJS.Timeout>();

  async function open(): Promise<PgBoss> {
    const pgBoss = await import('pg-boss');
    const boss = new pgBoss.PgBoss({
      connectionString: directUrl,
      application_name: 'xio',
      max: 3,
      schedule: false,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      maintenanceIntervalSeconds: 3600,
      reindex: false,
      registerInstance: false,
    });
    boss.on('error', onError);
    try {
      return await boss.start();
    } catch (error) {
      await boss.stop({ graceful: false }).catch(onError);
      throw error;
    }
  }

  function ready(): Promise<PgBoss> {
    if (stopped) return Promise.reject(new Error('the job queue has been stopped'));
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function makeQueue(boss: PgBoss, queue: Queue): Promise<void> {
    const rules = {
      retryLimit: queue.attempts - 1,
      retryDelay: queue.delaySeconds,
      retryBackoff: true,
      retryDelayMax: queue.longestDelaySeconds,
      expireInSeconds: queue.limitSeconds,
    };
    await boss.createQueue(deadOf(queue), { retryLimit: 20, retryDelay: 10, retryBackoff: true, retryDelayMax: 600 });
    await boss.createQueue(queue.name, { ...rules, deadLetter: deadOf(queue) });
    await boss.updateQueue(queue.name, rules); // where it was made by an older version
  }

  /** The queue exists; made once a process. */
  async function readyFor(queue: Queue): Promise<PgBoss> {
    const boss = await ready();
    const made =
      queues.get(queue.name) ??
      makeQueue(boss, queue).catch((error: unknown) => {
        queues.delete(queue.name);
        throw error;
      });
    queues.set(queue.name, made);
    await made;
    return boss;
  }

  const start: Jobs<Pick<Db, 'execute'>>['work'] = async (queue, work, giveUp) => {
    try {
      const boss = await readyFor(queue);
      const options = { batchSize: 1, pollingIntervalSeconds: pollSeconds } as const;
      await boss.work(queue.name, { ...options, localConcurrency: 2 }, async (jobs) => {
        for (const { data, retryCount, signal } of jobs) await work({ data, attempt: retryCount + 1, signal });
      });
      await boss.work(deadOf(queue), options, async (jobs) => {
        for (const { data } of jobs) await giveUp(data);
      });
    } catch (error) {
      if (stopped) return;
      onError(error);
      const timer = setTimeout(() => {
        retries.delete(timer);
        void start(queue, work, giveUp);
      }, againMs);
      retries.add(timer.unref());
    }
  };

  return {
    async enqueue(tx, queue, data, afterSeconds = 0) {
      const boss = await readyFor(queue);
      const { fromDrizzle } = await import('pg-boss');
      await boss.send(queue.name, data, { db: fromDrizzle(tx, sql), startAfter: Math.ceil(afterSeconds) });
    },
    work: start,
    async waiting() {
      if (!opened) return {};
      const { rows } = await (await opened).getDb().executeSql(
        `select q.name, count(j.id)::int as jobs from pgboss.queue q
         left join pgboss.job j on j.name = q.name and (j.state = 'retry' or (j.state = 'created' and j.start_after <= now()))
         where q.dead_letter is not null group by q.name`,
      );
      return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.jobs)]));
    },
    async stop() {
      stopped = true;
      for (const timer of retries) clearTimeout(timer);
      const boss = await opened?.catch(() => null); // it never started: nothing is left to stop
      await boss?.stop({ timeout: stopMs });
    },
  };
}
