import { modelKey } from '../council/budget';
import type { Price, Usage } from '../council/events';
import type { ModelRef } from '../council/team.schema';
import type { Env } from '../env';

/** The month of the list prices below. Newer models are unknown until they stand here or in `XIO_PRICES`. */
export const pricesAsOf = '2025-12';

/** USD per million tokens, [input, output]. A dated, `latest` or `preview` name costs what its model costs. */
const table: Record<string, readonly [number, number]> = {
  'gpt-5.2': [1.75, 14],
  'gpt-5.1': [1.25, 10],
  'gpt-5-pro': [15, 120],
  'gpt-5': [1.25, 10],
  'gpt-5-mini': [0.25, 2],
  'gpt-5-nano': [0.05, 0.4],
  'gpt-4.1': [2, 8],
  'gpt-4.1-mini': [0.4, 1.6],
  'gpt-4.1-nano': [0.1, 0.4],
  'gpt-4o': [2.5, 10],
  'gpt-4o-mini': [0.15, 0.6],
  o3: [2, 8],
  'o3-mini': [1.1, 4.4],
  'o4-mini': [1.1, 4.4],
  'claude-opus-4.5': [5, 25],
  'claude-opus-4.1': [15, 75],
  'claude-opus-4': [15, 75],
  'claude-sonnet-4.5': [3, 15],
  'claude-sonnet-4': [3, 15],
  'claude-haiku-4.5': [1, 5],
  'claude-3.7-sonnet': [3, 15],
  'claude-3.5-haiku': [0.8, 4],
  'gemini-3-pro': [2, 12],
  'gemini-2.5-pro': [1.25, 10],
  'gemini-2.5-flash': [0.3, 2.5],
  'gemini-2.5-flash-lite': [0.1, 0.4],
  'gemini-2.0-flash': [0.1, 0.4],
};

/** What may follow a model's name without making it another model. */
const edition = /^(-(\d{3}|\d{8}|\d{4}-\d\d-\d\d|latest|chat-latest|(preview|exp)(-[\w-]+)?))?$/;

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
  const start = Object.keys(table).find((one) => name.startsWith(dashed(one)) && edition.test(name.slice(one.length)));
  const row = start === undefined ? undefined : table[start];
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
