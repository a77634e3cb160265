import type { Price, Usage } from '@/lib/council/events';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Part } from '@/lib/minutes/parts';
import type { Settled } from '@/lib/minutes/settle-part';
import type { Clock } from '@/lib/ports/clock';
import { type Connection, chargeOf, type Speech, SpeechFailure } from '@/lib/ports/speech';

/** What reading one part came to, and what it cost. */
export interface ReadPart {
  read: (Settled & { title?: string }) | { answer: null; why: string };
  usage: Usage;
}

/** What calls may come to. */
export interface Cost {
  tokens: number;
  microUsd: number;
}

/** Whom to ask, and where what was paid for is kept. */
export interface ModelReading {
  model: ModelRef;
  speech: Pick<Speech, 'readPart' | 'sumUp'>;
  clock: Pick<Clock, 'wait'>;
  /** The way to the model now. @throws SpeechFailure */
  way(): Promise<Connection | null>;
  price: Price;
  /** Parts that were read before, by their number. */
  known: ReadonlyMap<number, ReadPart>;
  /** Why it is asked nothing any more: a code; rules read what is not known. Null where it is asked. */
  ended: string | null;
  /** Called once for each part, right after it was read. */
  keep(n: number, read: ReadPart): Promise<void>;
  /** Why no calls that come to so much may be made now: a code; null where they may. */
  forbids(next: Cost): Promise<string | null>;
  onProgress(done: number, of: number): Promise<void>;
  /** Longest time of one call, ms. */
  deadlineMs?: number;
}

const longestCallMs = 180_000;
const longestWaitMs = 60_000;
/** Failures after which the same call may succeed; the gateway has tried the shorter waits already. */
const passing = new Set(['model.rate_limited', 'model.breaker_open', 'model.unavailable', 'model.connection']);

const nothing: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };
export const sum = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  microUsd: a.microUsd + b.microUsd,
  known: a.known && b.known,
});

type Base = Pick<Parameters<Speech['readPart']>[0], 'model' | 'connection' | 'deadlineMs'>;
type Tried<T> = { said: T; usage: Usage } | { said: null; why: string; usage: Usage };

/** One call, and once more where waiting may help. What was sent and never answered may be charged by its provider, and counts. */
export async function trying<T>(
  { model, way, clock, price, deadlineMs = longestCallMs }: ModelReading,
  size: number,
  signal: AbortSignal,
  call: (base: Base) => Promise<{ said: T; usage: Usage }>,
): Promise<Tried<T>> {
  let usage = nothing;
  for (let tries = 0; ; tries += 1) {
    try {
      const { said, usage: paid } = await call({ model, connection: await way(), deadlineMs });
      return { said, usage: sum(usage, paid) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SpeechFailure)) throw error;
      const { code } = error.reason;
      usage = sum(usage, chargeOf(error, unanswered(size, price)));
      const wait = error.retryAfterMs ?? 2_000;
      if (tries > 0 || !passing.has(code) || wait > longestWaitMs) return { said: null, why: code, usage };
      await clock.wait(wait, signal);
      signal.throwIfAborted();
    }
  }
}

/** Characters of instructions around what is read, and of a token; tokens of an answer. */
const [instructions, perToken, answerTokens] = [4_000, 3, 2_500];
export const sizeOf = ({ pieces }: Part): number => pieces.reduce((all, { text }) => all + text.length + 20, 0);
const costOf = (price: Price, input: number, output: number): number =>
  Math.ceil((input * price.input + output * price.output) / 1_000_000);

/** What reading so many characters may come to. */
export function expected(size: number, price: Price): Cost {
  const input = Math.ceil((size + instructions) / perToken);
  return { tokens: input + answerTokens, microUsd: costOf(price, input, answerTokens) };
}

export const more = (a: Cost, b: Cost): Cost => ({ tokens: a.tokens + b.tokens, microUsd: a.microUsd + b.microUsd });

function unanswered(size: number, price: Price): Usage {
  const inputTokens = Math.ceil((size + instructions) / perToken);
  return { inputTokens, outputTokens: 0, microUsd: costOf(price, inputTokens, 0), known: false };
}
