import { expect, test } from 'vitest';
import type { Agenda } from '@/lib/council/agenda.schema';
import type { RunState } from '@/lib/council/run';
import { templateOf } from '@/lib/council/templates';
import { Simulation } from '@/lib/council/testing/simulate';
import { agendaOf, model, speak } from './testing';

/** A council that was sent back, held at once. */
function again(agenda: Agenda, note: string, previous: RunState['previous']): RunState {
  const sim = new Simulation({ agenda, team: templateOf(agenda.template).team(agenda.language, model) });
  sim.state = { ...sim.state, note, previous };
  return sim.run((turn, state) => ({ kind: 'complete', ms: 1000, answer: speak(state, turn) }));
}

test.each([
  ['school-meals', 'Say what the pilot costs a district'],
  ['billing-monolith.ru', 'Скажите, кто отвечает за журнал начислений'],
] as const)('a council about %s that was sent back answers the note aloud, word for word', (name, note) => {
  const alternatives = [{ name: 'A grant of our own', summary: 'The city pays for two years.' }];
  const state = again(agendaOf(name), note, { statement: '', missing: [], dissent: [], alternatives });
  const told = state.turns.filter((turn) => turn.text.includes(note)).map((turn) => turn.purpose);
  expect(told).toEqual(['frame', 'draft', 'draft', 'draft']);
  expect(state.alternatives[0]).toMatchObject({ name: 'A grant of our own' });
  expect(state.artifacts.decision_log?.log.alternatives[0]?.name).toBe('A grant of our own');
  for (const turn of state.turns) expect(turn.text.split(/\s+/).length, turn.text).toBeLessThanOrEqual(150);
});
