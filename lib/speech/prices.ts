import { modelKey } from '../council/budget';
import type { Price, Usage } from '../council/events';
import type { ModelRef } from '../council/team.schema';
import type { Env } from '../env';

/** The day the table was last compared with the providers' price lists. */
export const pricesAsOf = '2026-11-01';

/** USD per million tokens, [input, output]. The longest key that starts a model's name wins. */
const table: Record<string, readonly [number, number]> = {
  'gpt-5-nano': [0.05, 0.4],
  'gpt-5-mini': [0.25, 2],
  'gpt-5-pro': [15, 120],
  'gpt-5': [1.25, 10],
  'gpt-4.1-nano': [0.1, 0.4],
  'gpt-4.1-mini': [0.4, 1.6],
  'gpt-4.1': [2, 8],
  'gpt-4o-mini': [0.15, 0.6],
  'gpt-4o': [2.5, 10],
  'o4-mini': [1.1, 4.4],
  'o3-mini': [1.1, 4.4],
  'o3-pro': [20, 80],
  o3: [2, 8],
  'claude-opus-4-5': [5, 25],
  'claude-opus-4': [15, 75],
  'claude-sonnet-4': [3, 15],
  'claude-haiku-4': [1, 5],
  'claude-3-5-haiku': [0.8, 4],
  'claude-3-7-sonnet': [3, 15],
  'gemini-3-pro': [2, 12],
  'gemini-2.5-pro': [1.25, 10],
  'gemini-2.5-flash-lite': [0.1, 0.4],
  'gemini-2.5-flash': [0.3, 2.5],
  'gemini-2.0-flash': [0.1, 0.4],
};

type Prices = Pick<Env, 'XIO_PRICES'>;

/**
 * Price of a model, in micro-USD per million tokens. `XIO_PRICES` goes before the built-in table. Unknown and
 * self-hosted models cost 0, with `known` false.
 */
export function findPrice(model: ModelRef, env: Prices): Price & { known: boolean } {
  if (model.provider === 'playbook') return { input: 0, output: 0, known: true };
  const own = env.XIO_PRICES?.[modelKey(model)];
  if (own) return { ...own, known: true };
  if (model.provider === 'compatible') return { input: 0, output: 0, known: false };
  const name = dashed(model.provider === 'gateway' ? model.name.replace(/^[^/]+\//, '') : model.name);
  const [, row] =
    Object.entries(table)
      .filter(([start]) => name.startsWith(dashed(start)))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  return row ? { input: micro(row[0]), output: micro(row[1]), known: true } : { input: 0, output: 0, known: false };
}

/** Micro-USD per million tokens. */
export function priceOf(model: ModelRef, env: Prices): Price {
  const { input, output } = findPrice(model, env);
  return { input, output };
}

/** Micro-USD of so many tokens, rounded up, so that a budget is never overrun by rounding. */
export function costOf(price: Price, usage: Pick<Usage, 'inputTokens' | 'outputTokens'>): number {
  return Math.ceil((usage.inputTokens * price.input + usage.outputTokens * price.output) / 1_000_000);
}

const micro = (usd: number): number => Math.round(usd * 1_000_000);
const dashed = (name: string): string => name.replaceAll('.', '-');
