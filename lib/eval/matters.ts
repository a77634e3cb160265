import type { Agenda } from '@/lib/council/agenda.schema';
import type { Answer } from '@/lib/council/answers.schema';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState, Turn } from '@/lib/council/run';
import { templateOf, templates } from '@/lib/council/templates';
import { type Fate, Simulation } from '@/lib/council/testing/simulate';
import { resolveDue } from '@/lib/dates/due';
import { parseAgenda } from '@/lib/services/agendas/parse';
import { agendaOf, allExamples, model, speak, today } from '@/lib/speech/playbook/testing';

/** Every example agenda, and every template's skeleton in both languages. */
export const matters: readonly { name: string; agenda: Agenda }[] = [
  ...allExamples.map((name) => ({ name, agenda: agendaOf(name) })),
  ...templates.flatMap(({ id, skeleton }) =>
    (['en', 'ru'] as const).map((language) => ({
      name: `${id}.${language}`,
      agenda: parseAgenda(skeleton[language], today),
    })),
  ),
];

export interface Held {
  state: RunState;
  log: DecisionLog;
  sim: Simulation;
}

const blind = new Set(['drafts', 'review', 'ballot']);

/**
 * Holds a council of scripted experts at once, without clock or wire; `change` spoils what they answer, and a person
 * says `aside` once, before the premortem.
 */
export function hold(
  agenda: Agenda,
  change: (answer: Answer, turn: Turn, state: RunState) => Answer = (one) => one,
  aside?: string,
): Held {
  const sim = new Simulation({ agenda, team: templateOf(agenda.template).team(agenda.language, model) });
  const meeting = { heldOn: agenda.held_on, timeZone: agenda.time_zone, language: agenda.language };
  let before: { phase: number; state: RunState } | null = null;
  let said = aside === undefined;
  const state = sim.run((turn, now): Fate => {
    if (!said && turn.purpose === 'premortem') {
      said = true;
      return { kind: 'control', control: { control: 'say', text: aside ?? '' } };
    }
    const phase = now.phases.at(-1);
    if (phase && before?.phase !== phase.seq) before = { phase: phase.seq, state: now };
    const answer = change(speak(before && phase && blind.has(phase.phase) ? before.state : now, turn), turn, now);
    const dues = answer.items?.map(({ due }) => (due ? resolveDue(due, meeting).due : null));
    return { kind: 'complete', ms: 4000, answer: dues ? { ...answer, dues } : answer };
  });
  const log = state.artifacts.decision_log?.log;
  if (!log) throw new Error('a run ends with a log');
  return { sim, state, log };
}
