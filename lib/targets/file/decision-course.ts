import type { DecisionLog, LogAlternative } from '@/lib/council/decision-log.schema';
import { type DecisionWords, filled } from './decision-words';
import { line, section, source } from './markdown';

/** How the council came to its decision: each ballot, who changed their mind and what for, what only one knew. */
export function course(log: DecisionLog, w: DecisionWords): string[] {
  const names = new Map(log.alternatives.map((one) => [one.id, one.name]));
  const name = (id: string) => line(names.get(id) ?? id);
  const turns = (list: number[]) => list.map((one) => `${w.turn} ${one}`).join(', ');
  return [
    ...section(
      w.ballots,
      log.ballots.map(
        (one) =>
          `- ${line(one.seat)}: ${name(one.alternative)}, ${w.sure} ${Math.round(one.confidence * 100)} %: ${line(one.because)} *(${turns([one.turn])})*`,
      ),
    ),
    ...section(
      w.positions,
      log.positions.flatMap((one) => {
        if (one.from === null) return [];
        const said = { seat: line(one.seat), turn: String(one.turn), from: name(one.from), to: name(one.to) };
        const moved = filled(w.moved, { ...said, citing: turns(one.citing) || w.nothing });
        return [`- ${moved}${one.flagged ? ` (**${w.flagged}**)` : ''}. ${line(one.because)}`];
      }),
    ),
    ...section(
      w.unique,
      log.unique_facts.map((one) => {
        const heard = one.voiced_by.length > 0 ? `${w.voiced} ${turns(one.voiced_by)}` : w.unvoiced;
        return `- ${line(one.seat)}: ${line(one.text)} (${heard}) ${source(one, w)}`;
      }),
    ),
    ...section(
      w.contradicts,
      log.contradicts.map((one) => `- ${line(one.title)}: ${line(one.why)}`),
    ),
  ];
}

/** Proposals that were joined to an alternative, in their own words, and why. */
export const joinedTo = ({ joined }: LogAlternative, w: DecisionWords): string[] =>
  joined.map((one) => {
    const why =
      one.by === 'code'
        ? filled(w.joined_by.code, { shared: one.shared.join(', ') })
        : (one.why ?? w.joined_by.moderator);
    return `${w.joined}: ${line(one.name)}. ${line(one.summary)} *(${w.turn} ${one.turn}; ${line(why)})*`;
  });
