import type { Agenda } from './agenda.schema';
import type { Phase } from './events';
import type { RunState } from './run';
import type { Team } from './team.schema';

/** Shares of an agenda item's box that its phases get; the three groups follow the agenda's order. */
const groups: readonly (readonly [Phase, number][])[] = [
  [
    ['frame', 0.15],
    ['drafts', 0.4],
    ['pool', 0.1],
    ['review', 0.35],
  ],
  [
    ['discussion', 0.65],
    ['premortem', 0.35],
  ],
  [
    ['ballot', 0.2],
    ['gate', 0.25],
    ['record', 0.3],
    ['tasks', 0.15],
    ['close', 0.1],
  ],
];
/** Where an agenda has fewer than three items: the groups' shares of the whole. */
const defaultShares = [0.35, 0.4, 0.25] as const;

/** Box of each phase in ms, and the agenda item (0-based) it belongs to. The first item boxes frame to review, the last ballot to close. */
export function boxOf(
  agenda: Pick<Agenda, 'items' | 'timebox_minutes'>,
  team: Team,
  phase: Phase,
): { boxMs: number; item: number | null } {
  const { items } = agenda;
  const total = agenda.timebox_minutes;
  if (phase === 'panel') return { boxMs: total * 0.75 * 60_000, item: items.length > 0 ? 0 : null };
  const group = groups.findIndex((one) => one.some(([name]) => name === phase));
  const share = groups[group]?.find(([name]) => name === phase)?.[1] ?? 0;
  if (team.protocol === 'panel' || items.length < 3) {
    return { boxMs: share * total * (defaultShares[group] ?? 0) * 60_000, item: null };
  }
  const minutes = items.map((item) => item.minutes);
  const sum = minutes.reduce((a, b) => a + b, 0);
  const mine = group === 0 ? [minutes[0] ?? 0] : group === 2 ? [minutes.at(-1) ?? 0] : minutes.slice(1, -1);
  const item = group === 0 ? 0 : group === 2 ? items.length - 1 : 1;
  return { boxMs: (share * mine.reduce((a, b) => a + b, 0) * total * 60_000) / sum, item };
}

/** Whether the clock runs: nothing runs while paused, waiting or finished. */
export const clockRuns = (state: RunState): boolean =>
  state.status === 'running' || state.status === 'pausing' || state.status === 'wrapping_up';

/** Active ms of the run at `now` (ms since 1970). */
export function activeMs(state: RunState, now: number): number {
  return state.clock.activeMs + sinceLast(state, now);
}

/** Ms left in the current phase's box; negative when it is overdrawn. */
export function boxLeftMs(state: RunState, now: number): number {
  const phase = state.phases.at(-1);
  return phase ? phase.boxMs - phase.activeMs - sinceLast(state, now) : 0;
}

function sinceLast(state: RunState, now: number): number {
  const { lastAt, lastEpoch } = state.clock;
  return clockRuns(state) && lastAt !== null && lastEpoch === state.epoch ? Math.max(0, now - lastAt) : 0;
}

/** An agenda item's clock; the items between the first and the last share one. */
export interface ItemClock {
  titles: string[];
  boxMs: number;
  usedMs: number;
  at: 'past' | 'here' | 'ahead';
}

/** How the agenda's items stand at `now`; empty where no phase belongs to an item. */
export function itemClocks(state: RunState, now: number): ItemClock[] {
  const { agenda, team, phases } = state;
  if (team.protocol === 'panel' || agenda.items.length < 3) return [];
  const here = phases.at(-1)?.item ?? null;
  const over = state.status === 'finished';
  return groups.map((group, n) => {
    const item = boxOf(agenda, team, group[0]?.[0] ?? 'frame').item ?? n;
    const titles = agenda.items.slice(item, n === 1 ? -1 : item + 1).map((one) => one.title);
    const mine = phases.filter((one) => one.item === item);
    const usedMs = mine.reduce((sum, one) => sum + one.activeMs, 0) + (item === here ? sinceLast(state, now) : 0);
    const boxMs = group.reduce((sum, [phase]) => sum + boxOf(agenda, team, phase).boxMs, 0);
    const at = mine.length === 0 ? 'ahead' : item === here && !over ? 'here' : 'past';
    return { titles, boxMs, usedMs, at };
  });
}
