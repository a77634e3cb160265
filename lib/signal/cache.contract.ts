import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cache, CacheKey } from '../ports/cache';

export interface CacheBench {
  cache: Cache;
  /** Lets the cache's own clock pass over `ms` for what is kept under this key. */
  pass(key: CacheKey, ms: number): Promise<void>;
  close(): Promise<void>;
}

const minute = 60_000;
const key = { orgId: 'org-1', runId: 'run-1', what: 'fold:member' };

/** What every cache promises. */
export function cacheContract(open: () => Promise<CacheBench>): void {
  let bench: CacheBench;
  let cache: Cache;
  beforeAll(async () => {
    bench = await open();
    cache = bench.cache;
  });
  afterAll(() => bench?.close());

  it('gives back what was kept last, long texts of every language too', async () => {
    const long = 'Оставляем ли мы второй офис? 🏛 '.repeat(20_000);
    expect(await cache.read(key)).toBeNull();
    for (const value of ['', 'short', long]) {
      await cache.keep(key, value, minute);
      expect(await cache.read(key)).toBe(value);
    }
  });

  it('never shows one organisation, run or audience what is another’s', async () => {
    await cache.keep(key, 'ours', minute);
    expect(await cache.read({ ...key, orgId: 'org-2' })).toBeNull();
    expect(await cache.read({ ...key, runId: 'run-2' })).toBeNull();
    expect(await cache.read({ ...key, what: 'fold:moderator' })).toBeNull();
  });

  it('lets go of all that is kept of a run, and of nothing else', async () => {
    const others = [
      { ...key, orgId: 'org-2' },
      { ...key, runId: 'run-2' },
    ];
    for (const one of [key, { ...key, what: 'decision:1' }, ...others]) await cache.keep(one, 'kept', minute);
    await cache.forget(key);
    expect(await cache.read(key)).toBeNull();
    expect(await cache.read({ ...key, what: 'decision:1' })).toBeNull();
    for (const one of others) expect(await cache.read(one)).toBe('kept');
    await cache.keep(key, 'new', minute);
    expect(await cache.read(key)).toBe('new');
  });

  it('forgets what has outlived its time', async () => {
    await cache.keep(key, 'old', 1000);
    await bench.pass(key, 1001);
    expect(await cache.read(key)).toBeNull();
  });
}
