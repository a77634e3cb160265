import { limitsOf, type Resource, reserveOf, spent } from './budget';
import { agreeing, givenUp } from './endings';
import { type Phase, phaseNames, type Reason } from './events';
import { inClosing } from './move';
import { closingPhases } from './protocol';
import type { RunState } from './run';

/** One thing that can end a run, and how far off it is. */
export interface Nearness {
  by: Resource | 'stall' | 'agreement';
  /** In the resource's own unit: attempts, ms, micro-dollars, tokens; given-up turns; experts. */
  used: number;
  /** The mark at which the run wraps up: of a resource, its limit without the reserve. */
  mark: number;
}

export type NextEnding =
  | { kind: 'over'; reason: Reason | null }
  /** No clock runs: only a person goes on from here, or ends it. */
  | { kind: 'held' }
  /** Somebody asked for the end; the turn that is being spoken comes first. */
  | { kind: 'asked'; by: string; now: boolean }
  | { kind: 'closing'; reason: Reason | null }
  /** Its course ends it after the phases `ahead` and the record, unless `nearest` comes first. */
  | { kind: 'course'; ahead: Phase[]; nearest: Nearness };

const share = ({ used, mark }: Nearness) => (mark > 0 ? used / mark : used > 0 ? 1 : 0);

/**
 * What ends this run next, from the fold alone. Of the limits the nearest is the one used most: at the pace so far, it
 * runs out first. A stall and an agreement count from half way on; what comes before is no news.
 */
export function nextEnding(state: RunState, now: number): NextEnding {
  if (state.status === 'finished') return { kind: 'over', reason: state.endReason };
  const stop = state.controls.find(
    ({ control, state: stage }) => stage === 'pending' && (control.control === 'stop' || control.control === 'wrap_up'),
  );
  if (stop)
    return { kind: 'asked', by: stop.by.name, now: stop.control.control === 'stop' && stop.control.mode === 'now' };
  if (state.status === 'paused' || state.status === 'waiting') return { kind: 'held' };
  if (state.wrapUp || inClosing(state)) return { kind: 'closing', reason: state.wrapUp };
  const order: readonly Phase[] = state.team.protocol === 'panel' ? ['panel', 'gate'] : phaseNames;
  const here = state.phases.at(-1)?.phase;
  const ahead = (here ? order.slice(order.indexOf(here) + 1) : order).filter((one) => !closingPhases.includes(one));
  return { kind: 'course', ahead, nearest: nearest(state, now) };
}

function nearest(state: RunState, now: number): Nearness {
  const [limits, reserve, used] = [limitsOf(state), reserveOf(state), spent(state, now)];
  const of = (by: Resource): Nearness => ({ by, used: used[by], mark: limits[by] - reserve[by] });
  const { turns, bound } = givenUp(state);
  const standing = agreeing(state);
  const others: Nearness[] = [
    of('activeMs'),
    of('microUsd'),
    of('tokens'),
    ...(turns.length * 2 >= bound ? [{ by: 'stall' as const, used: turns.length, mark: bound }] : []),
    ...(standing && standing.agree * 2 > standing.all
      ? [{ by: 'agreement' as const, used: standing.agree, mark: standing.all }]
      : []),
  ];
  return others.reduce((best, one) => (share(one) > share(best) ? one : best), of('attempts'));
}
