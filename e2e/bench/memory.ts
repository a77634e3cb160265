import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import * as schema from '@/db/schema';
import { sessionCookie } from '@/lib/auth/token';
import type { Cache } from '@/lib/ports/cache';
import { readMeeting } from '@/lib/services/meetings/read';
import { Folds } from '@/lib/services/runs/folds';
import { readRun } from '@/lib/services/runs/read';
import { createMemoryCache } from '@/lib/signal/memory-cache';
import { createEventLog } from '@/lib/store/event-log';
import { runCreated } from '@/lib/store/fixtures';
import { insertRun } from '@/lib/store/insert-run';
import { hold, makeMeeting } from './council';
import type { Lab } from './lab';
import { turnOf } from './long-log';
import { inspect, listenerOf, residentMb } from './server-process';
import { median, type Row } from './table';

const turns = 499;
/** The first three and the last event of the log, and four a turn. */
const events = 4 + turns * 4;
const councils = 20;
const repetitions = 9;

/** A finished run of 2,000 events, written through the store as a driver would. Returns its meeting and ms an append. */
async function makeLongRun(lab: Lab): Promise<{ meetingId: string; appendMs: number }> {
  const meetingId = await makeMeeting(lab, 3, 0);
  const { orgId, userId, name } = lab.who;
  const runId = schema.newId();
  const created = { ...runCreated(runId, meetingId), by: { userId, name } };
  await lab.db.transaction(async (tx) => {
    await insertRun(tx, { orgId, teamId: null, event: created });
    // Held by us, so that the product does not drive it.
    const held = { leaseOwner: 'bench', leaseUntil: new Date(Date.now() + 600_000) };
    await tx.update(schema.runs).set(held).where(eq(schema.runs.id, runId));
  });
  const log = createEventLog(lab.db);
  const taken = await log.takeOver(orgId, runId);
  if (!taken) throw new Error('The run can not be driven');
  const { epoch } = taken;
  let head = 2;
  const times: number[] = [];
  const append = async (...args: Parameters<typeof log.appendMoves>[4]) => {
    const began = performance.now();
    const appended = await log.appendMoves(orgId, runId, epoch, head, args);
    if (!appended.ok) throw new Error(`A move was refused: ${appended.why}`);
    times.push(performance.now() - began);
    head += args.length;
  };
  await append({ name: 'phase-entered', phase: 'panel', boxMs: 60_000, item: null, reason: { code: 'phase.started' } });
  for (let turn = 1; turn <= turns; turn++) {
    const { move, result } = turnOf(created.team, turn);
    await append(...move);
    const began = performance.now();
    const appended = await log.appendResults(orgId, runId, epoch, turn, 1, result);
    if (!appended.ok) throw new Error(`A result was refused: ${appended.why}`);
    times.push(performance.now() - began);
    head += result.length;
  }
  await append({ name: 'run-finished', outcome: 'escalated', reason: { code: 'end.missing' } });
  if (head !== events) throw new Error(`The log has ${head} events`);
  return { meetingId, appendMs: median(times) };
}

/** Ms of `work`: the middle of several. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    const began = performance.now();
    await work();
    if (repetition > 0) times.push(performance.now() - began);
  }
  return median(times);
}

async function reopening(lab: Lab): Promise<Row[]> {
  const { meetingId, appendMs } = await makeLongRun(lab);
  const statements: string[] = [];
  const db = drizzle(lab.pool, { schema, logger: { logQuery: (query) => statements.push(query) } });
  const log = createEventLog(db);
  const clock = { now: () => Date.now(), wait: async () => {} };
  const cache = createMemoryCache(clock);
  const process = (over: { cache?: Cache } = {}) => ({
    db,
    folds: new Folds({ events: log, cache, ...over }, 'bench'),
  });
  const first = () => process({ cache: createMemoryCache(clock) });
  const ctx = process();
  await readMeeting(ctx, lab.who, meetingId);
  const { state } = await readRun(ctx, lab.who, { meetingId });
  if (state.head !== events) throw new Error(`${state.head} events were read`);
  const readingLog = statements.filter((query) => query.includes('run_events')).length;
  const page = async () => {
    const headers = { cookie: `${sessionCookie}=${lab.token}` };
    const response = await fetch(`${lab.url}/meetings/${meetingId}`, { headers });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The page answered ${response.status}`);
  };
  return [
    { name: 'an append of two events, committed', value: appendMs, unit: 'ms' },
    {
      name: 'reopening 2,000 events: reads of the log',
      value: readingLog,
      unit: '',
      atMost: { of: 'value', limit: 1 },
    },
    { name: 'reopening 2,000 events: statements in all', value: statements.length, unit: '' },
    {
      name: 'reopening 2,000 events: page data',
      value: await timed(() => readRun(first(), lab.who, { meetingId })),
      unit: 'ms',
    },
    {
      name: 'reopening 2,000 events: page data, folded by another process before',
      value: await timed(() => readRun(process(), lab.who, { meetingId })),
      unit: 'ms',
    },
    {
      name: 'reopening 2,000 events: page data, folded here before',
      value: await timed(() => readRun(ctx, lab.who, { meetingId })),
      unit: 'ms',
    },
    { name: 'reopening 2,000 events: page over HTTP', value: await timed(page), unit: 'ms' },
  ];
}

async function growth(lab: Lab): Promise<Row[]> {
  const pid = listenerOf(lab.url);
  const inspector = await inspect(lab, pid);
  const meetingId = await makeMeeting(lab, 7, 0);
  const resident: number[] = [];
  const alive: number[] = [];
  for (let held = 1; held <= councils; held++) {
    await hold(lab, meetingId);
    resident[held] = residentMb(pid);
    if (held === 1 || held === 10 || held === councils) alive[held] = await inspector.aliveMb();
  }
  inspector.close();
  const value = (of: number[], at: number) => of[at] ?? Number.NaN;
  return [
    ...[1, 10, councils].map(
      (held): Row => ({
        name: `server's resident memory after ${held} council${held > 1 ? 's' : ''}`,
        value: value(resident, held),
        unit: 'MB',
      }),
    ),
    {
      name: 'alive after collection, growth a council',
      value: (value(alive, councils) - value(alive, 10)) / (councils - 10),
      unit: 'MB',
      atMost: { of: 'value', limit: 0.1 },
    },
  ];
}

/** What a long run costs to open, and whether the server keeps anything of runs that are over. */
export async function memory(lab: Lab): Promise<Row[]> {
  return [...(await growth(lab)), ...(await reopening(lab))];
}
