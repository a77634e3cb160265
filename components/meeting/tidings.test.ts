import { describe, expect, it } from 'vitest';
import type { Control } from '@/lib/council/controls.schema';
import { Simulation } from '@/lib/council/testing/simulate';
import { tidingsOf, titleOf } from './tidings';

const by = { userId: 'u1', name: 'Olga Brandt' };

/** A run in which `by` asked for something, before and after the council's answer. */
function asked(control: Control, answer: 'applied' | 'refused', afterMs: number) {
  const sim = new Simulation();
  sim.append({ name: 'control-requested', commandId: 'c1', control, by });
  const before = sim.state;
  const request = before.head;
  sim.now += afterMs;
  if (answer === 'refused') {
    sim.append({
      name: 'control-refused',
      request,
      control: control.control,
      by,
      reason: { code: 'control.refused.x' },
    });
  } else {
    sim.append({
      name: 'control-applied',
      request,
      control: control.control,
      by,
      turn: control.control === 'say' ? 1 : null,
    });
  }
  return { before, after: sim.state, request };
}

describe('what a reader is told of their own doings', () => {
  it('names why a control was refused, to who asked and nobody else', () => {
    const { before, after, request } = asked({ control: 'skip' }, 'refused', 10);
    const reason = { code: 'control.refused.x' };
    expect(tidingsOf(before, after, 'u1')).toEqual([{ request, kind: 'refused', control: 'skip', reason }]);
    expect(tidingsOf(before, after, 'u2')).toEqual([]);
    expect(tidingsOf(after, after, 'u1')).toEqual([]);
  });

  it('says that a control came late, and keeps silent where it came at once or was to wait', () => {
    const late = asked({ control: 'request_risk' }, 'applied', 20_000);
    expect(tidingsOf(late.before, late.after, 'u1')).toMatchObject([{ kind: 'late', seconds: 20 }]);
    const soon = asked({ control: 'request_risk' }, 'applied', 1000);
    expect(tidingsOf(soon.before, soon.after, 'u1')).toEqual([]);
    const pause = asked({ control: 'pause', mode: 'after_turn' }, 'applied', 20_000);
    expect(tidingsOf(pause.before, pause.after, 'u1')).toEqual([]);
  });

  it('leads to the turn that their words became', () => {
    const { before, after, request } = asked({ control: 'say', text: 'Mind the cooks.' }, 'applied', 10);
    expect(tidingsOf(before, after, 'u1')).toEqual([{ request, kind: 'taken_up', turn: 1 }]);
  });
});

describe('the title of a tab in the background', () => {
  it('calls for who is needed, tells everybody else how it stands', () => {
    const { state } = new Simulation();
    const nobody = { steers: false, decides: false };
    expect(titleOf(state, 0, nobody)).toBeNull();
    const escalated = { ...state, status: 'finished', outcome: 'escalated' } as const;
    expect(titleOf(escalated, 0, { steers: false, decides: true })?.key).toBe('needed');
    expect(titleOf(escalated, 0, nobody)?.key).toBe('ended');
    const waits = { ...state, status: 'waiting' } as const;
    expect(titleOf(waits, 0, { steers: true, decides: false })?.key).toBe('needed');
    expect(titleOf(waits, 0, nobody)?.key).toBe('paused');
  });
});
