import type { Reason } from '@/lib/council/events';
import { isUnderWay } from '@/lib/council/exports';
import type { ExportRecord } from '@/lib/council/run';

/** A way out of here that the organisation has: one of its integrations, or files that are kept here. */
export interface Way {
  /** Of the integration; `file` for files. */
  id: string;
  target: string;
  label: string;
  state: 'new' | 'ready' | 'broken';
  /** Why it is broken. */
  reason: Reason | null;
}

/** What the server knows of an export beside its events. */
export interface Known {
  /** Of the way that it goes; null where its integration was removed. */
  way: string | null;
  files: readonly { format: 'md' | 'json' | 'ics'; name: string }[];
}

/** What the record holds now: the version of the decision, and of each task by its id. */
export interface Versions {
  decision: number;
  tasks: Readonly<Record<string, number>>;
}

export const versionOf = ({ subject }: Pick<ExportRecord, 'subject'>, now: Versions): number | undefined =>
  subject.kind === 'decision_log' ? now.decision : now.tasks[subject.id];

/** Whether the record is newer than what was brought there. */
export const isChanged = (one: ExportRecord, now: Versions): boolean =>
  one.state === 'delivered' && (versionOf(one, now) ?? 0) > (one.delivered?.version ?? 0);

export interface Gone extends Way {
  exports: ExportRecord[];
  /** Its integration was removed: what is there stays, nothing more goes. */
  removed: boolean;
}

/** Every way with what went along it: those the organisation has, in their order, then those it had. */
export function gatherWays(
  exports: readonly ExportRecord[],
  ways: readonly Way[],
  known: Readonly<Record<string, Known>>,
): Gone[] {
  const gathered = new Map<string, Gone>(ways.map((way) => [way.id, { ...way, exports: [], removed: false }]));
  for (const one of exports) {
    const { target, integration } = one;
    // One that was asked for a moment ago is known by its name alone.
    const named = known[one.export]
      ? ways.find((way) => way.id === known[one.export]?.way)
      : ways.find((way) => way.target === target && (way.id === 'file' || way.label === integration));
    const id = named?.id ?? `${target} ${integration}`;
    const way = gathered.get(id);
    if (way) way.exports.push(one);
    else
      gathered.set(id, { id, target, label: integration, state: 'ready', reason: null, removed: true, exports: [one] });
  }
  return [...gathered.values()];
}

export const countStates = (exports: readonly ExportRecord[], now: Versions) => ({
  all: exports.length,
  delivered: exports.filter((one) => one.state === 'delivered').length,
  sending: exports.filter((one) => one.state === 'sending').length,
  waiting: exports.filter((one) => one.state === 'waiting').length,
  failed: exports.filter((one) => one.state === 'failed').length,
  cancelled: exports.filter((one) => one.state === 'cancelled').length,
  changed: exports.filter((one) => isChanged(one, now)).length,
});

/** What is told of a way to who cannot see it, where it has come to something between two moments. */
export function tidingsOf(
  before: Pick<Gone, 'exports'> | undefined,
  { exports }: Pick<Gone, 'exports'>,
): { key: 'began' | 'done' | 'failed'; count: number } | null {
  const goes = exports.some(isUnderWay);
  const went = before?.exports.some(isUnderWay) ?? false;
  if (goes === went) return null;
  if (goes) return { key: 'began', count: exports.length };
  const failed = exports.filter((one) => one.state === 'failed').length;
  return failed > 0 ? { key: 'failed', count: failed } : { key: 'done', count: exports.length };
}
