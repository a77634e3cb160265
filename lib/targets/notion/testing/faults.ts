import type { Endpoint } from './schemas';

/** What goes wrong with one call. `effect`: what was asked has been done all the same. */
export type Fault =
  | {
      kind: 'answer';
      status: 401 | 403 | 404 | 409 | 429 | 500 | 502 | 503 | 504 | 529;
      retryAfterSeconds?: number;
      effect?: boolean;
    }
  /** No answer ever comes. */
  | { kind: 'timeout'; effect: boolean }
  /** The connection breaks: in the middle of the answer where there was an effect. */
  | { kind: 'drop'; effect: boolean }
  /** The answer is right, and late. */
  | { kind: 'slow'; ms: number };

/** What may pass when it is tried again: the same call, or after a look. */
export const passing: readonly Fault[] = [
  { kind: 'answer', status: 409 },
  { kind: 'answer', status: 429, retryAfterSeconds: 2 },
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 500, effect: true },
  { kind: 'answer', status: 502 },
  { kind: 'answer', status: 502, effect: true },
  { kind: 'answer', status: 503 },
  { kind: 'answer', status: 504, effect: true },
  { kind: 'answer', status: 529 },
  { kind: 'timeout', effect: false },
  { kind: 'timeout', effect: true },
  { kind: 'drop', effect: false },
  { kind: 'drop', effect: true },
  { kind: 'slow', ms: 20_000 },
];

export interface Faults {
  /** The `nth` call from now on (1: the next), of that endpoint or of any; `times` in a row. */
  on(endpoint: Endpoint | 'any', fault: Fault, when?: { nth?: number; times?: number }): void;
  /** Every call fails with the probability `rate`, never one endpoint more than `mostInARow` times in a row. */
  random(options: { seed: number; rate: number; mostInARow?: number; of?: readonly Fault[] }): void;
  /** Nothing goes wrong any more. */
  clear(): void;
  take(endpoint: Endpoint): Fault | null;
}

/** Mulberry32: the same dice for the same seed. */
export function dice(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function makeFaults(): Faults {
  let planned: { endpoint: Endpoint | 'any'; fault: Fault; skip: number; left: number }[] = [];
  let roll: ((endpoint: Endpoint) => Fault | null) | null = null;

  return {
    on: (endpoint, fault, { nth = 1, times = 1 } = {}) => {
      planned.push({ endpoint, fault, skip: nth - 1, left: times });
    },
    random: ({ seed, rate, mostInARow = 2, of = passing }) => {
      const next = dice(seed);
      const inARow = new Map<Endpoint, number>();
      roll = (endpoint) => {
        const before = inARow.get(endpoint) ?? 0;
        const fails = next() < rate && before < mostInARow;
        inARow.set(endpoint, fails ? before + 1 : 0);
        return fails ? (of[Math.floor(next() * of.length)] ?? null) : null;
      };
    },
    clear: () => {
      planned = [];
      roll = null;
    },
    take: (endpoint) => {
      for (const plan of planned.filter((one) => one.endpoint === 'any' || one.endpoint === endpoint)) {
        if (plan.skip > 0) {
          plan.skip -= 1;
          continue;
        }
        plan.left -= 1;
        if (plan.left <= 0) planned = planned.filter((one) => one !== plan);
        return plan.fault;
      }
      return roll?.(endpoint) ?? null;
    },
  };
}
