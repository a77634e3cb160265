import { givesOrders } from './ground';
import type { MinutesEvidence } from './minutes.schema';
import { partRoom } from './parts';
import type { WholeSaid } from './said.schema';
import { isAbout } from './settle-part';
import { headingOf, sentenceOf } from './titles';
import type { Transcript } from './transcript';

/** Lines of a summary, and turns of one of them, at most. */
const most = { lines: 8, turns: 8 };

/** Some of many, as far apart as can be, first and last among them. */
const spread = <T>(list: readonly T[], count: number): T[] =>
  list.length <= count
    ? [...list]
    : Array.from({ length: count }, (_, n) => list[Math.round((n * (list.length - 1)) / (count - 1))]).filter(
        (one): one is T => one !== undefined,
      );

/** The lines of which a meeting is summed up: all that its parts brought, or as many as a model can be shown. */
export function linesOf(summary: readonly MinutesEvidence[]): MinutesEvidence[] {
  const size = summary.reduce((sum, one) => sum + one.text.length + 8, 0);
  return size <= partRoom ? [...summary] : spread(summary, Math.floor((summary.length * partRoom) / size));
}

/** A summary without a model: lines from all over the meeting, as they stand. */
export const shortened = (summary: readonly MinutesEvidence[]): MinutesEvidence[] => spread(summary, most.lines);

/** What a model made of the lines: each sentence with the places and the words of those that it cites. */
export function settleWhole(
  said: WholeSaid,
  lines: readonly MinutesEvidence[],
  language: Transcript['language'],
): { title: string; summary: MinutesEvidence[]; dropped: number } {
  const summary = said.summary.flatMap((one): MinutesEvidence[] => {
    const cited = [...new Set(one.lines)].flatMap((n) => lines[n - 1] ?? []);
    const [first] = cited;
    if (!first || givesOrders(one.text) || !isAbout(one.text, cited.map(({ text }) => text).join(' '))) return [];
    const more = cited.flatMap(({ turns }) => turns).filter((turn) => !first.turns.includes(turn));
    const turns = [...first.turns, ...new Set(more)].slice(0, most.turns).sort((a, b) => a - b);
    return [{ text: sentenceOf(one.text, language), turns, quote: first.quote, origin: 'derived' }];
  });
  return { title: headingOf(said.title, language), summary, dropped: said.summary.length - summary.length };
}
