import type { Lease } from '../ports/lease';

/**
 * A lock that may be out of reach, with the run's lease column behind it. The lock is asked first, so that those who
 * come too late do not trouble the database; the column is kept as well: the sweep reads it, and it decides alone
 * while the lock can't be reached, which `onAlone` is told of. What the column throws, throws.
 */
export function createBackedLease(lock: Lease, column: Lease, onAlone: () => void = () => {}): Lease {
  /** Null: the column decides alone. */
  const asked = (answer: Promise<boolean>) =>
    answer.catch(() => {
      onAlone();
      return null;
    });
  const unlock = (runId: string, owner: string) => lock.release(runId, owner).catch(() => {}); // it expires by itself
  return {
    async acquire(runId, owner, ttlMs) {
      const locked = await asked(lock.acquire(runId, owner, ttlMs));
      if (locked === false) return false;
      let held = false;
      try {
        held = await column.acquire(runId, owner, ttlMs);
        return held;
      } finally {
        if (!held) await unlock(runId, owner);
      }
    },
    async renew(runId, owner, ttlMs) {
      const [locked, held] = await Promise.all([
        asked(lock.renew(runId, owner, ttlMs)),
        column.renew(runId, owner, ttlMs),
      ]);
      // A Redis that was away has forgotten the lock, or came back with one from before: who has the column goes on,
      // since nobody else gets it, and takes the lock again as soon as it is free.
      if (held && locked === false) await asked(lock.acquire(runId, owner, ttlMs));
      return held;
    },
    async release(runId, owner) {
      await Promise.all([unlock(runId, owner), column.release(runId, owner)]);
    },
  };
}
