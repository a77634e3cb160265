import type { Language } from '@/lib/council/agenda.schema';
import type { MinutesEvidence } from '@/lib/minutes/minutes.schema';
import type { Part } from '@/lib/minutes/parts';
import type { PartSaid, WholeSaid } from '@/lib/minutes/said.schema';
import { minutesByRules } from '@/lib/minutes/take-minutes';
import { shortened } from '@/lib/minutes/whole';

interface About {
  heldOn: string | null;
  language: Language;
}

/**
 * The scripted scribe understands nothing: it applies the rules to each part alone, and answers in the form of a model. What
 * a model's way does to the parts can so be seen, and measured, without one.
 */
export function readByRules({ pieces }: Part, { heldOn, language }: About): PartSaid {
  const turns = pieces.map(({ speaker, text }, at) => ({ turn: at + 1, speaker, text, startMs: null, endMs: null }));
  const taking = heldOn === null ? {} : { heldOn };
  const minutes = minutesByRules({ title: null, language, format: 'text', turns, notes: [] }, taking);
  const there = ({ turns: own, quote }: Pick<MinutesEvidence, 'turns' | 'quote'>) => ({
    turns: own.flatMap((turn) => pieces[turn - 1]?.turn ?? []).slice(0, 8),
    quote,
  });
  const claims = (list: readonly MinutesEvidence[]) => list.map((one) => ({ text: one.text, ...there(one) }));
  const places = new Map(minutes.decisions.map(({ id }, at) => [id, at + 1]));
  return {
    summary: claims(minutes.summary),
    decisions: minutes.decisions.map((one) => ({
      title: one.title,
      statement: one.statement,
      ...there(one),
      confidence: one.confidence,
      alternatives: one.alternatives.map((each) => ({ name: each.name, chosen: each.chosen, ...there(each) })),
      rationale: claims(one.rationale),
      objections: one.objections.map((each) => ({ speaker: each.speaker, text: each.text, ...there(each) })),
    })),
    tasks: minutes.action_items.map((one) => ({
      title: one.title,
      owner: one.owner ?? one.owner_said,
      due: one.due_said,
      stated: one.origin === 'stated',
      ...there(one),
      confidence: one.confidence,
      decision: places.get(one.decision ?? '') ?? null,
    })),
    open_questions: claims(minutes.open_questions),
  };
}

/** Lines from all over the meeting, each as it stands. */
export function shortenByRules(lines: readonly MinutesEvidence[]): WholeSaid {
  const chosen = shortened(lines);
  return {
    title: chosen[0]?.text ?? '–',
    summary: chosen.map((one) => ({ text: one.text, lines: [lines.indexOf(one) + 1] })),
  };
}
