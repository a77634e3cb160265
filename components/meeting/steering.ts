import type { Control, ControlName } from '@/lib/council/controls.schema';
import type { RunState } from '@/lib/council/run';

/** How a control was taken: `null` when it was written to the log, else a sentence that says why not. */
export type Send = (control: Control) => Promise<string | null>;

/** Keys by their place on the keyboard, so that they are the same in every layout. */
export const keys: Record<string, ControlName> = {
  KeyP: 'pause',
  KeyH: 'handoff',
  KeyK: 'skip',
  KeyA: 'request_alt',
  KeyR: 'request_risk',
  KeyE: 'extend',
  KeyW: 'wrap_up',
  KeyX: 'stop',
  Slash: 'say',
};

/** The order in which controls are drawn; `say` has its own place. */
export const listed = ['handoff', 'skip', 'request_alt', 'request_risk', 'extend', 'wrap_up', 'stop'] as const;

export const isOver = (state: RunState) => state.status === 'finished';
export const isHeld = (state: RunState) => state.status === 'paused' || state.status === 'pausing';

/** True where the control would be taken; the driver has the last word. */
export function offered(state: RunState, name: ControlName): boolean {
  if (isOver(state) || state.status === 'queued') return false;
  if (name === 'skip') return state.turns.some((turn) => turn.status === 'open' || turn.status === 'retrying');
  if (name === 'wrap_up') return state.wrapUp === null;
  if (name === 'handoff' || name === 'request_alt' || name === 'request_risk' || name === 'extend')
    return state.wrapUp === null;
  return true;
}
