import { modelKey } from '../../council/budget';
import type { Price, Usage } from '../../council/events';
import type { ModelRef } from '../../council/team.schema';
import type { Clock } from '../../ports/clock';
import { type Speech, SpeechFailure, type SpeechResult } from '../../ports/speech';
import type { Logger } from '../../telemetry/log';
import { costOf, priceOf } from '../prices';
import { guarded } from './breakers';
import { type Call, type Called, callModel, type Tokens } from './call';
import { classify, failure, refusesSchema } from './failures';
import { checkModel, type Model, type ModelEnv, openModel } from './models';
import { prepare } from './prepare';
import { buildPrompt } from './prompt';
import { understand } from './understand';

const retriesHere = 2;
/** A longer wait belongs to the driver, which shows it and can be paused. */
const longestWaitMs = 5_000;

/**
 * Speech by real models. A call that said nothing yet is retried here at most twice; everything else is a
 * `SpeechFailure` and the driver's to retry as a new attempt.
 */
export function createGateway(env: ModelEnv, clock: Clock, logger: Logger): Speech {
  const open = new Map<string, Promise<Model>>();
  const withoutSchema = new Set<string>();

  const modelOf = (ref: ModelRef, schema: boolean): Promise<Model> => {
    const key = `${modelKey(ref)} ${schema}`;
    const model = open.get(key) ?? openModel(env, ref, schema);
    open.set(key, model);
    return model;
  };

  const once = async (ref: ModelRef, call: Omit<Call, 'model' | 'ref'>, signal: AbortSignal): Promise<Called> => {
    const schema = !withoutSchema.has(modelKey(ref));
    const run = async () => callModel({ ...call, ref, model: await modelOf(ref, schema) }, clock, signal);
    try {
      return await guarded(ref, env.XIO_COMPATIBLE_URL ?? '', run);
    } catch (error) {
      if (!refusesSchema(error)) throw error;
      if (!schema) throw classify(error, ref, clock.now());
      withoutSchema.add(modelKey(ref));
      return once(ref, call, signal);
    }
  };

  const patient = async (
    ref: ModelRef,
    told: Record<string, unknown>,
    call: Omit<Call, 'model' | 'ref'>,
    silent: () => boolean,
    endsAt: number,
    signal: AbortSignal,
  ) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await once(ref, call, signal);
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
    offer(model) {
      const checked = checkModel(env, model);
      return checked.ok ? { ok: true, price: priceOf(model, env) } : checked;
    },

    speak: (request, onDelta, signal) =>
      timed(request, signal, async (stop, endsAt) => {
        const { model, turn, attempt, state } = request;
        const { answer, marks, usage } = await understand(request, onDelta, {
          prompt: buildPrompt(request),
          speak: (call, silent) => patient(model, { turn, attempt }, call, silent, endsAt, stop),
          repair: (call) => once(model, call, stop),
          price: (tokens) => usageOf(state.prices[modelKey(model)] ?? priceOf(model, env), tokens),
        });
        return { answer, marks, model, usage } satisfies SpeechResult;
      }),

    prepare: (request, onDelta, signal) =>
      timed(request, signal, (stop, endsAt) =>
        prepare(request, onDelta, {
          speak: (call, silent) => patient(request.model, { prepare: true }, call, silent, endsAt, stop),
          repair: (call) => once(request.model, call, stop),
          price: (tokens) => usageOf(priceOf(request.model, env), tokens),
        }),
      ),
  };

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
