import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ExportEvent, LoggedEvent } from '../council/events';
import { createExportStore } from './export-store';
import { createTestBrowser, createTestServer } from './testing';

const reader = 'u1:moderator';
const log: LoggedEvent[] = [];
const happen = (event: ExportEvent): LoggedEvent => {
  const logged = { ...event, seq: log.length + 1, at: log.length, epoch: 1 };
  log.push(logged);
  return logged;
};
const asked = (again = false): ExportEvent => ({
  name: 'export-requested',
  export: 'e1',
  tool: 'notion.decision_log',
  target: 'notion',
  integration: 'Notion',
  subject: { kind: 'decision_log', id: 'r1', version: 2 },
  arguments: {},
  by: null,
  again,
});
const delivered: ExportEvent = {
  name: 'export-delivered',
  export: 'e1',
  version: 2,
  externalId: 'p1',
  url: 'https://notion.example/p1',
};

function scene() {
  log.length = 0;
  const server = createTestServer([], reader);
  const { browser, tell, now } = createTestBrowser(server.fetch).tab();
  const refresh = vi.fn();
  const store = createExportStore({ streamUrl: '/stream?runId=r1', reader, head: 0, exports: [], refresh, browser });
  const stop = store.start();
  return { server, store, stop, tell, now, refresh, states: () => store.getSnapshot().exports.map((one) => one.state) };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('listens only while something is under way: else every open page holds a stream for nothing', async () => {
  const { server, store, states } = scene();
  await settle();
  expect(server.asked).toEqual([]);
  server.append(happen(asked()));
  store.look();
  await settle();
  expect(states()).toEqual(['waiting']);
  expect(server.open).toBe(1);
  server.append(happen({ name: 'export-started', export: 'e1', attempt: 1 }));
  await settle();
  expect(states()).toEqual(['sending']);
  server.append(happen(delivered));
  await settle();
  expect(states()).toEqual(['delivered']);
  expect(server.open).toBe(0);
  expect(store.getSnapshot().connection).toBe('ended');
});

it('looks again when its reader comes back to it: else what was done at the target stays unseen', async () => {
  const { server, tell, states } = scene();
  server.append(happen(asked()), happen(delivered));
  tell('seen');
  await settle();
  expect(states()).toEqual(['delivered']);
  expect(server.open).toBe(0);
  server.append(happen({ name: 'export-read', export: 'e1', status: 'Done' }));
  tell('seen');
  await settle();
  expect(server.asked).toEqual([0]);
  await vi.advanceTimersByTimeAsync(6000);
  tell('seen');
  await settle();
  expect(server.asked).toEqual([0, 2]);
});

it('goes on after a break without a gap, and has the page drawn anew for what is no export', async () => {
  const { server, store, states, refresh } = scene();
  server.append(happen(asked()));
  store.look();
  await settle();
  server.cut();
  happen({ name: 'export-failed', export: 'e1', reason: { code: 'export.other' }, retryAt: 9 });
  server.append(...log.slice(1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(states()).toEqual(['waiting']);
  expect(refresh).not.toHaveBeenCalled();
  const other = {
    name: 'run-paused',
    by: { userId: 'u1', name: 'Olga' },
    seq: log.length + 1,
    at: 9,
    epoch: 1,
  } as const;
  server.append(other);
  store.look();
  await settle();
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('takes what the server drew anew, never what is older', () => {
  const { store } = scene();
  store.adopt({ head: 5, exports: [] });
  expect(store.getSnapshot().head).toBe(5);
  store.adopt({ head: 3, exports: [] });
  expect(store.getSnapshot().head).toBe(5);
});
