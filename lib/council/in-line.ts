import { inClosing } from './move';
import type { ControlRecord, RunState } from './run';

/**
 * What people asked of the council and nobody has taken up yet, in the order in which `decide` takes it: requests
 * for alternatives and risks come before the floor is given to anybody, but not at the gate.
 */
export function inLine(state: RunState): ControlRecord[] {
  if (state.status === 'finished' || inClosing(state) || state.wrapUp) return [];
  const open = state.controls.filter((one) => one.open);
  const requests = open.filter(({ control: { control } }) => control === 'request_alt' || control === 'request_risk');
  const named = open.filter((one) => !requests.includes(one));
  return state.phases.at(-1)?.phase === 'gate' ? [...named, ...requests] : [...requests, ...named];
}
