import { describe, expect, it } from 'vitest';
import { fold } from './evolve';
import type { RunState, Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

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
    expect(log?.dissent).toMatchObject([{ seat: 'Build tools', severity: 'vote' }]);
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

  it('still records a log by code when every call fails', () => {
    const sim = new Simulation();
    const state = sim.run(() => ({ kind: 'fail', retry: true, ms: 10 }));
    expect(state).toMatchObject({ outcome: 'escalated', endReason: { code: 'end.stall' } });
    expect(state.artifacts.decision_log?.log.missing.map((one) => one.code)).toContain('min_alternatives');
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
      'control.refused.already_closing',
      'control.refused.already_closing',
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
