import type { DecisionLog } from './decision-log.schema';
import type { RunState } from './run';
import { verbatim } from './sentences';
import { seatName } from './tally';

/**
 * Objections to what is decided, with the turns that answered them, and votes for something else. Where nothing is
 * decided, `about` is what leads. What was answered comes last and stays on record: the answer is the answerer's word.
 */
export function dissentFrom(state: RunState, about: string | null): DecisionLog['dissent'] {
  if (!about) return [];
  const pooled = new Set(state.alternatives.map((one) => one.id));
  const said = (turn: number) => ({ turns: [turn], facts: [], origin: 'stated' as const });
  const objected = (resolved: boolean) =>
    state.objections
      .filter((one) => one.resolved === resolved && (one.alternative === about || !pooled.has(one.alternative)))
      .map((one) => ({
        text: one.text,
        ...said(one.turn),
        quote: one.quote,
        seat: seatName(state, one.seat),
        severity: one.severity,
        answered_by: one.answeredBy,
      }));
  const voted = (state.ballot?.votes ?? [])
    .filter((vote) => vote.alternative !== about)
    .map((vote) => ({
      text: vote.because,
      ...said(vote.turn),
      quote: verbatim(vote.text, vote.because),
      seat: seatName(state, vote.seat),
      severity: 'vote' as const,
      answered_by: [],
    }));
  return [...objected(false), ...voted, ...objected(true)];
}
