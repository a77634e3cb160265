import { beforeEach, describe, expect, it } from 'vitest';
import { fold } from '@/lib/council/evolve';
import { plainSight } from '@/lib/council/sight';
import { type Audience, veil } from '@/lib/council/veil';
import type { EventLog } from '@/lib/ports/event-log';
import { createMemoryCache } from '@/lib/signal/memory-cache';
import { runCreated } from '@/lib/store/fixtures';
import { createMemoryEventLog, type MemoryEventLog } from '@/lib/store/memory-event-log';
import { Folds } from './folds';

const clock = { now: () => 0, wait: async () => {} };
const [orgId, runId] = ['org-1', 'run-1'];
const by = { userId: 'user-1', name: 'Ada' };

let log: MemoryEventLog;
let head: number;
/** Where each read of the log began. */
let reads: number[];
let watched: EventLog;

const comment = async (text: string, hidden = false) => {
  const done = await log.appendPerson(orgId, runId, {
    name: 'comment-added',
    commandId: `command-${head}`,
    text,
    by,
    private: hidden,
  });
  head = done.ok ? (done.events[0]?.seq ?? head) : head;
};
const whole = async (audience: Audience) =>
  fold((await log.read(orgId, runId, 0, 10_000)).map((event) => veil(event, audience)));
const read = (folds: Folds, audience: Audience = 'member') =>
  folds.read(orgId, { id: runId, head }, plainSight(audience));

beforeEach(async () => {
  log = createMemoryEventLog(clock);
  reads = [];
  watched = {
    ...log,
    read: (org, run, after, limit) => {
      reads.push(after);
      return log.read(org, run, after, limit);
    },
  };
  await log.createRun({ orgId, teamId: null, event: runCreated(runId, 'meeting-1') });
  head = 1;
  for (let n = 0; n < 250; n++) await comment(`Remark ${n}`, n % 5 === 0);
});

describe('folds of a run', () => {
  it('are what a fold of the whole log is, and read no event twice: a long meeting opens as fast as a short one', async () => {
    const folds = new Folds({ events: watched, cache: createMemoryCache(clock) }, 'v1');
    expect(await read(folds)).toEqual(await whole('member'));
    await read(folds);
    await comment('One more');
    expect(await read(folds)).toEqual(await whole('member'));
    expect(reads).toEqual([0, 251]);
  });

  it('are passed on to another process, with the tail that it lacks', async () => {
    const cache = createMemoryCache(clock);
    await read(new Folds({ events: watched, cache }, 'v1'));
    await comment('One more');
    expect(await read(new Folds({ events: watched, cache }, 'v1'))).toEqual(await whole('member'));
    expect(reads).toEqual([0, 251]);
  });

  it('of another build are not read: they may be of another shape', async () => {
    const cache = createMemoryCache(clock);
    await read(new Folds({ events: watched, cache }, 'v1'));
    await read(new Folds({ events: watched, cache }, 'v2'));
    expect(reads).toEqual([0, 0]);
  });

  it('show each audience its own, whoever came first: a private note stays private', async () => {
    const cache = createMemoryCache(clock);
    const folds = new Folds({ events: watched, cache }, 'v1');
    for (const audience of ['moderator', 'member', 'live', 'decision'] as const) {
      expect(await read(folds, audience)).toEqual(await whole(audience));
      expect(await read(new Folds({ events: watched, cache }, 'v1'), audience)).toEqual(await whole(audience));
    }
    await expect(folds.read('org-2', { id: runId, head }, plainSight('moderator'))).rejects.toThrow();
  });

  it('have what their reader wrote before, also while others are reading', async () => {
    const folds = new Folds({ events: watched, cache: createMemoryCache(clock) }, 'v1');
    const early = read(folds);
    await comment('Mine');
    const [mine] = await Promise.all([read(folds), early]);
    expect(mine.comments.at(-1)?.text).toBe('Mine');
  });

  it('cost many who come at once one read', async () => {
    const folds = new Folds({ events: watched, cache: createMemoryCache(clock) }, 'v1');
    await Promise.all(Array.from({ length: 50 }, () => read(folds)));
    expect(reads).toEqual([0]);
  });

  it('are made from the log where nothing, or nothing whole, is kept', async () => {
    const broken = {
      read: async () => '{"head": 2',
      keep: async () => {},
      forget: async () => {},
      close: async () => {},
    };
    expect(await read(new Folds({ events: watched, cache: broken }, 'v1'))).toEqual(await whole('member'));
  });
});
