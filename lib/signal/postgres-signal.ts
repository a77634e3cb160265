import pg from 'pg';
import { driverWanted, readersChanged, type Signal } from '../ports/signal';
import { type SignalCounts, uncounted } from './counts';
import { Listeners } from './listeners';

const channel = 'xio_runs';
const firstWaitMs = 50;
const longestWaitMs = 5_000;

/**
 * One LISTEN connection a process, opened at the first subscription; `directUrl` must not lead through a pooler.
 * The log's own appends notify other processes in their transaction; `announce` only tells this one at once.
 * While the connection is down nothing is heard: subscribers poll. After it is back, all are told to look.
 */
export function createPostgresSignal(directUrl: string, counts: SignalCounts = uncounted): Signal {
  const listeners = new Listeners();
  let client: pg.Client | null = null;
  let listening: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = firstWaitMs;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: directUrl,
      application_name: 'xio',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      if (client === fresh) client = null;
      fresh.end().catch(() => {}); // already broken: nothing is left to end
      retry();
    };
    client = fresh;
    fresh.on('error', lose);
    fresh.on('end', lose);
    fresh.on('notification', ({ payload = '' }) => {
      const [runId = '', seq] = payload.split(' ');
      listeners.tell(runId, Number(seq));
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      waitMs = firstWaitMs;
    } catch {
      lose();
    }
  }

  function retry(): void {
    if (closed) return;
    counts.renewed();
    timer = setTimeout(() => {
      listening = connect().then(() => {
        if (client) listeners.tellAll(Number.POSITIVE_INFINITY);
      });
    }, waitMs);
    timer.unref();
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }

  return {
    async announce(runId, seq) {
      listeners.tell(runId, seq);
      // No append tells of these.
      if (runId !== driverWanted && seq !== readersChanged) return;
      listening ??= connect();
      await listening;
      await client?.query('select pg_notify($1, $2)', [channel, `${runId} ${seq}`]);
    },
    async subscribe(runId, listener) {
      const leave = listeners.add(runId, listener);
      listening ??= connect();
      await listening;
      return leave;
    },
    reachable: async () => listening === null || client !== null,
    async close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      await listening;
      await client?.end();
    },
  };
}
