import type { Answer, AnswerFields } from '@/lib/council/answers.schema';
import { costSentence } from '@/lib/council/figures';
import type { Option } from '../matter';
import type { Candidate, Stage } from '../stage';
import { clip, exact, fill } from '../words';

type Offered = AnswerFields['alternatives'][number];
type Claim = Offered['pros'][number];

const claimOf = (text: string): Claim => ({ text: clip(text, 390), quote: clip(text, 590) });
/** An alternative as an answer carries it; its cost only where the text has said it. */
export const offer = (stage: Stage, option: Option, pros: readonly string[], cons: readonly string[]): Offered => ({
  name: option.name,
  summary: option.summary || option.name,
  pros: pros.filter(Boolean).map(claimOf),
  cons: cons.filter(Boolean).map(claimOf),
  cost: option.cost && costSentence(stage.pen.text, option.cost) ? option.cost : null,
});

/** Says what an option costs, in as many words as there is room for. */
export function sayCost(stage: Stage, { name, cost }: Option, limit: number): void {
  const { pen, phrases, language } = stage;
  if (!cost || costSentence(pen.text, cost)) return;
  const n = `${exact(language, cost.amount)} ${cost.unit}`;
  // By option and seat, so that seats who speak at the same time do not say it in the same words.
  const place = stage.ordinal + stage.matter.options.findIndex((one) => one.name === name);
  pen.fit(limit, fill(phrases.costs[(place + 1) % phrases.costs.length] ?? '', { o: stage.quote(name), n }));
}

/** The seat's favourite and its share of the other answers, so that the drafts together cover them all. */
function chosen(stage: Stage): { first: Candidate; others: Candidate[] } {
  const [first, ...rest] = stage.ranked;
  if (!first) throw new Error('A council needs an alternative');
  const all = stage.matter.options.filter((one) => one.kind !== 'nothing' || one.text !== one.name);
  const named = all.filter((one) => one.kind !== 'nothing' || !/^(?:Do nothing|Ничего не менять)$/u.test(one.name));
  const share = named.filter(
    (one, index) => index % stage.experts.length === stage.ordinal && one.name !== first.option.name,
  );
  const others = share.flatMap((option) => rest.filter((one) => one.option.name === option.name));
  const spare = rest.find((one) => one.option.kind !== 'nothing') ?? rest[0];
  return { first, others: others.length > 0 ? others.slice(0, 4) : spare ? [spare] : [] };
}

/** An independent first position: two answers or more, argued from the facts this seat notices. */
export function draft(stage: Stage): Answer {
  const { pen, phrases } = stage;
  const { first, others } = chosen(stage);
  const o = stage.name(first.option);
  const { note } = stage.state;
  if (note) pen.write(pen.must(phrases.answersNote, { note: stage.quote(clip(note, 160)) }));
  pen.write(pen.must(phrases.mine, { o }));
  const pro = stage.point(first.option, 'pro');
  const pros = [pen.write(pro?.text ?? stage.plain(first.option, 'pro'))];
  const sum = stage.working(first.option, 'pro');
  if (sum) pen.fit(80, pen.pick(phrases.price), sum.text);
  const con = stage.point(first.option, 'con');
  const conText = con?.text ?? stage.plain(first.option, 'con');
  const cons: string[] = [];
  if (pen.fit(96, con ? pen.pick(phrases.against) : '', conText)) cons.push(conText);
  sayCost(stage, first.option, 100);
  const [next, ...further] = others;
  const offered: Offered[] = [offer(stage, first.option, pros, cons)];
  const p = next ? stage.name(next.option) : o;
  if (next) {
    const stance = next.total > first.total - 0.6 ? 'pro' : 'con';
    const fact = pen.words < 78 ? stage.point(next.option, stance) : null;
    const said = fact?.text ?? stage.plain(next.option, stance);
    pen.write(pen.pick(phrases.other, { p }));
    const kept = pen.fit(118, said) || pen.fit(124, stage.plain(next.option, stance));
    sayCost(stage, next.option, 126);
    offered.push(offer(stage, next.option, stance === 'pro' ? [kept] : [], stance === 'con' ? [kept] : []));
  }
  for (const more of further) {
    pen.write(pen.pick(phrases.third, { p: stage.name(more.option) }));
    sayCost(stage, more.option, 128);
    offered.push(offer(stage, more.option, [], []));
  }
  const move = pen.pick(phrases.moveIf, { o, p });
  pen.fit(128, move);
  const noticed = [pro, con].flatMap((one) => (one ? [one] : []));
  const gap = first.total - (stage.ranked[1]?.total ?? 0);
  return {
    text: pen.text,
    alternatives: offered,
    position: { alternative: first.id, confidence: confidence(gap, stage), because: clip(pros[0] ?? '', 390) },
    unique_facts: noticed
      .filter(({ text }) => pen.text.includes(text))
      .map(({ clause, text }) => ({ text: clause.text.slice(0, 390), quote: clip(text, 590), fact: clause.fact })),
    change_mind: clip(move, 390),
  };
}

/** 0.5 to 0.9: the seat's lead over its second choice, with a little of its temperament. */
export const confidence = (gap: number, stage: Stage): number =>
  Math.round(Math.min(0.9, Math.max(0.5, 0.58 + gap * 0.11 + stage.lens.boldness * 0.04)) * 100) / 100;
