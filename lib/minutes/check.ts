import { occurs } from '../council/folding';
import type { Minutes, MinutesEvidence } from './minutes.schema';
import type { Transcript } from './transcript';

export type MinutesProblem = 'no_source' | 'unknown_turn' | 'quote_not_found';
type Cited = Pick<MinutesEvidence, 'turns' | 'quote'>;

/** Why a claim does not hold, or null: its turns are there, and its quote stands in one of them. */
export function problemIn({ turns }: Pick<Transcript, 'turns'>, { turns: cited, quote }: Cited): MinutesProblem | null {
  if (cited.length === 0) return 'no_source';
  if (cited.some((n) => turns[n - 1]?.turn !== n)) return 'unknown_turn';
  return cited.some((n) => occurs(turns[n - 1]?.text ?? '', quote)) ? null : 'quote_not_found';
}

/** Every claim of minutes, also those inside decisions, with its words. */
export const claimsIn = (minutes: Minutes): (Cited & { text: string })[] => [
  ...minutes.summary,
  ...minutes.decisions.flatMap((one) => [
    { ...one, text: one.statement },
    ...one.alternatives,
    ...one.rationale,
    ...one.objections,
  ]),
  ...minutes.action_items.map((one) => ({ ...one, text: one.title })),
  ...minutes.open_questions,
];

/** Minutes without the claims that do not hold, and what was left out with why: a model may cite what nobody said. */
export function soundMinutes(
  minutes: Minutes,
  transcript: Pick<Transcript, 'turns'>,
): { minutes: Minutes; dropped: { text: string; why: MinutesProblem }[] } {
  const dropped: { text: string; why: MinutesProblem }[] = [];
  const sound = <T extends Cited>(list: readonly T[], text: (one: T) => string): T[] =>
    list.filter((one) => {
      const why = problemIn(transcript, one);
      if (why) dropped.push({ text: text(one), why });
      return why === null;
    });
  const claims = <T extends Cited & { text: string }>(list: readonly T[]) => sound(list, (one) => one.text);
  const decisions = sound(minutes.decisions, (one) => one.statement).map((one) => ({
    ...one,
    alternatives: claims(one.alternatives),
    rationale: claims(one.rationale),
    objections: claims(one.objections),
  }));
  const known = new Set(decisions.map(({ id }) => id));
  return {
    minutes: {
      ...minutes,
      summary: claims(minutes.summary),
      decisions,
      action_items: sound(minutes.action_items, (one) => one.title).map((one) => ({
        ...one,
        decision: one.decision !== null && known.has(one.decision) ? one.decision : null,
      })),
      open_questions: claims(minutes.open_questions),
    },
    dropped,
  };
}
