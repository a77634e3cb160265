import { retries } from './calls';
import { answerControls } from './control-moves';
import { endings } from './endings';
import { append, inClosing, type Move, mayStartMore, waiting } from './move';
import { inPhase, personAsks } from './phases';
import type { RunState } from './run';
import { enter, flags, leave } from './steps';

export { standInFor } from './calls';
export type { Move } from './move';

/** The next move of a run. Pure: `now` (ms since 1970, the database's clock) and everything else is data. */
export function decide(state: RunState, now: number): Move {
  if (state.status === 'finished' || state.status === 'queued') return { kind: 'rest' };
  const controls = answerControls(state);
  if (controls) return append(...controls);
  if (state.status === 'paused') return { kind: 'rest' };
  const open = state.turns.filter((turn) => turn.status === 'open');
  if (state.status === 'pausing') {
    const asked = state.controls.findLast((one) => one.control.control === 'pause' && one.state === 'applied');
    return open.length > 0 || !asked ? waiting : append({ name: 'run-paused', by: asked.by });
  }
  const verdict = endings(state, now);
  if (verdict.kind !== 'continue' && !state.wrapUp && !inClosing(state)) {
    return append({ name: 'wrap-up-started', reason: verdict.reason });
  }
  const retry = retries(state, now, verdict.kind === 'stop');
  if (retry) return retry;
  if (open.length > 0 && !mayStartMore(state)) return waiting;
  const conforming = flags(state);
  if (conforming.length > 0) return append(...conforming);
  const phase = state.phases.at(-1)?.phase;
  if (state.wrapUp && !inClosing(state)) return open.length > 0 ? waiting : leave(state);
  if (phase === undefined)
    return enter(state, state.team.protocol === 'panel' ? 'panel' : 'frame', { code: 'phase.started' });
  const asked = open.length === 0 ? personAsks(state, now) : null;
  return asked ?? inPhase[phase](state, now);
}
