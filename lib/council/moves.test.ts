import { describe, expect, it } from 'vitest';
import { fold } from './evolve';
import type { RunState, Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';
import { veil } from './veil';

const leanOf = (seat: string | null) => (seat === 'b' ? 1 : seat === 'c' ? 1 : 0);
const sensible = (turn: Turn, state: RunState): Fate => ({
  kind: 'complete',
  ms: 4000,
  answer: answerFor(turn, state, leanOf(turn.seat)),
});
const names = (sim: Simulation) => sim.log.map((event) => event.name);

describe('a council', () => {
  it('goes through its phases to a decided log with tasks', () => {
    const sim = new Simulation();
    const state = sim.run(sensible);
    expect(state.phases.map((one) => one.phase)).toEqual([
      'frame',
      'drafts',
      'pool',
      'review',
      'discussion',
      'premortem',
      'ballot',
      'gate',
      'record',
      'tasks',
      'close',
    ]);
    expect(state.outcome).toBe('decided');
    const log = state.artifacts.decision_log?.log;
    expect(log).toMatchObject({ status: 'proposed', chosen: 'A2', missing: [], incomplete: false });
    expect(log?.rationale[0]).toMatchObject({ turns: [2], origin: 'derived' });
    expect(log?.dissent).toMatchObject([
      { seat: 'Build tools', severity: 'vote' },
      { seat: 'Finance', severity: 'concern', answered_by: [9] },
      { seat: 'Reliability', severity: 'concern', answered_by: [9] },
    ]);
    expect(state.artifacts.action_items?.items[0]).toMatchObject({
      owner: null,
      due: '2026-12-01',
      facts: [1],
      origin: 'stated',
    });
    expect(fold(sim.log)).toEqual(state);
  });

  it('asks the seat that raised a risk for its mitigation and cost, once a pass', () => {
    const sim = new Simulation();
    const state = sim.run(sensible);
    const followUps = state.turns.filter((turn) => turn.purpose === 'follow_up');
    expect(followUps.map((turn) => `${turn.seat} ${turn.asks[0]?.code}`).sort()).toEqual([
      'a risk_cost_missing',
      'b mitigation_missing',
      'c mitigation_missing',
    ]);
    expect(state.risks.every((risk) => risk.mitigation && risk.cost)).toBe(true);
  });

  it('escalates a tie after one runoff, and says what is missing', () => {
    const sim = new Simulation();
    const state = sim.run((turn, now) => ({
      kind: 'complete',
      ms: 1000,
      answer: answerFor(turn, now, turn.seat === 'a' ? 0 : turn.seat === 'b' ? 1 : 2),
    }));
    expect(state.outcome).toBe('escalated');
    expect(state.phases.filter((one) => one.phase === 'ballot')).toHaveLength(2);
    expect(state.artifacts.decision_log?.log).toMatchObject({
      status: 'escalated',
      chosen: null,
      missing: [{ code: 'no_majority' }],
    });
  });

  it('still records a log by code when every call fails, and says why', () => {
    const sim = new Simulation();
    const state = sim.run(() => ({ kind: 'fail', retry: true, ms: 10 }));
    expect(state).toMatchObject({ outcome: 'escalated', endReason: { code: 'model.unavailable' } });
    expect(state.artifacts.decision_log?.log.missing.map((one) => one.code)).toContain('min_alternatives');
  });

  it('asks for what is missing as long as the council has time, also past the box of the gate', () => {
    const sim = new Simulation();
    const state = sim.run((turn, now) => {
      const fate = sensible(turn, now);
      return turn.purpose === 'follow_up' && fate.kind === 'complete' ? { ...fate, ms: 40_000 } : fate;
    });
    expect(state.artifacts.decision_log?.log.missing).toEqual([]);
    expect(state.outcome).toBe('decided');
  });

  it('keeps a reserve for record and tasks when the money runs out', () => {
    const model = { provider: 'openai', name: 'x' } as const;
    const base = new Simulation().state.team;
    const seats = base.seats.map((seat) => ({ ...seat, model }));
    const sim = new Simulation({
      team: { seats, limits: { ...base.limits, money: 900_000 } },
      prices: { 'openai:x': { input: 2_000_000, output: 8_000_000 } },
    });
    const state = sim.run(sensible);
    expect(state.endReason?.code).toBe('end.money');
    expect(state.turns.filter((turn) => turn.status === 'completed').map((turn) => turn.purpose)).toEqual(
      expect.arrayContaining(['record', 'tasks']),
    );
    expect(state.used.microUsd).toBeLessThanOrEqual(900_000);
  });

  it('does not call one vote of three a decision', () => {
    const sim = new Simulation();
    let votes = 0;
    const state = sim.run((turn, now) =>
      turn.purpose === 'ballot' && votes++ > 0 ? { kind: 'fail', retry: false, ms: 10 } : sensible(turn, now),
    );
    expect(state.outcome).toBe('escalated');
    expect(state.artifacts.decision_log?.log.missing).toEqual([{ code: 'ballot_missing', subject: null }]);
  });

  it('knows "nothing" for "do nothing": no duplicate that nobody can mend', () => {
    const sim = new Simulation();
    const state = sim.run((turn, now) => {
      const fate = sensible(turn, now);
      if (turn.purpose !== 'draft' || fate.kind !== 'complete') return fate;
      const renamed = {
        ...fate.answer.alternatives?.[0],
        name: 'Nothing',
        pros: [],
        cons: [],
        cost: null,
        summary: '-',
      };
      return { ...fate, answer: { ...fate.answer, alternatives: [...(fate.answer.alternatives ?? []), renamed] } };
    });
    expect(state.alternatives.filter((one) => one.nothing).map((one) => one.name)).toEqual(['Nothing']);
    expect(state.artifacts.decision_log?.log.missing).toEqual([]);
  });

  it('hears every seat in the premortem, also one that a person favoured before', () => {
    const sim = new Simulation({ team: { limits: { turns: 90, active_minutes: 60, tokens: 400_000, money: 0 } } });
    let favours = 0;
    const state = sim.run((turn, now) =>
      turn.purpose === 'discuss' && favours++ < 4
        ? { kind: 'control', control: { control: 'handoff', seat: 'a' } }
        : sensible(turn, now),
    );
    const heard = state.turns.filter((turn) => turn.purpose === 'premortem').map((turn) => turn.seat);
    expect(heard.sort()).toEqual(['a', 'b', 'c']);
  });

  it('reopens review and ballot for a late alternative', () => {
    const sim = new Simulation();
    let asked = false;
    const state = sim.run((turn, now) => {
      if (turn.purpose === 'premortem' && !asked) {
        asked = true;
        return { kind: 'control', control: { control: 'request_alt' } };
      }
      return sensible(turn, now);
    });
    const phases = state.phases.map((one) => one.phase);
    expect(phases.filter((one) => one === 'review')).toHaveLength(2);
    expect(state.alternatives.some((one) => one.name.startsWith('Rented machines'))).toBe(true);
    expect(phases.lastIndexOf('ballot')).toBeGreaterThan(phases.lastIndexOf('review'));
    expect(state.outcome).toBe('decided');
  });
});

describe('controls', () => {
  const withControl = (when: string, ...controls: Parameters<Simulation['control']>[0][]) => {
    const sim = new Simulation();
    const left = [...controls];
    const state = sim.run((turn, now) => {
      const control = turn.purpose === when ? left.shift() : undefined;
      return control ? { kind: 'control', control } : sensible(turn, now);
    });
    return { sim, state };
  };

  it('pauses after the turn that is being spoken, and rests', () => {
    const { sim, state } = withControl('premortem', { control: 'pause', mode: 'after_turn' });
    expect(state.status).toBe('paused');
    expect(names(sim).slice(-4)).toEqual(['control-applied', 'turn-completed', 'usage-recorded', 'run-paused']);
  });

  it('cuts the turn when asked to pause now, and speaks it again after resume', () => {
    const { sim, state } = withControl('premortem', { control: 'pause', mode: 'now' });
    const cut = state.turns.at(-1);
    expect(cut).toMatchObject({ status: 'retrying', discarded: [{ attempt: 1 }] });
    sim.now += 86_400_000;
    sim.control({ control: 'resume' });
    const ended = sim.run(sensible);
    expect(ended.turns[(cut?.turn ?? 0) - 1]).toMatchObject({ status: 'completed', attempt: 2 });
    expect(ended.outcome).toBe('decided');
    expect(ended.clock.activeMs).toBeLessThan(15 * 60_000);
  });

  it('lets stop beat resume, and keeps an incomplete draft', () => {
    const { sim } = withControl('premortem', { control: 'pause', mode: 'now' });
    sim.control({ control: 'resume' });
    sim.control({ control: 'stop', mode: 'now' });
    const state = sim.run(sensible);
    expect(state).toMatchObject({ status: 'finished', outcome: 'stopped' });
    expect(state.controls.map((one) => one.state)).toEqual(['applied', 'refused', 'applied']);
    expect(state.artifacts.decision_log?.log).toMatchObject({ status: 'draft', incomplete: true });
  });

  it('lets pause beat a retry', () => {
    const sim = new Simulation();
    let failed = false;
    const state = sim.run((turn, now) => {
      if (turn.purpose !== 'premortem' || failed) return sensible(turn, now);
      failed = true;
      sim.control({ control: 'pause', mode: 'after_turn' });
      return { kind: 'fail', retry: true, ms: 10 };
    });
    expect(state.status).toBe('paused');
    expect(state.turns.at(-1)?.status).toBe('retrying');
  });

  it('gives the floor to whom a person hands it, answers a say and skips a turn', () => {
    const said = withControl('premortem', { control: 'say', text: 'And if sites do not upgrade?', seat: 'c' });
    const after = said.state.turns.slice(said.state.turns.findIndex((turn) => turn.purpose === 'say'));
    expect(after[0]).toMatchObject({ by: { name: 'Olga' }, text: 'And if sites do not upgrade?' });
    expect(after.find((turn) => turn.seat)?.seat).toBe('c');
    const skipped = withControl('premortem', { control: 'skip' });
    expect(skipped.state.turns.find((turn) => turn.purpose === 'premortem')?.status).toBe('failed');
    expect(skipped.state.outcome).toBe('decided');
  });

  it.each(['ballot', 'follow_up'])('still hears whom a person asks during %s', (purpose) => {
    for (const control of [
      { control: 'handoff', seat: 'c' },
      { control: 'say', text: 'And if sites do not upgrade?', seat: 'c' },
    ] as const) {
      const { state } = withControl(purpose, control);
      expect(state.controls).toMatchObject([{ state: 'applied', open: false }]);
      const asked = state.controls[0]?.request ?? 0;
      expect(state.turns.find((turn) => turn.purpose === 'discuss' && turn.startedSeq > asked)?.seat).toBe('c');
      expect(state.outcome).toBe('decided');
    }
  });

  it('hears whom a person asks although the time box is spent', () => {
    const sim = new Simulation();
    let asked = false;
    const state = sim.run((turn, now) => {
      if (turn.purpose !== 'premortem') return sensible(turn, now);
      if (!asked) {
        asked = true;
        return { kind: 'control', control: { control: 'handoff', seat: 'c' } };
      }
      return { kind: 'complete', ms: 200_000, answer: answerFor(turn, now, 0) };
    });
    expect(state.controls).toMatchObject([{ state: 'applied', open: false }]);
  });

  it('refuses a question to an expert once nobody would answer it', () => {
    const { state } = withControl('tasks', { control: 'say', text: 'And you?', seat: 'c' });
    expect(state.controls).toMatchObject([{ state: 'refused', reason: { code: 'control.refused.already_closing' } }]);
  });

  it('a request at the gate does not stand for what its seat owes', () => {
    const { state } = withControl('follow_up', { control: 'request_risk', seat: 'c' });
    const asks = state.turns
      .filter((turn) => turn.purpose === 'follow_up' && turn.seat === 'c')
      .map((turn) => turn.asks);
    expect(asks.map(([ask]) => ask?.code)).toEqual(['asked_risk', 'mitigation_missing']);
    expect(state.gate?.pass).toBe(2);
  });

  it('turns that a person skips are no stall', () => {
    const sim = new Simulation();
    let skips = 0;
    const state = sim.run((turn, now) =>
      (turn.purpose === 'review' || turn.purpose === 'premortem') && skips++ < 2
        ? { kind: 'control', control: { control: 'skip' } }
        : sensible(turn, now),
    );
    expect(state.turns.filter((turn) => turn.reason?.code === 'turn.skipped')).toHaveLength(4);
    expect(state.wrapUp).toBeNull();
  });

  it('keeps the decision when it is stopped after the record', () => {
    const { state } = withControl('tasks', { control: 'stop', mode: 'now' });
    expect(state).toMatchObject({ outcome: 'stopped', artifacts: { decision_log: { log: { status: 'proposed' } } } });
  });

  it('goes on to its end when told to wrap up while paused in the record', () => {
    const { sim, state } = withControl('record', { control: 'pause', mode: 'now' });
    expect(state.status).toBe('paused');
    sim.control({ control: 'wrap_up' });
    expect(sim.run(sensible).outcome).toBe('decided');
  });

  it('extends the box and the run, wraps up, and refuses what comes too late', () => {
    const extended = withControl('premortem', { control: 'extend', minutes: 5 });
    expect(extended.state.extendedMs).toBe(300_000);
    const wrapped = withControl(
      'premortem',
      { control: 'wrap_up' },
      { control: 'handoff', seat: 'c' },
      { control: 'wrap_up' },
    );
    expect(wrapped.state.controls.map((one) => one.reason?.code ?? one.state)).toEqual([
      'applied',
      'control.refused.closing_by',
      'control.refused.closing_by',
    ]);
    expect(wrapped.state).toMatchObject({ outcome: 'escalated', endReason: { code: 'end.person' } });
  });
});

describe('a panel', () => {
  it('discusses by its selector, ends early on agreement and records', () => {
    const sim = new Simulation({ team: { protocol: 'panel', rounds: 4 } });
    const state = sim.run(sensible);
    expect(state.phases.map((one) => one.phase)).toEqual(['panel', 'record', 'tasks', 'close']);
    expect(state.wrapUp?.code).toBe('end.agreement');
    expect(state.artifacts.decision_log?.log.chosen).toBe('A1');
  });
});

describe('the veil', () => {
  it('keeps who a person is from guests, also where a command id tells', () => {
    const by = { userId: 'u1', name: 'Olga' };
    const said = { name: 'comment-added', commandId: 'u1:key', text: 'Hm.', by, private: false } as const;
    expect(JSON.stringify(veil({ ...said, seq: 2, at: 1, epoch: 1 }, 'live'))).not.toContain('u1');
  });
});
