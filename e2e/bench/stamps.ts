/** Words that a talking model says before its answer. */
export const stampedWords = 100;
const digits = 6;
const period = 36 ** digits;

/** A moment as a word that can stand in any text, to the millisecond, unique for 25 days. */
export const stampOf = (ms: number): string =>
  `Q${Math.floor(ms % period)
    .toString(36)
    .padStart(digits, '0')}Z`;

/** Ms from the moment of a stamp to `ms`. */
export const since = (stamp: string, ms: number): number => (ms % period) - Number.parseInt(stamp.slice(1, -1), 36);
