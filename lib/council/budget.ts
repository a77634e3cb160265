import type { Purpose } from './answers.schema';
import type { RunState } from './run';
import type { ModelRef } from './team.schema';
import { activeMs } from './timeboxes';

/** Tokens that a prompt may hold, and those of the one repair that a broken answer gets. */
export const promptTokens = 6000;
const repairPromptTokens = 5000;
/** Tokens that an answer is expected to take. */
export const answerTokens: Record<Purpose, number> = {
  frame: 1200,
  draft: 2500,
  pool: 1000,
  review: 2000,
  discuss: 2000,
  premortem: 1500,
  ballot: 600,
  follow_up: 2000,
  record: 3500,
  tasks: 2500,
  close: 800,
  select: 300,
};
/** Kept back for record, tasks and close, with a retry for the first two. */
const closingPurposes: readonly Purpose[] = ['record', 'tasks', 'close'];
const closingAttempts = 5;
const longestCallMs = 120_000;
/** No call is made with less time than this. */
export const shortestCallMs = 2_000;

/** Tokens that an answer may take at most: models that think need more room than what they say. */
export const answerCeiling = (purpose: Purpose): number => Math.max(3000, 3 * answerTokens[purpose]);

export const modelKey = (model: ModelRef): string => `${model.provider}:${model.name}`;
const isScripted = (model: ModelRef) => model.provider === 'playbook';

/** What a call and its one repair are booked at before it is made: the most they can take. A scripted seat costs nothing. */
export function reservationFor(
  state: RunState,
  model: ModelRef,
  purpose: Purpose,
): { tokens: number; microUsd: number } {
  if (isScripted(model)) return { tokens: 0, microUsd: 0 };
  return priced(state, model, promptTokens + repairPromptTokens, 2 * answerCeiling(purpose));
}

/** What a call is expected to take: a full prompt, and an answer that needs no repair. */
export function expectedFor(state: RunState, model: ModelRef, purpose: Purpose): { tokens: number; microUsd: number } {
  return isScripted(model) ? { tokens: 0, microUsd: 0 } : priced(state, model, promptTokens, answerTokens[purpose]);
}

function priced({ prices }: RunState, model: ModelRef, prompt: number, answer: number) {
  const price = prices[modelKey(model)] ?? { input: 0, output: 0 };
  return {
    tokens: prompt + answer,
    microUsd: Math.ceil((prompt * price.input + answer * price.output) / 1_000_000),
  };
}

export interface Ceilings {
  attempts: number;
  tokens: number;
  microUsd: number;
  activeMs: number;
}

export function limitsOf(state: RunState): Ceilings {
  const { turns, tokens, money, active_minutes } = state.team.limits;
  const minutes = Math.min(active_minutes, state.agenda.timebox_minutes);
  return { attempts: turns, tokens, microUsd: money, activeMs: minutes * 60_000 + state.extendedMs };
}

/** What is kept back so that a run that ran out still ends with its log. */
export function reserveOf(state: RunState): Ceilings {
  const limits = limitsOf(state);
  const booked = closingPurposes.map((purpose) => {
    const role = purpose === 'record' ? 'scribe' : purpose === 'tasks' ? 'integrator' : 'moderator';
    const seat = state.team.seats.find((one) => one.role === role);
    return seat ? reservationFor(state, seat.model, purpose) : { tokens: 0, microUsd: 0 };
  });
  const sum = (pick: (one: { tokens: number; microUsd: number }) => number) =>
    booked.reduce((total, one) => total + pick(one), 0);
  return {
    attempts: closingAttempts,
    tokens: Math.min(
      sum((one) => one.tokens),
      limits.tokens / 2,
    ),
    microUsd: Math.min(
      sum((one) => one.microUsd),
      limits.microUsd / 2,
    ),
    activeMs: Math.min(150_000, limits.activeMs * 0.2),
  };
}

/** Used plus reserved by open attempts. */
export function spent(state: RunState, now: number): Ceilings {
  const open = state.turns.filter((turn) => turn.status === 'open');
  return {
    attempts: state.used.attempts,
    tokens: state.used.tokens + open.reduce((total, turn) => total + turn.reserved.tokens, 0),
    microUsd: state.used.microUsd + open.reduce((total, turn) => total + turn.reserved.microUsd, 0),
    activeMs: activeMs(state, now),
  };
}

const resources = ['attempts', 'activeMs', 'microUsd', 'tokens'] as const;
export type Resource = (typeof resources)[number];

/**
 * The first resource that a call would overdraw, or null when it fits. Calls of the closing phases may use the reserve.
 * `ahead`: attempts, tokens and money of calls that are about to be made in the same move.
 */
export function overdrawn(
  state: RunState,
  now: number,
  closing: boolean,
  call: { tokens: number; microUsd: number },
  ahead: { attempts: number; tokens: number; microUsd: number } = { attempts: 0, tokens: 0, microUsd: 0 },
): Resource | null {
  const limits = limitsOf(state);
  const reserve = closing ? { attempts: 0, tokens: 0, microUsd: 0, activeMs: 0 } : reserveOf(state);
  const used = spent(state, now);
  const need: Ceilings = {
    attempts: ahead.attempts + 1,
    tokens: ahead.tokens + call.tokens,
    microUsd: ahead.microUsd + call.microUsd,
    activeMs: shortestCallMs,
  };
  return resources.find((key) => used[key] + need[key] > limits[key] - reserve[key]) ?? null;
}

/** Longest time a call may take, ms: never past the ceiling, and past the reserve only when closing. */
export function deadlineFor(state: RunState, now: number, closing: boolean): number {
  const left = limitsOf(state).activeMs - activeMs(state, now);
  const mine = closing ? left * 0.6 : left - reserveOf(state).activeMs;
  return Math.round(Math.min(longestCallMs, Math.max(shortestCallMs, mine)));
}
