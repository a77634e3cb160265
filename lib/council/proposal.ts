import { room } from './first-reading';
import { foldQuote } from './folding';
import type { Proposal, Said } from './proposal.schema';

/** Minutes of boxes fitted to a total: each keeps its share, in halves, at least a half; the longest takes the rest. */
export function fitBoxes<T extends { minutes: number }>(items: readonly T[], total: number): T[] {
  const sum = items.reduce((all, one) => all + one.minutes, 0);
  if (items.length === 0 || sum <= 0) return [...items];
  const fitted = items.map((one) => ({
    ...one,
    minutes: Math.max(0.5, Math.round((one.minutes / sum) * total * 2) / 2),
  }));
  const longest = fitted.reduce((best, one) => (one.minutes > best.minutes ? one : best));
  const rest = total - fitted.reduce((all, one) => all + one.minutes, 0);
  longest.minutes = Math.max(0.5, Math.round((longest.minutes + rest) * 100) / 100);
  return fitted;
}

/** Weights of criteria in whole per cent that add up to 100. */
export function shares(weights: readonly number[]): number[] {
  const sum = weights.reduce((all, one) => all + (one > 0 ? one : 0), 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((one) => (Math.max(0, one) / sum) * 100);
  const whole = exact.map(Math.floor);
  const order = exact.map((one, n) => [one - (whole[n] ?? 0), n] as const).sort((a, b) => b[0] - a[0]);
  const left = 100 - whole.reduce((all, one) => all + one, 0);
  for (const [, n] of order.slice(0, left)) whole[n] = (whole[n] ?? 0) + 1;
  return whole;
}

/**
 * What a moderator said, made safe to use: what it left out is the base's, facts and constraints are the author's own
 * words and all of them, seats are the team's, boxes add up to `minutes`.
 */
export function completed(
  base: Proposal,
  said: Said,
  team: { seats: readonly { id: string; role: string; name: string }[] },
  minutes: number,
): Proposal {
  const own = [...base.facts, ...base.constraints];
  const bound = new Set(said.constraints?.map(foldQuote) ?? []);
  const free = new Set(said.facts?.map(foldQuote) ?? []);
  const isBound = (one: string) =>
    bound.has(foldQuote(one)) || (base.constraints.includes(one) && !free.has(foldQuote(one)));
  const sorted = { facts: own.filter((one) => !isBound(one)), constraints: own.filter(isBound) };
  const fits = sorted.facts.length <= room.facts && sorted.constraints.length <= room.constraints;
  const { facts, constraints } = fits ? sorted : base;
  const experts = team.seats.filter((one) => one.role === 'expert');
  const seats = (said.seats ?? base.seats).flatMap((one): Proposal['seats'] => {
    const known = experts.find((seat) => seat.id === one.seat || foldQuote(seat.name) === foldQuote(one.name));
    const other = one.seat !== null && team.seats.some((seat) => seat.id === one.seat);
    return known ? [{ ...one, seat: known.id, name: known.name }] : other ? [] : [{ ...one, seat: null }];
  });
  return {
    title: said.title ?? base.title,
    question: said.question ?? base.question,
    facts,
    constraints,
    reversibility: said.reversibility ?? base.reversibility,
    criteria: weighed(said.criteria ?? base.criteria, base.criteria),
    items: fitBoxes(said.items ?? base.items, minutes),
    seats: firstOf(seats, (one) => one.seat ?? foldQuote(one.name)),
    missing: firstOf(said.missing ?? base.missing, (one) => foldQuote(one.question)),
    alternatives: firstOf(said.alternatives ?? base.alternatives, foldQuote),
  };
}

/** Different names, weights in per cent; the base's where fewer than two are left. */
function weighed(criteria: Proposal['criteria'], base: Proposal['criteria']): Proposal['criteria'] {
  const distinct = firstOf(criteria, (one) => one.name.toLowerCase());
  const used = distinct.length >= 2 ? distinct : base;
  const parts = shares(used.map((one) => one.weight));
  return used.map((one, n) => ({ ...one, weight: Math.max(1, parts[n] ?? 1) }));
}

function firstOf<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...Map.groupBy(all, key).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}
