import { describe, expect, it } from 'vitest';
import { cacheContract } from './cache.contract';
import { uncountedCache } from './counts';
import { leaseContract } from './lease.contract';
import { createMemoryCache } from './memory-cache';
import { createMemoryLease } from './memory-lease';
import { createMemorySignal } from './memory-signal';
import { signalContract } from './signal.contract';

describe('the lease in memory', () => {
  leaseContract(async () => {
    let now = 0;
    let runs = 0;
    return {
      lease: createMemoryLease({ now: () => now, wait: async () => {} }),
      newRun: async () => `run-${++runs}`,
      pass: async (_, ms) => {
        now += ms;
      },
      close: async () => {},
    };
  });
});

describe('the signal in memory', () => {
  signalContract(async () => {
    const signal = createMemorySignal();
    return { signal, appended: signal.announce, announced: signal.announce, close: async () => {} };
  });
});

describe('the cache in memory', () => {
  let now = 0;
  const clock = { now: () => now, wait: async () => {} };
  cacheContract(async () => ({
    cache: createMemoryCache(clock),
    pass: async (_, ms) => {
      now += ms;
    },
    close: async () => {},
  }));

  it('forgets what was not read for longest before it takes more than its room', async () => {
    const cache = createMemoryCache(clock, uncountedCache, 100);
    const key = (what: string) => ({ orgId: 'org-1', runId: 'run-1', what });
    for (const what of ['a', 'b', 'c', 'd']) await cache.keep(key(what), 'x'.repeat(25), 1000);
    await cache.read(key('a'));
    await cache.keep(key('e'), 'x'.repeat(25), 1000);
    await cache.keep(key('too long'), 'x'.repeat(26), 1000);
    const left = await Promise.all(['a', 'b', 'c', 'd', 'e', 'too long'].map((what) => cache.read(key(what))));
    expect(left.map((value) => value !== null)).toEqual([true, false, true, true, true, false]);
  });
});
