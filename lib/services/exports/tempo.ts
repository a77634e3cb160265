/** Tries of one export before it waits for a person: about two hours in all. */
export const mostTries = 8;

const firstMs = 6_000;

/** Wait before the try after `attempt` (from 1): three times the one before, give or take a fifth by `dice` (0 to 1). */
export const backOff = (attempt: number, dice: number): number => firstMs * 3 ** (attempt - 1) * (0.8 + 0.4 * dice);

/** After so many failures of the target in a row it is left alone, and then asked by one export first. */
export const opensAfter = 5;

const restMs = 30_000;
const longestRestMs = 15 * 60_000;

/** How long a target rests after its `failures` in a row; 0 while there are few. */
export const rest = (failures: number, dice: number): number =>
  failures < opensAfter ? 0 : Math.min(longestRestMs, restMs * 2 ** (failures - opensAfter)) * (0.8 + 0.4 * dice);

/** How long a claim holds without a sign of life of its worker, and how often that gives one. */
export const claimMs = 20_000;
export const beatMs = 5_000;

/** After this a worker starts no further call: what is left is a new job. */
export const jobMs = 45_000;

/** A worker waits so long for its turn at the target's rate; else it comes again. */
export const patienceMs = 20_000;

/** How many tasks of one run go to one integration at once: a slow answer leaves the rate to the others. */
export const lanes = 3;
