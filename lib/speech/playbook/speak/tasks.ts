import type { Answer, AnswerFields } from '@/lib/council/answers.schema';
import { claimsFor } from '@/lib/council/ledger';
import { addDays } from '../figures';
import { firstStepsOf } from '../first-steps';
import type { Aim } from '../measures';
import { hazardOf } from '../remedies';
import type { Stage } from '../stage';
import { capital, clip, day, deciderOf, fill, number, small } from '../words';
import { carried, reviewDate } from './record';

type Item = AnswerFields['items'][number];
type Source = Pick<Item, 'turns' | 'facts' | 'quote' | 'origin'>;

/** Where a task comes from: the turn that says it, else a turn that argued for the winner, else an agenda fact. */
function sourceOf(stage: Stage, turn: number | null, needle: string): Source {
  const text = turn === null ? undefined : stage.state.turns[turn - 1]?.text;
  if (turn !== null && needle && text?.includes(needle))
    return { turns: [turn], facts: [], quote: needle, origin: 'stated' };
  const { winner } = carried(stage);
  const evident = claimsFor(stage.state, winner.id).filter(
    (claim) => claim.stance === 'pro' && stage.state.turns[claim.turn - 1]?.text.includes(clip(claim.quote, 590)),
  );
  const said = evident.findLast((claim) => /[“«]/u.test(claim.quote)) ?? evident.at(-1);
  if (said) return { turns: [said.turn], facts: [], quote: clip(said.quote, 590), origin: 'derived' };
  const clause = stage.evidence(winner.option, 'pro') ?? stage.matter.clauses[0];
  return clause
    ? { turns: [], facts: [clause.fact], quote: clause.text, origin: 'derived' }
    : { turns: [1], facts: [], quote: clip(stage.state.turns[0]?.text ?? '', 200), origin: 'derived' };
}

/** Due dates: ahead of the meeting, and a week before the first deadline that the work must meet. */
function dueIn(stage: Stage, days: number): string {
  const { held_on } = stage.state.agenda;
  const wanted = addDays(held_on, days);
  const limit = stage.matter.deadlines.find((one) => !one.clause.signals.includes('freeze'))?.date;
  const before = limit ? addDays(limit, -7) : wanted;
  return before > held_on && before < wanted ? before : wanted;
}

/** What an action is for, in the words of an incident's log. */
const kindOf = (aim: Aim): 'prevent' | 'detect' | 'mitigate' => (aim === 'recover' ? 'mitigate' : aim);

/** Five to eight tasks: first steps, measures, remedies of the risks, deadlines, and the review. */
export function tasks(stage: Stage): Answer {
  const { pen, phrases, state, language, matter } = stage;
  const { winner, majority } = carried(stage);
  const o = stage.name(winner.option);
  const { stop } = matter;
  const items: Item[] = [];
  const add = (
    title: string,
    due: string,
    acceptance: string,
    source: Source,
    priority: Item['priority'],
    kind: Item['kind'] = null,
    owner: string | null = null,
  ) =>
    items.push({
      title: clip(title, 158),
      owner,
      due,
      acceptance: clip(acceptance, 290),
      ...source,
      priority,
      depends_on: [],
      ...(state.agenda.incident ? { kind } : {}),
    });
  winner.option.measures.forEach((measure, index) => {
    const turn = state.turns.find((one) => one.text.includes(measure.name[language]))?.turn ?? null;
    add(
      capital(measure.name[language]),
      dueIn(stage, 7 * (measure.weeks + index * 2 + 1)),
      measure.done[language],
      sourceOf(stage, turn, measure.name[language]),
      'high',
      kindOf(measure.aim),
    );
  });
  for (const step of firstStepsOf(state.agenda.template, winner.option.kind)) {
    add(
      step.task[language].replace('{o}', o),
      dueIn(stage, step.days),
      step.done[language],
      sourceOf(stage, null, ''),
      'high',
    );
  }
  for (const risk of state.risks.toSorted((a, b) => b.likelihood * b.impact - a.likelihood * a.impact).slice(0, 3)) {
    if (!risk.mitigation) continue;
    const hazard = hazardOf(risk, matter);
    const known = hazard?.say[language];
    const title = known?.task ?? capital(risk.mitigation);
    const weeks = risk.cost && /week|недел/iu.test(risk.cost.unit) ? Math.ceil(risk.cost.amount) : 3;
    add(
      title,
      dueIn(stage, 14 + weeks * 7),
      known?.done ?? (phrases.mitigationDone[0] ?? '').replace('{sign}', risk.earlySignal),
      sourceOf(
        stage,
        [risk.mitigatedBy ?? risk.turn, risk.turn].find((turn) =>
          state.turns[turn - 1]?.text.includes(risk.mitigation),
        ) ?? null,
        risk.mitigation,
      ),
      risk.impact >= 4 ? 'high' : 'medium',
      hazard?.aim ? kindOf(hazard.aim) : null,
      risk.owner,
    );
  }
  for (const { option, task, clause } of matter.breaches) {
    if (option !== winner.option.name || !task) continue;
    const source: Source = { turns: [], facts: [clause.fact], quote: clause.text, origin: 'derived' };
    add(task.title, dueIn(stage, 14), task.done, source, 'high');
  }
  for (const { date, clause } of matter.deadlines.slice(0, 2)) {
    const frozen = clause.signals.includes('freeze');
    const [task, done] = frozen
      ? [phrases.freezeTask[0], phrases.freezeDone[0]]
      : [phrases.deadlineTask[0], phrases.deadlineDone[0]];
    const ahead = addDays(date, -7) > state.agenda.held_on ? addDays(date, -7) : date;
    add(
      (task ?? '').replace('{date}', day(language, date)),
      frozen ? dueIn(stage, 14) : ahead,
      (done ?? '').replace('{q}', stage.quote(clause.text)),
      { turns: [], facts: [clause.fact], quote: clause.text, origin: 'derived' },
      'high',
    );
  }
  if (items.length < 5) {
    const pillar = stage.evidence(winner.option, 'pro') ?? matter.clauses[0];
    if (pillar)
      add(
        phrases.factTask[0] ?? '',
        dueIn(stage, 10),
        (phrases.factDone[0] ?? '').replace('{q}', stage.quote(pillar.text)),
        { turns: [], facts: [pillar.fact], quote: pillar.text, origin: 'derived' },
        'medium',
      );
  }
  if (items.length < 5) {
    const c = stage.criteria[0]?.name ?? '';
    add(
      (phrases.baselineTask[0] ?? '').replace('{c}', c),
      dueIn(stage, 14),
      phrases.baselineDone[0] ?? '',
      sourceOf(stage, null, ''),
      'medium',
    );
  }
  const kept = items.slice(0, 7);
  const review = state.turns.findLast((turn) => turn.purpose === 'record' && turn.status === 'completed');
  const sentence = review?.text.split(/(?<=\.)\s+/u).at(-1) ?? '';
  kept.push({
    title: stop?.date
      ? fill(phrases.stopTask[0] ?? '', { date: day(language, stop.date) })
      : (phrases.reviewTask[0] ?? ''),
    owner: null,
    due: reviewDate(stage),
    acceptance: stop?.date
      ? fill(phrases.stopDone[0] ?? '', { q: stage.quote(stop.clause.text) })
      : (phrases.reviewDone[0] ?? ''),
    ...sourceOf(stage, review?.turn ?? null, sentence),
    priority: stop?.date ? 'high' : 'low',
    depends_on: [1],
  });
  const first = kept.toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))[0];
  pen.write(pen.pick(phrases.tasksIntro, { n: number(language, kept.length) }));
  if (!majority) pen.write(pen.pick(phrases.tasksIf, { o }));
  if (first?.due) pen.write(pen.pick(phrases.tasksFirst, { date: day(language, first.due), m: small(first.title) }));
  pen.write(pen.pick(phrases.tasksTest));
  const decider = deciderOf(language, state.agenda.decider);
  pen.write(
    pen.pick(phrases.tasksOwners, {
      decider: decider,
    }),
  );
  return { text: pen.text, items: kept };
}
