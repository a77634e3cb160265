/** The targets that the product is built around. */
export const targets = { successRate: 0.7, decisionMs: 15 * 60_000, agendaMs: 7 * 60_000 } as const;

/** Confirmed tasks of a success, from and to; all of them delivered. */
export const confirmedTasks = [5, 10] as const;

/** With fewer meetings than this a number says little, and the page says so. */
export const fewMeetings = 5;

/** Groups of meetings that a number of the page counts, and that the list can show. */
export const countedNames = [
  'ended',
  'succeeded',
  'recorded',
  'decided',
  'prepared',
  'escalated',
  'incidents',
  'scripted',
] as const;
export type Counted = (typeof countedNames)[number];

/** What was measured of one meeting, by its newest run. Times in ms, money in micro-USD; null: not measured. */
export interface Measured {
  endedAt: Date;
  teamId: string | null;
  template: string;
  scripted: boolean;
  succeeded: boolean;
  recorded: boolean;
  decided: boolean;
  escalated: boolean;
  activeMs: number | null;
  agendaMs: number | null;
  stated: number;
  derived: number;
  added: number;
  /** Of all runs of the meeting. */
  microUsd: number;
  detectMs: number | null;
  restoreMs: number | null;
}

export interface Spread {
  count: number;
  mean: number | null;
  median: number | null;
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return mean(sorted.slice(sorted.length % 2 === 1 ? half : half - 1, half + 1));
}

function spread(values: readonly (number | null)[]): Spread {
  const known = values.filter((one) => one !== null);
  return { count: known.length, mean: mean(known), median: median(known) };
}

/** Every measure of some meetings. */
export function figuresOf(rows: readonly Measured[]) {
  const recorded = rows.filter((one) => one.recorded);
  const money = rows.map((one) => one.microUsd);
  const succeeded = rows.filter((one) => one.succeeded).length;
  const escalated = rows.filter((one) => one.escalated).length;
  return {
    ended: rows.length,
    scripted: rows.filter((one) => one.scripted).length,
    succeeded,
    successRate: rows.length === 0 ? null : succeeded / rows.length,
    decision: spread(rows.map((one) => (one.decided ? one.activeMs : null))),
    agenda: spread(rows.map((one) => one.agendaMs)),
    tasks: {
      count: recorded.length,
      stated: mean(recorded.map((one) => one.stated)),
      derived: mean(recorded.map((one) => one.derived)),
      added: mean(recorded.map((one) => one.added)),
    },
    escalated,
    escalationRate: rows.length === 0 ? null : escalated / rows.length,
    cost: { total: money.reduce((sum, one) => sum + one, 0), mean: mean(money), median: median(money) },
    detect: spread(rows.map((one) => one.detectMs)),
    restore: spread(rows.map((one) => one.restoreMs)),
  };
}
export type Figures = ReturnType<typeof figuresOf>;

const day = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** ISO days, both included. */
export interface Days {
  from: string;
  to: string;
}

/** The period cut into weeks that end on its last day, or months of the calendar where it is longer than 26 weeks. UTC. */
export function spansOf({ from, to }: Days): Days[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const spans: Days[] = [];
  if (last - first < 182 * day) {
    for (let end = last; end >= first; end -= 7 * day) {
      spans.unshift({ from: dayOf(Math.max(first, end - 6 * day)), to: dayOf(end) });
    }
    return spans;
  }
  for (let start = first; start <= last; ) {
    const date = new Date(start);
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    spans.push({ from: dayOf(start), to: dayOf(Math.min(last, next - day)) });
    start = next;
  }
  return spans;
}

/** Whether a moment lies in these days of UTC. */
export const within = ({ from, to }: Days, at: Date): boolean => {
  const on = dayOf(at.getTime());
  return from <= on && on <= to;
};
