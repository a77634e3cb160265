import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Instance, leaseSeconds, type World } from './world';

const leaseMs = leaseSeconds * 1000;
/** How long a server is away, ms. */
const awayMs = 10_000;
const slowMs = 5000;
/** Longer than a model may be silent before it is given up (30 s), ms. */
const hungMs = 35_000;

/** What is left to do once it has been seen that the runs go on. */
type Mend = () => Promise<void>;

/** Does it to the world or to one instance of it; resolves when nothing keeps the runs from going on any more. */
export type Fault = (world: World, victim: Instance) => Promise<Mend>;

const nothing: Mend = async () => {};

/** By name, in the order of the table. */
export const faults = {
  /** kill −9 of an instance with its drivers and viewers. */
  kill: async (_, victim) => {
    await victim.kill();
    return () => victim.start();
  },
  /** kill −9 of an instance that only serves viewers (see `round`). */
  viewer: async (_, victim) => {
    await victim.kill();
    return () => victim.start();
  },
  /** SIGTERM, as a deployment sends it. */
  term: async (_, victim) => {
    await victim.end();
    return () => victim.start();
  },
  /** Stopped past its leases, then it wakes up and believes to drive still. */
  pause: async (_, victim) => {
    victim.signal('SIGSTOP');
    return async () => {
      await wait(leaseMs + 2000);
      victim.signal('SIGCONT');
    };
  },
  /** Redis is gone, and comes back empty. */
  redis: async ({ redis }) => {
    await redis.stop();
    await wait(awayMs);
    await redis.start();
    return nothing;
  },
  /** Whatever stands open to Redis hears nothing more, and nobody is told. */
  deaf: async ({ gates }) => {
    gates.redis.mute();
    return nothing;
  },
  database: async (world) => {
    await world.restartDatabase();
    return nothing;
  },
  /** Every word to and from the database takes 200 ms longer. */
  slow: async ({ gates }) => {
    gates.database.delay(200);
    await wait(slowMs);
    gates.database.delay(0);
    return nothing;
  },
  /** Others take every connection of the database that is free. */
  full: async (world) => {
    const crowd = world.crowd();
    const taken = await Promise.allSettled(Array.from({ length: 120 }, () => crowd.connect()));
    await wait(slowMs);
    for (const one of taken) if (one.status === 'fulfilled') one.value.release(true);
    await crowd.end();
    return nothing;
  },
  /** The model answers nobody for a while. */
  model: async ({ gates }) => {
    gates.model.hold(true);
    await wait(slowMs);
    gates.model.hold(false);
    return nothing;
  },
  /** The model answers nobody for so long that every call of it fails. */
  hang: async ({ gates }) => {
    gates.model.hold(true);
    await wait(hungMs);
    gates.model.hold(false);
    return nothing;
  },
  /** Locks and leases are lost while their drivers live: others are given the same runs. */
  twice: async ({ pool, redis }) => {
    await flush(redis.url);
    await pool.query("update runs set lease_until = now() - interval '1 second' where status <> 'finished'");
    return nothing;
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

function flush(url: string): Promise<void> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
    socket
      .once('data', () => socket.end())
      .once('close', () => resolve())
      .once('error', reject);
  });
}
