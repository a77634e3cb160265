import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoggedEvent } from '../council/events';
import { fold } from '../council/evolve';
import { answerFor } from '../council/testing/answers';
import { Simulation } from '../council/testing/simulate';
import { veil } from '../council/veil';
import { createRunStore } from './run-store';
import { createTestBrowser, createTestServer } from './testing';

const reader = 'u1:moderator';

function wholeLog() {
  const sim = new Simulation();
  sim.run(
    (turn, state) => ({ kind: 'complete', ms: 10, answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 1) }),
    400,
  );
  return sim.log.map((event) => veil(event, 'moderator'));
}
const log = wholeLog();
const half = log.findIndex((event) => event.name === 'turn-started') + 1;
const open = log[half - 1];
if (open?.name !== 'turn-started') throw new Error('No turn');
const spoken = (offset: number, delta: string) => ({ epoch: open.epoch, turn: open.turn, attempt: 1, offset, delta });

/** Tabs of one browser before one server whose log has come as far as the first turn. */
function scene() {
  const server = createTestServer(log.slice(0, half), reader);
  const browser = createTestBrowser(server.fetch);
  const refreshes: (() => void)[] = [];
  const open = (over: Parameters<typeof browser.tab>[0] = {}, from = half) => {
    const tab = browser.tab(over);
    const store = createRunStore({
      state: fold(log.slice(0, from)),
      streamUrl: '/stream',
      reader,
      refresh: () => refreshes.push(() => store.adopt(fold(log))),
      browser: tab.browser,
    });
    const close = store.start();
    const connection = () => store.getSnapshot().connection;
    const seen = () => ({ head: store.getSnapshot().state.head, speech: store.getSnapshot().speech[open1]?.text });
    return { ...tab, store, close, connection, seen };
  };
  const open1 = spoken(0, '').turn;
  return { server, open, refreshes };
}
/** Whatever is under way has happened; no time passes. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('tabs of one run', () => {
  it('stream once between them, and each has everything', async () => {
    const { server, open } = scene();
    const [first, second] = [open(), open()];
    await settle();
    expect(server.asked).toEqual([half]);
    server.append(...log.slice(half));
    await settle();
    for (const one of [first, second]) {
      expect(one.store.getSnapshot().state).toEqual(fold(log));
      expect(one.connection()).toBe('live');
    }
  });

  it('follow a run past its end while its record is on its way, and no longer', async () => {
    const asked: LoggedEvent = {
      name: 'export-requested',
      export: 'e1',
      tool: 'notion.decision_log',
      target: 'notion',
      integration: 'Notion',
      subject: { kind: 'decision_log', id: 'r1', version: 1 },
      arguments: {},
      by: null,
      again: false,
      seq: log.length + 1,
      at: 1,
      epoch: 1,
    };
    const whole = [...log, asked];
    const server = createTestServer(whole, reader);
    const { browser } = createTestBrowser(server.fetch).tab();
    const state = fold(whole);
    const store = createRunStore({ state, streamUrl: '/stream', reader, refresh: () => {}, browser });
    store.start();
    await settle();
    expect([server.asked, server.open]).toEqual([[whole.length], 1]);
    server.append({
      name: 'export-delivered',
      export: 'e1',
      version: 1,
      externalId: 'p1',
      url: null,
      seq: whole.length + 1,
      at: 2,
      epoch: 1,
    });
    await settle();
    expect(store.getSnapshot().state.exports.map((one) => one.state)).toEqual(['delivered']);
    expect([store.getSnapshot().connection, server.open]).toEqual(['ended', 0]);
  });

  it('lets who comes later hear what is being said from its first word, and get what they missed', async () => {
    const { server, open } = scene();
    const first = open();
    await settle();
    server.say(spoken(0, 'First words. '));
    await settle();
    const late = open({}, half - 1);
    await settle();
    server.say(spoken(13, 'Second words.'));
    await settle();
    expect(late.seen()).toEqual({ head: half, speech: 'First words. Second words.' });
    expect(first.seen()).toEqual(late.seen());
    expect(server.asked).toHaveLength(1);
  });

  it('go on without a gap when the one that streams is closed', async () => {
    const { server, open } = scene();
    const [first, second] = [open(), open()];
    await settle();
    server.append(...log.slice(half, half + 2));
    await settle();
    first.close();
    server.append(...log.slice(half + 2, half + 4));
    await settle();
    expect(server.asked).toEqual([half, half + 2]);
    expect(second.store.getSnapshot().state).toEqual(fold(log.slice(0, half + 4)));
    expect(server.open).toBe(1);
  });

  it('take over from one that the system put to sleep, and it follows when it wakes', async () => {
    const { server, open } = scene();
    const [first, second] = [open(), open()];
    await settle();
    first.now.asleep = true;
    server.append(...log.slice(half, half + 2));
    await settle();
    expect(second.seen().head).toBe(half);
    second.tell('seen');
    await vi.advanceTimersByTimeAsync(3000);
    expect(second.seen().head).toBe(half + 2);
    expect(server.open).toBe(1);
    first.now.asleep = false;
    server.append(...log.slice(half + 2, half + 3));
    await settle();
    expect([first.seen().head, second.seen().head]).toEqual([half + 3, half + 3]);
  });

  it('see the same banner: what one learns of the line, all do', async () => {
    const { server, open } = scene();
    const all = [open(), open()];
    await settle();
    server.answer('nothing');
    server.cut();
    await vi.advanceTimersByTimeAsync(1000);
    expect(all.map((one) => one.connection())).toEqual(['reconnecting', 'reconnecting']);
    server.answer(401);
    all[1]?.store.retryNow();
    await settle();
    expect(all.map((one) => one.connection())).toEqual(['signed_out', 'signed_out']);
  });

  it('stream each for itself where the browser cannot share', async () => {
    const { server, open } = scene();
    const all = [open({ locks: null }), open({ locks: null })];
    await settle();
    server.append(...log.slice(half));
    await settle();
    expect(server.asked).toHaveLength(2);
    for (const one of all) expect(one.seen().head).toBe(log.length);
  });

  it('stream each for itself where the browser forbids its locks: else a page would never hear a word', async () => {
    const { server, open } = scene();
    let asked = 0;
    const forbidden = {
      request: async () => {
        asked += 1;
        throw new DOMException('no storage', 'SecurityError');
      },
    };
    const tab = open({ locks: forbidden });
    await settle();
    expect({ asked, streams: server.open }).toEqual({ asked: 1, streams: 1 });
    server.append(...log.slice(half));
    await settle();
    expect(tab.seen().head).toBe(log.at(-1)?.seq);
    tab.close();
  });

  it('keep what was said when an older frame comes late, as of two tabs that stream for a moment', async () => {
    const { server, open } = scene();
    const tab = open();
    await settle();
    server.say(spoken(0, 'We need '), spoken(8, 'numbers'), spoken(0, 'We need '), spoken(15, ' first'));
    await settle();
    expect(tab.seen().speech).toBe('We need numbers first');
    tab.close();
  });
});

describe('the line of a tab', () => {
  it('mends its first break in silence, says so when that fails, and comes back where it was', async () => {
    const { server, open } = scene();
    const tab = open();
    await settle();
    server.cut();
    await settle();
    expect(tab.connection()).toBe('live');
    server.answer('nothing');
    await vi.advanceTimersByTimeAsync(600);
    expect(tab.connection()).toBe('reconnecting');
    expect(tab.store.getSnapshot().retryInMs).toBeGreaterThan(0);
    server.append(...log.slice(half, half + 3));
    server.answer(200);
    tab.store.retryNow();
    await settle();
    expect(tab.connection()).toBe('live');
    expect(tab.store.getSnapshot().state).toEqual(fold(log.slice(0, half + 3)));
  });

  it('asks again after sleep, where the machine’s clocks parted', async () => {
    const { server, open } = scene();
    let slept = 0;
    open({ now: () => Date.now() + slept });
    await settle();
    slept = 3_600_000;
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.asked).toHaveLength(2);
  });

  it('lets go of everything when the page is put by, and takes it up where it was when it comes back', async () => {
    const { server, open } = scene();
    const tab = open();
    await settle();
    tab.tell('left');
    await settle();
    expect(server.open).toBe(0);
    server.append(...log.slice(half));
    tab.tell('back');
    await settle();
    expect(tab.seen().head).toBe(log.length);
  });

  it.each([
    [401, 'signed_out'],
    [403, 'no_access'],
    [404, 'no_access'],
  ] as const)(
    'says at %i what it means, asks no more, and looks again when the reader does',
    async (status, connection) => {
      const { server, open } = scene();
      const tab = open();
      await settle();
      server.answer(status);
      server.cut();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(tab.connection()).toBe(connection);
      expect(server.asked).toHaveLength(2);
      server.answer(200);
      tab.tell('seen');
      await settle();
      expect(tab.connection()).toBe('live');
    },
  );

  it('never folds the stream of another reader into this one’s page', async () => {
    const { server, open, refreshes } = scene();
    const tab = open();
    await settle();
    server.answer(200, 'u1:member');
    server.cut();
    server.append(...log.slice(half));
    await vi.advanceTimersByTimeAsync(600);
    expect(tab.connection()).toBe('changed');
    expect(tab.seen().head).toBe(half);
    expect(refreshes).toHaveLength(1);
  });

  it('hears at once that somebody signed out in another tab', async () => {
    const { server, open } = scene();
    const tab = open();
    await settle();
    server.answer(401);
    tab.tell('session');
    await settle();
    expect(tab.connection()).toBe('signed_out');
  });

  it('survives a frame that cannot be folded: it takes the server’s state and goes on', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const { server, open, refreshes } = scene();
    const tab = open();
    await settle();
    server.send(log.slice(half + 5, half + 6));
    await settle();
    expect(warned).toHaveBeenCalledOnce();
    expect(refreshes).toHaveLength(1);
    refreshes[0]?.();
    await settle();
    expect(tab.store.getSnapshot().state).toEqual(fold(log));
    expect(server.asked.at(-1)).toBe(log.length);
    warned.mockRestore();
  });
});
