import { modelKey } from '../../council/budget';
import type { Price, Usage } from '../../council/events';
import type { ModelRef } from '../../council/team.schema';
import { mayReachPrivate } from '../../net/addresses';
import { createGuardedFetch } from '../../net/guarded-fetch';
import type { Clock } from '../../ports/clock';
import { type Connection, type Speech, SpeechFailure, type SpeechRequest, type SpeechResult } from '../../ports/speech';
import type { Logger } from '../../telemetry/log';
import { costOf, findPrice, priceOf } from '../prices';
import { guarded } from './breakers';
import type { Call, Called, Tokens } from './call';
import { classify, failure, refusesSchema } from './failures';
import { measured } from './measured';
import { checkModel, deploymentWay, type Model, type ModelEnv, openModel } from './models';
import { prepare } from './prepare';
import { buildPrompt } from './prompt';
import { recall } from './recall';
import { takeSample } from './sample';
import { readPart, sumUp } from './scribe';
import { understand, type Voice } from './understand';

const retriesHere = 2;
/** A longer wait belongs to the driver, which shows it and can be paused. */
const longestWaitMs = 5_000;

/** Models that are open at once; the one unused longest is closed. */
const mostOpen = 200;

type Asked = Pick<SpeechRequest, 'model' | 'connection'>;
type Ask = Omit<Call, 'model' | 'ref'>;

/** Of one organisation alone, and of its connection as it stands. */
const wayOf = ({ id, version }: Connection) => `${id} ${version}`;
const keyOf = ({ model, connection }: Asked) => `${connection ? wayOf(connection) : ''} ${modelKey(model)}`;

/**
 * Speech by real models. A call that said nothing yet is retried here at most twice; everything else is a
 * `SpeechFailure` and the driver's to retry as a new attempt.
 */
export function createGateway(env: ModelEnv, clock: Clock, logger: Logger): Speech {
  const open = new Map<string, Promise<Model>>();
  const withoutSchema = new Map<string, true>();
  const guardedFetch = createGuardedFetch(mayReachPrivate(env));

  /** A changed connection's former key is not kept. */
  const forgetOlder = (connection: Connection) => {
    for (const key of open.keys()) {
      if (key.startsWith(`${connection.id} `) && !key.startsWith(`${wayOf(connection)} `)) open.delete(key);
    }
  };

  const modelOf = ({ model, connection }: Asked, schema: boolean): Promise<Model> => {
    const way = connection
      ? { apiKey: connection.apiKey ?? undefined, url: connection.url ?? undefined, fetch: guardedFetch }
      : deploymentWay(env, model);
    return recall(open, `${keyOf({ model, connection })} ${schema}`, mostOpen, () => {
      if (connection) forgetOlder(connection);
      return openModel(way, model, schema);
    });
  };

  const once = async (asked: Asked, call: Ask, signal: AbortSignal): Promise<Called> => {
    const { model: ref, connection } = asked;
    const schema = !withoutSchema.has(keyOf(asked));
    const run = async () => measured({ ...call, ref, model: await modelOf(asked, schema) }, clock, signal);
    try {
      return await guarded(ref, connection ? wayOf(connection) : (env.XIO_COMPATIBLE_URL ?? ''), run);
    } catch (error) {
      if (!refusesSchema(error)) throw error;
      if (!schema) throw classify(error, ref, clock.now());
      recall(withoutSchema, keyOf(asked), mostOpen, () => true);
      return once(asked, call, signal);
    }
  };

  const patient = async (
    asked: Asked,
    told: Record<string, unknown>,
    call: Ask,
    silent: () => boolean,
    endsAt: number,
    signal: AbortSignal,
  ) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await once(asked, call, signal);
      } catch (error) {
        if (!(error instanceof SpeechFailure)) throw error;
        logger.warn({ ...told, ...error.reason.args, code: error.reason.code }, 'A model call failed');
        const wait = error.retryAfterMs ?? 250 * 2 ** tries * (0.5 + Math.random());
        const hopeless = !error.retryable || error.reason.code === 'model.breaker_open' || !silent();
        if (hopeless || tries >= retriesHere || wait > longestWaitMs || clock.now() + wait >= endsAt) throw error;
        await clock.wait(wait, signal);
        signal.throwIfAborted();
      }
    }
  };

  return {
    offer(model, connection) {
      const checked = connection ? { ok: true as const } : checkModel(env, model);
      if (!checked.ok) return checked;
      const { known, ...price } = connection?.price ? { ...connection.price, known: true } : findPrice(model, env);
      return { ok: true, price, priced: known };
    },

    speak: (request, onDelta, signal) =>
      timed(request, signal, async (stop, endsAt) => {
        const { model, turn, attempt, state } = request;
        const { answer, marks, usage } = await understand(request, onDelta, {
          prompt: buildPrompt(request),
          speak: (call, silent) => patient(request, { turn, attempt }, call, silent, endsAt, stop),
          repair: (call) => once(request, call, stop),
          price: (tokens) => usageOf(state.prices[modelKey(model)] ?? priceOf(model, env), tokens),
        });
        return { answer, marks, model, usage } satisfies SpeechResult;
      }),

    prepare: (request, onDelta, signal) =>
      timed(request, signal, (stop, endsAt) =>
        prepare(request, onDelta, {
          speak: (call, silent) => patient(request, { prepare: true }, call, silent, endsAt, stop),
          repair: (call) => once(request, call, stop),
          price: (tokens) => usageOf(request.connection?.price ?? priceOf(request.model, env), tokens),
        }),
      ),

    readPart: (request, signal) =>
      timed(request, signal, (stop, endsAt) => readPart(request, scribe(request, endsAt, stop))),

    sumUp: (request, signal) => timed(request, signal, (stop, endsAt) => sumUp(request, scribe(request, endsAt, stop))),

    sample: (request, onDelta, signal) =>
      takeSample(request, onDelta, signal, { ask: (call, until) => once(request, call, until), clock, env }),
  };

  /** Nobody hears a scribe speak: a call that failed is made again from its beginning, and its first word may take long. */
  function scribe(request: Asked & { deadlineMs: number }, endsAt: number, signal: AbortSignal): Omit<Voice, 'prompt'> {
    const slowly = (call: Ask): Ask => ({ ...call, firstMs: request.deadlineMs / 2 });
    return {
      speak: (call) => patient(request, { minutes: true }, slowly(call), () => true, endsAt, signal),
      repair: (call) => once(request, slowly(call), signal),
      price: (tokens) => usageOf(request.connection?.price ?? priceOf(request.model, env), tokens),
    };
  }

  /** Ends before the caller's own patience does, so that what was heard can still become an answer. */
  async function timed<T>(
    { model, deadlineMs }: { model: ModelRef; deadlineMs: number },
    signal: AbortSignal,
    work: (stop: AbortSignal, endsAt: number) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const stop = new AbortController();
    const onAbort = () => stop.abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const budgetMs = deadlineMs * 0.95;
    const timer = setTimeout(() => stop.abort(failure('model.timeout', model)), budgetMs);
    try {
      const result = await work(stop.signal, clock.now() + budgetMs);
      signal.throwIfAborted();
      return result;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  function usageOf(price: Price, all: Tokens[]): Usage {
    const inputTokens = all.reduce((sum, one) => sum + one.input, 0);
    const outputTokens = all.reduce((sum, one) => sum + one.output, 0);
    const microUsd = costOf(price, { inputTokens, outputTokens });
    return { inputTokens, outputTokens, microUsd, known: all.every((one) => one.known) };
  }
}
