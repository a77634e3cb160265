import type { DecisionLog } from './decision-log.schema';

/** One difference between two versions of a log; null: it was not there. */
export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** What a reader of the history wants to see; all else of a log never changes or is bookkeeping. */
const fields = {
  status: (log) => [log.status],
  title: (log) => [log.title],
  statement: (log) => [log.statement],
  chosen: (log) => log.alternatives.filter((one) => one.id === log.chosen).map((one) => one.name),
  rationale: (log) => log.rationale.map((one) => one.text),
  risks: (log) =>
    log.risks.map((one) =>
      [one.text, one.mitigation, one.owner].filter((part) => part !== null && part !== '').join(' · '),
    ),
  dissent: (log) => log.dissent.map((one) => `${one.seat}: ${one.text}`),
  assumptions: (log) => log.assumptions,
  open_questions: (log) => log.open_questions,
  review_date: (log) => [log.review_date ?? ''],
  kill_criterion: (log) => [log.kill_criterion],
  deferred_until: (log) => [log.deferred_until ?? ''],
} as const satisfies Partial<Record<keyof DecisionLog, (log: DecisionLog) => string[]>>;

/** Field by field: single words as before and after, lists by what went and what came, in their order. */
export function diffLogs(before: DecisionLog, after: DecisionLog): Difference[] {
  return Object.entries(fields).flatMap(([field, lines]) => {
    const [old, now] = [lines(before).filter(Boolean), lines(after).filter(Boolean)];
    const gone = old.filter((line) => !now.includes(line));
    const came = now.filter((line) => !old.includes(line));
    return Array.from({ length: Math.max(gone.length, came.length) }, (_, n) => ({
      field,
      before: gone[n] ?? null,
      after: came[n] ?? null,
    }));
  });
}
