import type { Control, ControlName } from '@/lib/council/controls.schema';
import type { RunState } from '@/lib/council/run';

/** A word beside the council: the seats do not hear it; a private one is for those who steer. */
export interface Remark {
  remark: string;
  private: boolean;
}
export type Wish = Control | Remark;

/** Written to the log at `seq`; or refused, with a sentence; or `lost`: nobody knows whether it arrived. */
export type Sent = { seq: number } | { refused: string; code: string; lost: boolean };
/** Asks something of the run. The same command id again is the same wish, never a second one. */
export type Send = (wish: Wish, commandId: string) => Promise<Sent>;

/** What a hand can do: the controls, but one deed for pause and resume, and a pause that cuts. */
export type Deed = Exclude<ControlName, 'resume'> | 'pause_now' | 'help';

/** Keys by their place on the keyboard, so that they are the same in every layout. */
export const keys: Record<string, Deed> = {
  KeyP: 'pause',
  'Shift+KeyP': 'pause_now',
  KeyH: 'handoff',
  KeyK: 'skip',
  KeyA: 'request_alt',
  KeyR: 'request_risk',
  KeyE: 'extend',
  KeyW: 'wrap_up',
  KeyX: 'stop',
  Slash: 'say',
  'Shift+Slash': 'help',
};

/** The order in which controls are drawn; `say` has its own place. */
export const listed = [
  'pause_now',
  'handoff',
  'skip',
  'request_alt',
  'request_risk',
  'extend',
  'wrap_up',
  'stop',
] as const satisfies readonly Deed[];

export const isOver = (state: RunState) => state.status === 'finished';
export const isHeld = (state: RunState) => state.status === 'paused' || state.status === 'pausing';

/** Turns that are being spoken, or are owed another attempt. */
export const spokenTurns = (state: RunState) =>
  state.turns.filter((turn) => turn.status === 'open' || turn.status === 'retrying');

/** True where it would be taken; the driver has the last word. */
export function offered(state: RunState, deed: Deed): boolean {
  if (deed === 'help') return true;
  if (isOver(state) || state.status === 'queued') return false;
  if (deed === 'skip') return spokenTurns(state).length > 0;
  if (deed === 'pause_now') return state.turns.some((turn) => turn.status === 'open');
  if (deed === 'pause' || deed === 'say' || deed === 'stop') return true;
  return state.wrapUp === null;
}
