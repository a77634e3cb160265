import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { FieldErrors } from '../new/field';

/** What a refused request tells: a sentence, errors by field, and the newer version where the sent one was stale. */
export interface Refusal {
  detail: string;
  errors: FieldErrors;
  newer: DecisionLog | null;
  newerTask: ActionItem | null;
}

interface ProblemLike {
  detail: string;
  errors?: { path: string; message: string }[];
  [extra: string]: unknown;
}

/** A server action as these forms call it. */
export type Ask = (input: unknown) => Promise<{ ok: true; value: unknown } | { ok: false; problem: ProblemLike }>;

/** Calls the action; null: it was done. A request that never arrived is a refusal too, so that nothing typed is lost. */
export async function ask(action: Ask, input: unknown, network: string): Promise<Refusal | null> {
  const result = await action(input).catch(() => null);
  if (result === null) return { detail: network, errors: {}, newer: null, newerTask: null };
  // An action that sends the reader on to another page answers nothing.
  if (!result || result.ok) return null;
  const { detail, errors = [] } = result.problem;
  return { detail, errors: byField(errors), ...newest(result.problem) };
}

/** `input.changes.risks.0.text` belongs to `risks`; where the path names no field of the form, to the whole. */
function byField(errors: { path: string; message: string }[]): FieldErrors {
  const found: Record<string, string> = {};
  for (const { path, message } of errors) {
    const field = path.split('.').find((part) => !wrappers.has(part)) ?? '';
    const said = message.replaceAll(path, field);
    found[field] = found[field] ? `${found[field]} ${said}` : said;
  }
  return found;
}
const wrappers = new Set(['input', 'changes', 'task']);

/** The service puts the newest record, or the newest task, into the problem of a stale version: that is its type there. */
function newest(problem: ProblemLike): Pick<Refusal, 'newer' | 'newerTask'> {
  const { decision, item } = problem as { decision?: { log: DecisionLog }; item?: ActionItem };
  return { newer: decision?.log ?? null, newerTask: item ?? null };
}
