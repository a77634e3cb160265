import type { Cache, CacheKey } from '../ports/cache';
import type { Clock } from '../ports/clock';
import { type CacheCounts, uncountedCache } from './counts';

const most = 16 * 1024 * 1024;
const nameOf = ({ orgId, runId, what }: CacheKey) => JSON.stringify([orgId, runId, what]);

/** A cache of this process alone, of about `size` characters; what was not read for longest goes first. */
export function createMemoryCache(clock: Clock, counts: CacheCounts = uncountedCache, size = most): Cache {
  const kept = new Map<string, { value: string; until: number }>();
  let held = 0;
  const drop = (name: string) => {
    held -= kept.get(name)?.value.length ?? 0;
    kept.delete(name);
  };
  return {
    async read(key) {
      const name = nameOf(key);
      const found = kept.get(name);
      if (!found || found.until <= clock.now()) {
        drop(name);
        counts.read('miss');
        return null;
      }
      kept.delete(name);
      kept.set(name, found);
      counts.read('hit');
      return found.value;
    },
    async keep(key, value, lifetimeMs) {
      const name = nameOf(key);
      drop(name);
      if (value.length > size / 4) return;
      kept.set(name, { value, until: clock.now() + lifetimeMs });
      held += value.length;
      for (const [oldest] of kept) {
        if (held <= size) break;
        drop(oldest);
      }
    },
    async forget({ orgId, runId }) {
      const start = `${JSON.stringify([orgId, runId]).slice(0, -1)},`;
      for (const name of [...kept.keys()]) if (name.startsWith(start)) drop(name);
    },
    async close() {},
  };
}
