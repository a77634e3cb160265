import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lease } from '../ports/lease';

export interface LeaseBench {
  lease: Lease;
  newRun(): Promise<string>;
  /** Lets the lease's own clock pass over `ms`. */
  pass(runId: string, ms: number): Promise<void>;
  close(): Promise<void>;
}

const ttl = 60_000;

/** What every lease promises. */
export function leaseContract(open: () => Promise<LeaseBench>): void {
  let bench: LeaseBench;
  let lease: Lease;
  beforeAll(async () => {
    bench = await open();
    lease = bench.lease;
  });
  afterAll(() => bench?.close());

  it('is held by one of many who ask at once: a run never has two drivers', async () => {
    const run = await bench.newRun();
    const asked = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => lease.acquire(run, owner, ttl)));
    expect(asked.filter(Boolean)).toHaveLength(1);
  });

  it('is given again to its owner', async () => {
    const run = await bench.newRun();
    await lease.acquire(run, 'a', ttl);
    expect(await lease.acquire(run, 'a', ttl)).toBe(true);
  });

  it('passes on when it expires: a dead driver does not keep its run', async () => {
    const run = await bench.newRun();
    await lease.acquire(run, 'a', ttl);
    await bench.pass(run, ttl + 1);
    expect(await lease.acquire(run, 'b', ttl)).toBe(true);
    expect(await lease.renew(run, 'a', ttl)).toBe(false);
  });

  it('can be renewed while it is held, and not once it expired', async () => {
    const run = await bench.newRun();
    await lease.acquire(run, 'a', ttl);
    await bench.pass(run, ttl - 10_000);
    expect(await lease.renew(run, 'a', ttl)).toBe(true);
    await bench.pass(run, ttl - 10_000);
    expect(await lease.acquire(run, 'b', ttl)).toBe(false);
    await bench.pass(run, 20_000);
    expect(await lease.renew(run, 'a', ttl)).toBe(false);
  });

  it('is released by its owner only', async () => {
    const run = await bench.newRun();
    await lease.acquire(run, 'a', ttl);
    await lease.release(run, 'b');
    expect(await lease.acquire(run, 'b', ttl)).toBe(false);
    await lease.release(run, 'a');
    expect(await lease.acquire(run, 'b', ttl)).toBe(true);
  });

  it('of one run says nothing about another', async () => {
    const [one, other] = [await bench.newRun(), await bench.newRun()];
    await lease.acquire(one, 'a', ttl);
    expect(await lease.acquire(other, 'b', ttl)).toBe(true);
  });
}
