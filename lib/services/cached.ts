import type { Cache, CacheKey } from '../ports/cache';

const lifetimeMs = 3_600_000;

/** What is kept under a key, else made and kept; null is not kept. For what never changes, and is the same after a way through JSON. */
export async function cached<T>(cache: Cache, key: CacheKey, make: () => Promise<T | null>): Promise<T | null> {
  const kept = await cache.read(key);
  if (kept !== null) return JSON.parse(kept);
  const made = await make();
  if (made !== null) void cache.keep(key, JSON.stringify(made), lifetimeMs);
  return made;
}
