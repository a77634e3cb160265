import type { Clock } from '../ports/clock';
import type { Lease } from '../ports/lease';

/** Leases of one process, for tests. */
export function createMemoryLease(clock: Clock): Lease {
  const leases = new Map<string, { owner: string; until: number }>();
  const holder = (runId: string) => {
    const lease = leases.get(runId);
    return lease && lease.until > clock.now() ? lease.owner : null;
  };
  const hold = (runId: string, owner: string, ttlMs: number) => {
    leases.set(runId, { owner, until: clock.now() + ttlMs });
    return true;
  };
  return {
    acquire: async (runId, owner, ttlMs) => [null, owner].includes(holder(runId)) && hold(runId, owner, ttlMs),
    renew: async (runId, owner, ttlMs) => holder(runId) === owner && hold(runId, owner, ttlMs),
    async release(runId, owner) {
      if (leases.get(runId)?.owner === owner) leases.delete(runId);
    },
  };
}
