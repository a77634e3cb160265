import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import type { ModelRef } from '../../council/team.schema';
import { SpeechFailure } from '../../ports/speech';
import { failure } from './failures';
import { recall } from './recall';

const failuresInARow = 8;
const coolMs = 10_000;
/** Ways to models that are watched at once; the one unused longest is forgotten. */
const most = 500;
const trouble = new Set(['model.unavailable', 'model.connection', 'model.timeout']);

declare global {
  // The server's bundles share `globalThis` only.
  var xioBreakers: Map<string, CircuitBreakerPolicy> | undefined;
}

/**
 * Runs a call unless its provider is known to be down: after 8 troubles in a row it is left alone for 10 s. `way` is
 * the provider's address, or the organisation's connection to it.
 * @throws SpeechFailure `model.breaker_open`, or what the call throws.
 */
export async function guarded<T>(model: ModelRef, way: string, call: () => Promise<T>): Promise<T> {
  globalThis.xioBreakers ??= new Map();
  const key = `${model.provider} ${way}`;
  const breaker = recall(globalThis.xioBreakers, key, most, create);
  try {
    return await breaker.execute(call);
  } catch (error) {
    if (error instanceof BrokenCircuitError) throw failure('model.breaker_open', model, { retryAfterMs: coolMs });
    throw error;
  }
}

const create = () =>
  circuitBreaker(
    handleWhen((error) => error instanceof SpeechFailure && trouble.has(error.reason.code)),
    { halfOpenAfter: coolMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  );
