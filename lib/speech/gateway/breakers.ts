import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import type { ModelRef } from '../../council/team.schema';
import { SpeechFailure } from '../../ports/speech';
import { breakerChanged } from '../../telemetry/metrics';
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
  const known = globalThis.xioBreakers;
  const tell = (opened: boolean) => breakerChanged(model.provider, openOf(known, model.provider), opened);
  const fresh = !known.has(key);
  const breaker = recall(known, key, most, () => create(tell));
  if (fresh) tell(false); // also when an open one was dropped for it
  try {
    return await breaker.execute(call);
  } catch (error) {
    if (error instanceof BrokenCircuitError) throw failure('model.breaker_open', model, { retryAfterMs: coolMs });
    throw error;
  }
}

/** How many ways to a provider are known to be down. */
const openOf = (known: Map<string, CircuitBreakerPolicy>, provider: string): number =>
  [...known].filter(([key, { state }]) => key.startsWith(`${provider} `) && state === CircuitState.Open).length;

function create(tell: (opened: boolean) => void): CircuitBreakerPolicy {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof SpeechFailure && trouble.has(error.reason.code)),
    { halfOpenAfter: coolMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  );
  breaker.onBreak(() => tell(true));
  breaker.onReset(() => tell(false));
  return breaker;
}
