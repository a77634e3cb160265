import type { ControlName } from '@/lib/council/controls.schema';
import type { Reason } from '@/lib/council/events';
import type { RunState } from '@/lib/council/run';

/** What happened to one person's doings between two states of a run. */
export type Tiding = { request: number } & (
  | { kind: 'refused'; control: ControlName; reason: Reason | null }
  | { kind: 'late'; control: ControlName; seconds: number }
  | { kind: 'taken_up'; turn: number | null }
);

/** A control that took longer than this was not expected any more, ms. */
const lateMs = 15_000;

/** What the council answered to this person's controls. Times are the database's. */
export function tidingsOf(before: RunState, after: RunState, userId: string): Tiding[] {
  if (before.controls === after.controls) return [];
  const waited = new Set(before.controls.filter((one) => one.state === 'pending').map((one) => one.request));
  return after.controls.flatMap(({ request, by, state, control, reason, at }): Tiding[] => {
    if (by.userId !== userId || !waited.has(request)) return [];
    if (state === 'refused') return [{ request, kind: 'refused', control: control.control, reason }];
    if (state !== 'applied') return [];
    if (control.control === 'say') {
      const said = after.turns.findLast((turn) => turn.by?.userId === userId && turn.text === control.text);
      return [{ request, kind: 'taken_up', turn: said?.turn ?? null }];
    }
    const ms = (after.clock.lastAt ?? at) - at;
    // A pause waits for the turn's end: that is what was asked for.
    return ms < lateMs || control.control === 'pause'
      ? []
      : [{ request, kind: 'late', control: control.control, seconds: Math.round(ms / 1000) }];
  });
}

/** What the title of a tab in the background says, as a key of `council.title`; null where there is nothing to say. */
export function titleOf(
  state: RunState,
  turnsBefore: number,
  { steers, decides }: { steers: boolean; decides: boolean },
): { key: 'needed' | 'ready' | 'ended' | 'paused' | 'turns'; count: number } | null {
  const count = state.turns.length - turnsBefore;
  if (state.status === 'waiting' && steers) return { key: 'needed', count };
  if (state.outcome === 'escalated' && decides) return { key: 'needed', count };
  if (state.outcome === 'decided') return { key: 'ready', count };
  if (state.status === 'finished') return { key: 'ended', count };
  if (state.status === 'paused' || state.status === 'waiting') return { key: 'paused', count };
  return count > 0 ? { key: 'turns', count } : null;
}
