import { setTimeout as wait } from 'node:timers/promises';
import { makeMeeting, start } from '../bench/council';
import type { Lab } from '../bench/lab';
import { startBalancer } from './balancer';
import { check } from './check';
import { type FaultName, faults } from './faults';
import { type Viewer, watch } from './viewer';
import { leaseSeconds, type World } from './world';

/** A run that lasted this long is given up, ms; a model that hangs takes most of a minute each time. */
const longestMs = (name: FaultName) => (name === 'hang' ? 900_000 : 240_000);
const experts = 3;
const paceMs = 60;

export interface Watched {
  meetingId: string;
  runId: string;
  viewers: Viewer[];
}

export interface Outcome {
  /** How often the fault happened. */
  times: number;
  /** From a fault to the next driver, of every run that got one, ms. */
  takeovers: number[];
  /** From the moment when nothing was in the way any more to the next event of every run, ms. */
  silences: number[];
  resumed: number;
  wrong: string[];
}

/**
 * Holds `runs` councils before `viewers` and does the same thing to them up to `times` times; then looks at what all
 * saw. `byMeeting`: the balancer keeps a meeting on one instance.
 */
export async function round(
  world: World,
  name: FaultName,
  { runs, viewers, times, byMeeting }: { runs: number; viewers: number; times: number; byMeeting: boolean },
): Promise<Outcome> {
  const balancer = await startBalancer(
    world.instances.map((one) => one.port),
    byMeeting,
  );
  // Whoever is asked to start a run drives it.
  const [first, ...others] = world.instances;
  const onlyServes = name === 'viewer' && first ? [first] : null;
  const starter = await startBalancer(
    (onlyServes ? others : world.instances).map((one) => one.port),
    byMeeting,
  );
  const victims = onlyServes ?? world.instances;
  const end = AbortSignal.timeout(longestMs(name));
  try {
    const api = apiOf(starter.url, world.token);
    const watched: Watched[] = await Promise.all(
      Array.from({ length: runs }, async (_, at) => {
        const meetingId = await makeMeeting({ api }, experts, paceMs);
        const runId = await start({ api }, meetingId);
        const url = `${balancer.url}/api/v1/meetings/${meetingId}/stream?runId=${runId}`;
        const own = Math.floor(((at + 1) * viewers) / runs) - Math.floor((at * viewers) / runs);
        return {
          meetingId,
          runId,
          viewers: Array.from({ length: Math.max(1, own) }, () => watch(url, world.token, end)),
        };
      }),
    );
    const going = () => watched.filter(({ viewers: [first] }) => first && !isOver(first));
    await until(() => going().every(({ viewers: [first] }) => (first?.seen.size ?? 0) > 5), end);

    const moments: { at: number; free: number }[] = [];
    while (moments.length < times && going().length > runs / 2) {
      const victim = victims[Math.floor(Math.random() * victims.length)];
      if (!victim) break;
      const at = Date.now();
      const mend = await faults[name](world, victim);
      const free = dies.has(name) ? at : Date.now();
      moments.push({ at, free });
      const before = new Map(going().map((one) => [one, one.viewers[0]?.seen.size ?? 0]));
      const moved = () =>
        [...before].every(
          ([
            {
              viewers: [first],
            },
            size,
          ]) => !first || isOver(first) || first.seen.size > size + 1,
        );
      await Promise.all([until(moved, end), mend()]);
    }
    await Promise.all(watched.flatMap((one) => one.viewers.map((viewer) => viewer.done)));

    const found = await Promise.all(watched.map((one) => check(world, balancer.url, one)));
    const after = (moment: number, of: (event: { name: string }) => boolean) =>
      found.flatMap(({ log }) => {
        if ((log.at(-1)?.at ?? 0) < moment || (log[0]?.at ?? 0) > moment) return [];
        const next = log.find((event) => event.at > moment && of(event));
        return next ? [next.at - moment] : [];
      });
    const nextMoment = (n: number) => moments[n + 1]?.at ?? Number.POSITIVE_INFINITY;
    return {
      times: moments.length,
      takeovers: moments.flatMap(({ at }, n) =>
        after(at, (event) => event.name === 'run-taken-over').filter((ms) => at + ms < nextMoment(n)),
      ),
      silences: moments.flatMap(({ free }) => after(free, () => true)),
      resumed: found.reduce((sum, one) => sum + one.resumed, 0),
      wrong: found.flatMap((one, at) => one.wrong.map((what) => `${watched[at]?.runId}: ${what}`)),
    };
  } finally {
    balancer.close();
    starter.close();
  }
}

/** What keeps nobody else from going on while it lasts. */
const dies: ReadonlySet<FaultName> = new Set(['kill', 'viewer', 'pause', 'term']);

/** A model that failed for long is left alone for 10 s before it is asked again. */
export const stuckMs = (name: FaultName) => 2 * leaseSeconds * 1000 + (name === 'hang' ? 10_000 : 0);

const isOver = (viewer: Viewer) => [...viewer.seen.values()].at(-1)?.includes('"name":"run-finished"') ?? false;

async function until(is: () => boolean, end: AbortSignal): Promise<void> {
  while (!is() && !end.aborted) await wait(100);
}

function apiOf(url: string, token: string): Lab['api'] {
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
}
