import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';

/** What leases and signals need of a Redis, whichever way it is reached. Every call rejects within its deadline. */
export interface Redis {
  /** Runs a Lua script on one key. */
  run(script: string, key: string, args: string[]): Promise<unknown>;
  publish(channel: string, message: string): Promise<void>;
  /** Hears a channel until the returned function is called, or until `onEnd`, once, when it ended by itself. */
  subscribe(channel: string, onMessage: (message: string) => void, onEnd: () => void): Promise<() => void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

const failuresInARow = 3;
const coolMs = 1000;

/** Everything of one run lies in one slot of a cluster. */
export const nameOf = (runId: string, what: 'lease' | 'signal') => `xio:{run:${runId}}:${what}`;

/**
 * Leaves a Redis alone for a second after three failures in a row, so that nobody waits for a dead one. `onChange` is
 * told each time the breaker opens, and when calls go through again.
 */
export function withBreaker(redis: Redis, onChange: (open: boolean) => void = () => {}): Redis {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: coolMs, breaker: new ConsecutiveBreaker(failuresInARow) });
  breaker.onBreak(() => onChange(true));
  breaker.onReset(() => onChange(false));
  return {
    ...redis,
    run: (...args) => breaker.execute(() => redis.run(...args)),
    publish: (...args) => breaker.execute(() => redis.publish(...args)),
  };
}

/** @throws Error after `ms`; what is late is forgotten. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Redis did not answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
