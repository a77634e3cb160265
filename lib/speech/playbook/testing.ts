import { readFileSync } from 'node:fs';
import type { Agenda } from '@/lib/council/agenda.schema';
import type { Answer } from '@/lib/council/answers.schema';
import type { RunState, Turn } from '@/lib/council/run';
import type { Seat, Team } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import { Simulation } from '@/lib/council/testing/simulate';
import { parseAgenda } from '@/lib/services/agendas/parse';
import { compose } from './speak';

export const today = '2026-11-22';
export const model = { provider: 'playbook', name: 'playbook' } as const;
const examples = ['dockershim-removal', 'billing-monolith.ru', 'gitlab-2017-incident', 'school-meals'] as const;
export type Example = (typeof examples)[number] | 'clinic.en' | 'library.ru' | 'certificate.en';

/** Agendas that the playbook was not written for. */
const unseen: Readonly<Record<string, string>> = {
  'clinic.en': `---
title: Appointment system for the clinics
language: en
template: vendor-choice
decider: Medical director
reversibility: two-way
timebox_minutes: 15
policy: {min_alternatives: 3, rationale_required: true, risk_cost_required: true}
---
# Question
Which appointment system do we choose: Calendo, MediSlot, or our own build?

# Facts we agree on
- 85 clinic staff; Calendo costs 22 USD a seat a month, MediSlot 64 USD.
- MediSlot imports the patient list; Calendo lacks an interface to the laboratory.
- Calendo is certified for patient data, and two hospitals run it in production.
- 14,000 appointments a month, of which 1,900 are missed without notice.

# Agenda
1. What must work on the first day? (4 min)
2. Offers and their cost (7 min)
3. Decision (4 min)

# Constraints
- The budget is 30,000 USD a year.
- The present contract ends on 30 April.
`,
  'library.ru': `---
title: Воскресная работа библиотек
language: ru
template: policy-choice
decider: Комитет по культуре
reversibility: two-way
timebox_minutes: 15
policy: {min_alternatives: 3, rationale_required: true, risk_cost_required: true}
---
# Вопрос
Открываем ли мы все библиотеки по воскресеньям с сентября, проверяем это сначала в четырёх районах или продлеваем субботние часы?

# Что мы знаем
- 52 библиотеки, 310 сотрудников; в 19 библиотеках нет второго дежурного.
- В четырёх районах есть свободные сотрудники, готовые работать по воскресеньям.
- За год 1 200 жалоб читателей, из них 700 — на закрытые воскресенья.
- Грант покрывает доплаты в течение одного года.

# Повестка
1. Кому это нужно? (4 мин)
2. Варианты и их цена (7 мин)
3. Решение (4 мин)

# Ограничения
- Заявку на грант подают до 20 февраля.
- Ремонт отопления занимает не меньше пяти месяцев.
`,
  'certificate.en': '',
};

/** The agenda of an example or of a skeleton, read as the product reads it; `change` turns its text first. */
export function agendaOf(name: Example, change: (text: string) => string = (text) => text): Agenda {
  const text =
    name === 'certificate.en'
      ? templateOf('incident-review').skeleton.en
      : (unseen[name] ?? readFileSync(new URL(`../../examples/${name}.md`, import.meta.url), 'utf8'));
  return parseAgenda(change(text), today);
}
export const allExamples: readonly Example[] = [...examples, 'clinic.en', 'library.ru', 'certificate.en'];

const blind = new Set(['drafts', 'review', 'ballot']);

/** One turn of a state, as the driver asks for it. */
export function speak(
  state: RunState,
  turn: Pick<Turn, 'turn' | 'seat' | 'purpose' | 'asks'>,
  said: { by: string; text: string }[] = [],
): Answer {
  const seat = state.team.seats.find((one) => one.id === turn.seat) as Seat;
  if (turn.purpose === 'say') throw new Error('People speak for themselves');
  return compose({
    turn: turn.turn,
    attempt: 1,
    seat,
    purpose: turn.purpose,
    model,
    state,
    asks: turn.asks,
    said,
    connection: null,
    deadlineMs: 60_000,
  });
}

export interface Held {
  sim: Simulation;
  state: RunState;
  answers: { turn: Turn; answer: Answer; ms: number }[];
}

/** Holds a whole council without clock or wire. */
export function hold(agenda: Agenda, over: { team?: Team; seed?: number } = {}): Held {
  const team = over.team ?? templateOf(agenda.template).team(agenda.language, model);
  const sim = new Simulation({ agenda, team, seed: over.seed ?? 7 });
  const answers: Held['answers'] = [];
  let before: { phase: number; state: RunState } | null = null;
  const state = sim.run((turn, now) => {
    const phase = now.phases.at(-1);
    if (phase && before?.phase !== phase.seq) before = { phase: phase.seq, state: now };
    const known = before && phase && blind.has(phase.phase) ? before.state : now;
    const start = performance.now();
    const answer = speak(known, turn);
    answers.push({ turn, answer, ms: performance.now() - start });
    return { kind: 'complete', answer, ms: 4000 };
  });
  return { sim, state, answers };
}
