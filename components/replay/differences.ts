import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import { sameName } from '@/lib/council/similarity';

/** One of two decisions, with what it took. */
export interface Side {
  log: DecisionLog;
  items: readonly ActionItem[];
  team: string;
  style: string;
  turns: number;
  activeMs: number;
  /** Null for who may not see costs. */
  microUsd: number | null;
}

/** Name of the chosen alternative; empty where nothing was chosen. */
export const chosenOf = ({ alternatives, chosen }: DecisionLog): string =>
  alternatives.find((one) => one.id === chosen)?.name ?? '';

/** The alternatives of both, the same ones in one row: by their names, since each council numbers its own. */
export function alternativesOf(a: DecisionLog, b: DecisionLog) {
  const left = [...b.alternatives];
  const rows = a.alternatives.map((one) => {
    const at = left.findIndex((other) => sameName(one.name, other.name));
    const [other = null] = at < 0 ? [] : left.splice(at, 1);
    return { name: one.name, a: one, b: other };
  });
  return [...rows, ...left.map((other) => ({ name: other.name, a: null, b: other }))];
}

/** Whether two lists say other things; their order does not matter. */
export function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length !== b.length || a.some((one) => !b.some((other) => sameName(one, other)));
}
