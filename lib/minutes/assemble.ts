import { joinParts } from './join-parts';
import type { Minutes } from './minutes.schema';
import type { Part } from './parts';
import type { PartMinutes, Settled } from './settle-part';
import { shortened } from './whole';

/** One part and what a model brought of it; or why it brought nothing. */
export interface PartRead {
  part: Pick<Part, 'from' | 'to'>;
  read: Settled | { answer: null; why: string };
}

export interface ToAssemble {
  made_by: Minutes['made_by'];
  parts: readonly PartRead[];
  /** The whole meeting by rules: it stands in where the model brought nothing, and bears out what both found. */
  rules: Minutes;
  /** A model's summary of the meeting; null: the lines of its parts. */
  whole: { title: string; summary: Minutes['summary']; dropped: number } | null;
  /** Null: the model's. */
  title: string | null;
}

/** Turns that may lie between two places that are one. */
const near = 3;

/** Minutes out of what a model read, part by part. Where it brought nothing at all, they are those of the rules, and say why. */
export function assembled({ made_by, parts, rules, whole, title }: ToAssemble): Minutes {
  const by_rules = parts.flatMap(({ part: { from, to }, read }) =>
    read.answer === null ? [{ from, to, why: read.why }] : [],
  );
  const sum = (key: 'dropped' | 'mended') =>
    parts.reduce((all, { read }) => all + (read.answer === null ? 0 : read[key]), 0);
  const reading = {
    parts: parts.length,
    by_rules,
    dropped: sum('dropped') + (whole?.dropped ?? 0),
    mended: sum('mended'),
  };
  if (by_rules.length === parts.length) return { ...rules, reading };
  const { summary, ...joined } = joinParts(
    parts.map(({ part, read }) => (read.answer === null ? within(rules, part) : borneOut(read.answer, rules))),
  );
  return {
    title: title ?? whole?.title ?? rules.title,
    language: rules.language,
    made_by,
    summary: whole && whole.summary.length > 0 ? whole.summary : shortened(summary),
    ...joined,
    reading,
  };
}

/** What rules found in a part, and that they did. */
function within(rules: Minutes, { from, to }: PartRead['part']): PartMinutes {
  const here = <T extends { turns: number[] }>(list: readonly T[]) =>
    list.filter(({ turns: [first = 0] }) => first >= from && first <= to);
  const marked = <T extends { signs: string[] }>(one: T): T => ({ ...one, signs: ['by_rules', ...one.signs] });
  return {
    summary: here(rules.summary),
    decisions: here(rules.decisions).map(marked),
    action_items: here(rules.action_items).map(marked),
    open_questions: here(rules.open_questions),
  };
}

/** Where rules found something of the same kind too, a record is a little surer, and says so. */
function borneOut(part: PartMinutes, rules: Minutes): PartMinutes {
  const too = <T extends { turns: number[]; confidence: number; signs: string[] }>(
    one: T,
    found: readonly { turns: number[] }[],
  ): T =>
    found.some(({ turns }) => turns.some((a) => one.turns.some((b) => Math.abs(a - b) <= near)))
      ? {
          ...one,
          confidence: Math.min(0.95, Math.round((one.confidence + 0.1) * 100) / 100),
          signs: [...one.signs, 'rules_too'],
        }
      : one;
  return {
    ...part,
    decisions: part.decisions.map((one) => too(one, rules.decisions)),
    action_items: part.action_items.map((one) => too(one, rules.action_items)),
  };
}
