import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import type { Pool, PoolClient } from 'pg';

const usual = { failuresInARow: 5, coolMs: 1000 };
type Told = (error: Error | undefined, client?: PoolClient, release?: PoolClient['release']) => void;

/**
 * Leaves a database alone for a second after five connections in a row could not be had, so that requests fail at once
 * instead of piling up; then one tries again. `onChange` is told each time that begins and ends. What can't be had
 * rejects with a code of Node's: ECONNREFUSED while it is left alone, ETIMEDOUT where no connection came free.
 */
export function guardPool<P extends Pool>(pool: P, onChange: (open: boolean) => void, patience = usual): P {
  const { failuresInARow, coolMs } = patience;
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: coolMs, breaker: new ConsecutiveBreaker(failuresInARow) });
  breaker.onBreak(() => onChange(true));
  breaker.onReset(() => onChange(false));
  const connect = (): Promise<PoolClient> => original.call(pool);
  const original: () => Promise<PoolClient> = pool.connect;
  const guarded = () => breaker.execute(connect).catch((error: unknown) => Promise.reject(named(error)));
  // The pool's own `query` asks with a callback, everybody else for a promise.
  const either = (told?: Told) => {
    const client = guarded();
    if (!told) return client;
    return void client.then(
      (one) => told(undefined, one, one.release.bind(one)),
      (error: Error) => told(error),
    );
  };
  return Object.assign(pool, { connect: either });
}

function named(error: unknown): Error {
  const known = error instanceof Error ? error : new Error('No connection', { cause: error });
  if (error instanceof BrokenCircuitError) return Object.assign(known, { code: 'ECONNREFUSED' });
  if (/timeout exceeded when trying to connect/.test(known.message)) Object.assign(known, { code: 'ETIMEDOUT' });
  return known;
}
