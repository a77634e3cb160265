import type { AnswerFields, Cost } from '@/lib/council/answers.schema';
import type { Hazard } from '../hazard';
import type { Clause, Option } from '../matter';
import { hazardOf, hazardsOf } from '../remedies';
import type { Stage } from '../stage';
import { capital, clip, count, deciderOf, dice, small, unitOf } from '../words';

type Risk = AnswerFields['risks'][number];

/** Work of a remedy, bounded by what the constraints grant. */
export function remedyCost(stage: Stage, weeks: number): Cost {
  const { capacity, language } = stage.matter;
  const amount = capacity?.personWeeks ? Math.min(weeks, capacity.personWeeks) : weeks;
  const limit = capacity ? stage.quote(clip(capacity.clause.text, 150)) : '';
  return {
    amount,
    unit: unitOf(language, amount, 'personWeek'),
    basis:
      language === 'ru'
        ? `Оценка эксперта по объёму работы${limit ? `; предел — ${limit}` : ''}`
        : `The seat’s estimate of the work${limit ? `; the limit is ${limit}` : ''}`,
  };
}

/** The next hazard of an option that no seat has told; parallel seats never take the same one. */
export function nextHazard(stage: Stage, option: Option): { hazard: Hazard; clause: Clause | null } | undefined {
  const told = new Set(stage.state.risks.map((risk) => hazardOf(risk, stage.matter)?.id));
  const open = hazardsOf(stage.matter, option, stage.state.seed).filter((one) => !told.has(one.hazard.id));
  const mine = open.findIndex((one) => one.hazard.signals.some((signal) => stage.lens.signals.includes(signal)));
  const silent = stage.state.turns.filter(
    (turn) => turn.purpose === 'premortem' && turn.status === 'open' && turn.turn < stage.request.turn,
  ).length;
  return silent > 0 ? open[silent % Math.max(1, open.length)] : open[Math.max(0, mine)];
}

/** Tells a hazard: what went wrong, where it was foreseeable, its sign and its remedy. */
export function tellHazard(stage: Stage, found: { hazard: Hazard; clause: Clause | null }, costed: boolean): Risk {
  const { pen, phrases, language, state } = stage;
  const { hazard, clause } = found;
  const say = hazard.say[language];
  const quote = pen.write(`${say.text}.`);
  if (clause && pen.heard(stage.quote(clause.text)) < 3) pen.fit(70, pen.pick(phrases.seed), stage.cite(clause));
  pen.write(pen.pick(phrases.signal, { sign: small(say.sign) }));
  pen.write(pen.pick(phrases.remedy, { m: say.remedy }) || `${capital(say.remedy)}.`);
  const cost = remedyCost(stage, hazard.weeks);
  if (costed) pen.write(pen.pick(phrases.effort, { n: count(language, cost.amount, 'personWeek') }));
  const promise = hazard.id === 'money-ends' || hazard.id === 'forever';
  const decider = deciderOf(language, state.agenda.decider);
  if (promise) pen.write(pen.pick(phrases.deciderOwns, { decider }));
  return {
    text: say.text,
    quote: clip(quote, 590),
    likelihood: Math.min(5, hazard.likelihood + (clause ? 0 : -1)),
    impact: state.agenda.reversibility === 'one-way' ? Math.min(5, hazard.impact + 1) : hazard.impact,
    early_signal: say.sign,
    mitigation: say.remedy,
    cost: costed ? cost : null,
    owner: promise ? state.agenda.decider : null,
  };
}

/** One risk in a council is told without its cost, so that the gate has something to ask. */
export const forgetsCost = (stage: Stage): boolean =>
  dice(stage.experts.length, stage.state.seed, 'cost') === stage.ordinal;
