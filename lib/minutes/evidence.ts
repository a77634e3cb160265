import { type Heard, spoken } from './heard';
import type { MinutesEvidence } from './minutes.schema';
import { sentenceOf } from './titles';

/** A sentence as evidence of itself; `more`: other turns that bear it out. */
export const evidenceOf = (
  one: Heard,
  more: readonly number[] = [],
  origin: MinutesEvidence['origin'] = 'stated',
): MinutesEvidence => ({
  text: sentenceOf(spoken(one), one.language),
  turns: [...new Set([one.turn, ...(one.on ? [one.on.turn] : []), ...more])].sort((a, b) => a - b),
  quote: one.quote,
  origin,
});

const rounded = (value: number): number => Math.round(value * 100) / 100;
/** A score as a rank between 0.05 and 0.95: half at `middle`. */
export const confidenceOf = (score: number, middle: number, slope = 0.9): number =>
  rounded(0.05 + 0.9 / (1 + Math.exp(-slope * (score - middle))));
