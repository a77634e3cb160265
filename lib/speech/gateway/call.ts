import type { JSONSchema7 } from 'ai';
import type { Purpose } from '../../council/answers.schema';
import { answerCeiling, modelKey } from '../../council/budget';
import type { ModelRef } from '../../council/team.schema';
import type { Clock } from '../../ports/clock';
import { classify, failure, refusesSchema } from './failures';
import { answerJsonSchema } from './json-schema';
import type { Model } from './models';
import type { Prompt } from './prompt';

const firstChunkMs = 30_000;
/** Far above any answer, in UTF-16 units: a server that never ends is cut here. */
const longestAnswer = 200_000;
/** Tokens of a plain sentence, with what a model thinks before it. */
const sentenceCeiling = 2_000;
/** Those that can be told to think briefly: a turn is short, and people wait for its first word. */
const thinks = /^(openai:|google:gemini-(2\.5|[3-9]))/;

export interface Tokens {
  input: number;
  output: number;
  known: boolean;
}

export interface Called {
  raw: string;
  finish: string;
  tokens: Tokens;
}

/** What an answer must look like, and how long it may be. */
export interface Form {
  name: string;
  schema: JSONSchema7;
  maxTokens: number;
}

export const formOf = (purpose: Purpose): Form => ({
  name: purpose,
  schema: answerJsonSchema(purpose),
  maxTokens: answerCeiling(purpose),
});

export interface Call {
  model: Model;
  ref: ModelRef;
  /** Null: no structure, a sentence in plain words. */
  form: Form | null;
  prompt: Prompt;
  onChunk(chunk: string): void;
  /** How long its first word may take, ms; default 30 s, for people wait for it. */
  firstMs?: number;
}

/**
 * One streamed call, straight on the provider: the SDK's own stream helpers parse the growing JSON again at every
 * chunk and retry by rules of their own.
 * @throws SpeechFailure, also when no chunk came in time; rethrows the signal's reason when aborted.
 */
export async function callModel(call: Call, clock: Clock, signal: AbortSignal): Promise<Called> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop.abort(failure('model.timeout', call.ref)), call.firstMs ?? firstChunkMs);
  try {
    return await read(call, stop.signal, timer);
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw refusesSchema(error) ? error : classify(error, call.ref, clock.now());
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

async function read(
  { model, ref, form, prompt, onChunk }: Call,
  signal: AbortSignal,
  timer: NodeJS.Timeout,
): Promise<Called> {
  const { stream } = await model.doStream({
    prompt: [
      { role: 'system', content: prompt.system },
      ...prompt.messages.map(({ role, content }) => ({ role, content: [{ type: 'text' as const, text: content }] })),
    ],
    ...(form
      ? { responseFormat: { type: 'json', schema: form.schema, name: form.name }, maxOutputTokens: form.maxTokens }
      : { maxOutputTokens: sentenceCeiling }),
    ...(thinks.test(modelKey(ref)) && { reasoning: 'low' }),
    abortSignal: signal,
    // What councils say is not kept at the provider.
    ...(ref.provider === 'openai' && { providerOptions: { openai: { store: false } } }),
  });
  const reader = stream.getReader();
  const cancel = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  const chunks: string[] = [];
  let size = 0;
  let finish = 'error';
  let tokens: { input: number | undefined; output: number | undefined } = { input: undefined, output: undefined };
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { value } = part;
      if (value.type === 'text-delta') {
        size += value.delta.length;
        if (size > longestAnswer) throw failure('model.bad_request', ref);
        chunks.push(value.delta);
        onChunk(value.delta);
      } else if (value.type === 'error') throw value.error;
      else if (value.type === 'finish') {
        finish = value.finishReason.unified;
        tokens = { input: value.usage.inputTokens.total, output: value.usage.outputTokens.total };
      }
      if (value.type !== 'stream-start' && value.type !== 'response-metadata') clearTimeout(timer);
    }
    signal.throwIfAborted();
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  const raw = chunks.join('');
  return { raw, finish, tokens: count(tokens, prompt, raw) };
}

/** What the provider reported, else four characters a token. */
function count(told: { input: number | undefined; output: number | undefined }, prompt: Prompt, raw: string): Tokens {
  if (told.input !== undefined && told.output !== undefined)
    return { input: told.input, output: told.output, known: true };
  const asked = prompt.system + prompt.messages.map((one) => one.content).join('');
  return { input: Math.ceil(asked.length / 4), output: Math.ceil(raw.length / 4), known: false };
}
