import type { Answer } from '@/lib/council/answers.schema';
import { criteriaOf, type Stage } from '../stage';
import { capital, clip, deciderOf, fill, list, number, span } from '../words';

/** The moderator's opening: question, limits, weights before any option, and for an incident its times. */
export function frame(stage: Stage): Answer {
  const { pen, phrases, language, state } = stage;
  const { agenda } = state;
  const criteria = criteriaOf(state);
  const sum = criteria.reduce((total, one) => total + one.weight, 0);
  const weights = list(
    language,
    criteria.map((one) => `${one.name} ${number(language, Math.round((one.weight / sum) * 100))} %`),
  );
  pen.write(clip(agenda.question, 500));
  if (state.note) pen.write(pen.pick(phrases.sentBack, { note: stage.quote(clip(state.note, 400)) }));
  const decider = deciderOf(language, agenda.decider);
  pen.write(pen.pick(agenda.reversibility === 'one-way' ? phrases.oneWay : phrases.twoWay, { decider }));
  if (agenda.incident) {
    const { started_at, detected_at, mitigated_at, resolved_at } = agenda.incident;
    const from = (at: string) => span(language, (Date.parse(at) - Date.parse(started_at)) / 60e3);
    pen.write(
      pen.pick(phrases.times, { detect: from(detected_at), mitigate: from(mitigated_at), restore: from(resolved_at) }),
    );
  }
  const limits = agenda.constraints.slice(0, 3).map((text) => stage.quote(clip(text.replace(/[.;]+$/u, ''), 160)));
  if (limits.length > 0) pen.write(pen.pick(phrases.limits, { list: list(language, limits) }));
  for (const { fact, ground } of stage.matter.refused)
    pen.fit(115, fill(phrases.refused[0] ?? '', { n: String(fact), g: ground.name[language] }));
  pen.write(pen.pick(phrases.weigh, { list: weights }));
  const item = agenda.items[0]?.title;
  if (item) pen.fit(125, pen.pick(phrases.firstItem, { item: /[?!.]$/u.test(item) ? capital(item) : `${item}.` }));
  return { text: pen.text, criteria: criteria.map((one) => ({ ...one })) };
}
