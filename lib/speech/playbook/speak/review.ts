import type { Answer } from '@/lib/council/answers.schema';
import { lensesOf } from '../lenses';
import type { Candidate, Stage } from '../stage';
import { clip } from '../words';

/** Scores for every alternative, and one strongest objection; a block only where a limit is broken. */
export function review(stage: Stage): Answer {
  const { pen, phrases, ranked, criteria } = stage;
  const scores = ranked.flatMap(({ id, option }) =>
    criteria.map(({ name, theme }) => ({ alternative: id, criterion: name, score: stage.score(option, theme) })),
  );
  const [first, second] = ranked;
  if (!first || !second) return { text: stage.state.agenda.question, scores, objection: null };
  const [o, p] = [stage.name(first.option), stage.name(second.option)];
  pen.write(pen.must(phrases.sheet, { o, p, a: stage.number(first.total), b: stage.number(second.total) }));
  const apart = criteria
    .map((one) => ({ one, a: stage.score(first.option, one.theme), b: stage.score(second.option, one.theme) }))
    .toSorted((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b))[0];
  if (apart && apart.a !== apart.b)
    pen.write(pen.pick(phrases.widest, { c: apart.one.name, a: stage.number(apart.a), b: stage.number(apart.b) }));
  const rival = objectTo(stage);
  const lowest = criteria
    .filter((one) => one !== apart?.one)
    .map((one) => ({ one, b: stage.score(rival.option, one.theme) }))
    .toSorted((x, y) => x.b - y.b)[0];
  if (lowest)
    pen.write(pen.pick(phrases.low, { p: stage.name(rival.option), c: lowest.one.name, b: stage.number(lowest.b) }));
  return { ...objection(stage, rival, lowest?.one.theme), scores };
}

/** What this seat objects to: an answer that breaks a limit, else the favourite of others. */
function objectTo(stage: Stage): Candidate {
  const own = stage.ranked[0];
  const breach = stage.matter.breaches.map((one) => stage.candidate(one.option)).find((one) => one !== undefined);
  if (breach && guards(stage)) return breach;
  const counts = new Map<string, number>();
  for (const { alternative } of stage.state.positions) counts.set(alternative, (counts.get(alternative) ?? 0) + 1);
  const rivals = stage.ranked.filter((one) => one !== own && one.option.kind !== 'nothing');
  const popular = rivals.toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || b.total - a.total)[0];
  const found = popular ?? stage.ranked[1] ?? own;
  if (!found) throw new Error('A council needs an alternative');
  return found;
}

/** Whether this seat is the one that guards limits: the most cautious expert. */
function guards(stage: Stage): boolean {
  const lenses = [...lensesOf(stage.state.team, stage.state.agenda.template)];
  const least = Math.min(...lenses.map(([, lens]) => lens.boldness));
  return lenses.find(([, lens]) => lens.boldness === least)?.[0] === stage.seat.id;
}

function objection(
  stage: Stage,
  rival: Candidate,
  theme: Stage['lens']['themes'][number] | undefined,
): Pick<Answer, 'text' | 'objection'> {
  const { pen, phrases } = stage;
  const p = stage.name(rival.option);
  const breach = guards(stage) ? stage.matter.breaches.find((one) => one.option === rival.option.name) : undefined;
  if (breach) {
    pen.write(pen.pick(phrases.block, { p }));
    const quote = pen.write(`${stage.cite(breach.clause)} ${breach.because}`);
    pen.write(pen.pick(phrases.blockWhy));
    return {
      text: pen.text,
      objection: { alternative: rival.id, text: clip(breach.because, 390), quote: clip(quote, 590), severity: 'block' },
    };
  }
  const fact = stage.point(rival.option, 'con', theme ? [theme] : undefined);
  const lead = pen.pick(phrases.object, { p });
  const said = fact?.text || stage.plain(rival.option, 'con') || stage.working(rival.option, 'con')?.text || '';
  if (!said) return { text: pen.text, objection: null };
  pen.write(lead);
  const quote = pen.write(said);
  return {
    text: pen.text,
    objection: { alternative: rival.id, text: clip(quote, 390), quote: clip(quote, 590), severity: 'concern' },
  };
}
