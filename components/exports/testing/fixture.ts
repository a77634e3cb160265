import type { ExportEvent, LoggedEvent } from '@/lib/council/events';
import { changeExport } from '@/lib/council/exports';
import type { ExportRecord } from '@/lib/council/run';

const subject = (id: string, version = 1) => ({
  kind: id === 'decision' ? ('decision_log' as const) : ('action_item' as const),
  id,
  version,
});

/** Deliveries as their events leave them; each event lies a second after the one before, from `start` on, ms. */
export function exportsAfter(events: readonly ExportEvent[], start = 0): ExportRecord[] {
  return events.reduce<ExportRecord[]>(
    (before, event, n) =>
      changeExport(before, { ...event, seq: n + 1, at: start + n * 1000, epoch: 1 } as LoggedEvent & ExportEvent),
    [],
  );
}

export const asked = (
  id: string,
  over: Partial<Extract<ExportEvent, { name: 'export-requested' }>> = {},
): ExportEvent => ({
  name: 'export-requested',
  export: `e-${id}`,
  tool: id === 'decision' ? 'notion.decision_log' : 'notion.task',
  target: 'notion',
  integration: 'Council notes',
  subject: subject(id),
  arguments: { title: id, key: 'm1:r1:T1' },
  by: { userId: 'u1', name: 'Olga Brandt' },
  again: false,
  ...over,
});
export const began = (id: string, attempt = 1): ExportEvent => ({ name: 'export-started', export: `e-${id}`, attempt });
export const wrote = (id: string, stage: string, done: number, of: number): ExportEvent => ({
  name: 'export-progressed',
  export: `e-${id}`,
  stage,
  done,
  of,
});
export const arrived = (id: string, version = 1): ExportEvent => ({
  name: 'export-delivered',
  export: `e-${id}`,
  version,
  externalId: `p-${id}`,
  url: `https://notion.example/${id}`,
});
export const missed = (id: string, code: string, retryAt: number | null = null): ExportEvent => ({
  name: 'export-failed',
  export: `e-${id}`,
  reason: { code },
  retryAt,
});
