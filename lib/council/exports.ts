import type { ExportEvent, LoggedEvent } from './events';
import type { ExportRecord } from './run';

/** The deliveries after one more event. An export that nobody asked for does not exist: it changes nothing. */
export function changeExport(before: ExportRecord[], event: LoggedEvent & ExportEvent): ExportRecord[] {
  const at = before.findIndex((one) => one.export === event.export);
  const old = before[at];
  if (event.name === 'export-requested') {
    const asked = requested(old, event);
    return old ? before.with(at, asked) : [...before, asked];
  }
  return old ? before.with(at, changed(old, event)) : before;
}

type Requested = Extract<LoggedEvent, { name: 'export-requested' }>;

function requested(old: ExportRecord | undefined, event: Requested): ExportRecord {
  const { tool, target, integration, subject, by, seq } = event;
  return {
    export: event.export,
    tool,
    target,
    integration,
    subject,
    arguments: event.arguments,
    by,
    state: 'waiting',
    attempt: 0,
    stages: [],
    reason: null,
    retryAt: null,
    delivered: old?.delivered ?? null,
    read: old?.read ?? null,
    seq: old?.seq ?? seq,
  };
}

function changed(one: ExportRecord, event: Exclude<LoggedEvent & ExportEvent, Requested>): ExportRecord {
  const { at } = event;
  switch (event.name) {
    case 'export-started':
      return { ...one, state: 'sending', attempt: event.attempt, stages: [], retryAt: null };
    case 'export-progressed': {
      const { stage, done, of } = event;
      const going = one.stages.at(-1)?.stage === stage ? one.stages.slice(0, -1) : one.stages;
      return { ...one, stages: [...going, { stage, at, done, of }] };
    }
    case 'export-failed': {
      const { reason, retryAt } = event;
      return { ...one, state: retryAt === null ? 'failed' : 'waiting', reason, retryAt };
    }
    case 'export-cancelled':
      return { ...one, state: 'cancelled', reason: event.reason, retryAt: null };
    case 'export-delivered': {
      const { version, externalId, url } = event;
      return { ...one, state: 'delivered', reason: null, retryAt: null, delivered: { version, externalId, url, at } };
    }
    case 'export-read':
      return {
        ...one,
        read: { status: event.status, at },
        delivered: one.delivered && { ...one.delivered, version: event.version ?? one.delivered.version },
      };
  }
}

/** Whether something will still happen to it by itself. */
export const isUnderWay = ({ state }: Pick<ExportRecord, 'state'>) => state === 'waiting' || state === 'sending';
