import type { AnswerFields } from '@/lib/council/answers.schema';
import type { Objection } from '@/lib/council/run';
import { groundOf } from '../grounds';
import { hazardsOf } from '../remedies';
import type { Stage } from '../stage';
import { clip, small, stems } from '../words';

type Reply = AnswerFields['replies'][number];

/** Answers people: relates their words to the nearest fact, or says that there is none. */
export function answerPeople(stage: Stage): void {
  const { pen, phrases, matter } = stage;
  for (const { by, text } of stage.request.said.slice(-2)) {
    pen.write(pen.pick(phrases.person, { s: by }) || `${by}.`);
    const ground = matter.agenda.template === 'hiring' ? groundOf(text) : undefined;
    if (ground) {
      pen.write(pen.must(phrases.refusedAsk, { g: ground.name[stage.language] }));
      continue;
    }
    const asked = stems(text);
    const overlap = (one: ReadonlySet<string>) => [...asked].filter((stem) => one.has(stem)).length;
    const near = matter.clauses
      .map((clause) => ({ clause, n: overlap(clause.stems) }))
      .toSorted((a, b) => b.n - a.n)[0];
    const { option } = stage.favourite;
    if (near && near.n > 0) {
      const point = near.clause.signals.length > 0 ? stage.point(option, 'pro') : null;
      pen.write(pen.pick(phrases.personFact), stage.cite(near.clause));
      const follows = point?.clause === near.clause ? point.text.slice(stage.cite(near.clause).length + 1) : '';
      pen.write(
        follows ||
          matter.workings.filter((one) => one.from.includes(near.clause)).map((one) => pen.pick(one.say))[0] ||
          '',
      );
    } else pen.write(pen.pick(phrases.personNone));
    const hazard = hazardsOf(matter, option, stage.state.seed)[stage.ordinal % 2];
    if (hazard) pen.fit(80, pen.pick(phrases.personRisk, { sign: small(hazard.hazard.say[stage.language].sign) }));
  }
}

/** Answers an objection with a condition: the remedy of a broken limit, or of the likeliest failure. */
export function replyTo(stage: Stage, objection: Objection): Reply | null {
  const { pen, phrases, matter, language } = stage;
  const target = stage.candidate(objection.alternative);
  if (!target) return null;
  const breach =
    objection.severity === 'block' ? matter.breaches.find((one) => one.option === target.option.name) : undefined;
  const cause = matter.clauses.find((one) => objection.quote.includes(one.text));
  const related = hazardsOf(matter, target.option, stage.state.seed).find(
    ({ hazard }) =>
      pen.heard(hazard.say[language].remedy) === 0 &&
      cause !== undefined &&
      (hazard.signals.some((signal) => cause.signals.includes(signal)) ||
        (hazard.templates !== undefined && hazard.seed?.test(cause.text) === true)),
  );
  const counter = breach || related ? null : stage.point(target.option, 'pro');
  const remedy =
    breach?.remedy ??
    (related ? pen.pick(phrases.condition, { m: related.hazard.say[language].remedy }) : counter?.text);
  if (!remedy) return null;
  const opening = counter
    ? pen.pick(phrases.outweighed)
    : pen.pick(phrases.answerTo, { s: stage.seatName(objection.seat) });
  const quote = pen.write(opening, breach ? (phrases.remedyFor[0] ?? '') : '', remedy);
  const resolves = breach !== undefined || (related !== undefined && objection.severity === 'concern');
  return { objection: objection.id, text: clip(remedy, 390), quote: clip(quote, 590), resolves };
}
