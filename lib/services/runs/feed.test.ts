import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MoveEvent, PersonEvent, ResultEvent } from '@/lib/council/events';
import { plainSight } from '@/lib/council/sight';
import { comment, turnCompleted, turnStarted } from '@/lib/store/fixtures';
import { createMemoryEventLog } from '@/lib/store/memory-event-log';
import { Feed } from './feed';
import { Viewer } from './viewer';

const clock = { now: () => 0, wait: async () => {} };
const uncounted = { opened() {}, closed() {}, sent() {}, polls() {} };

let feed: Feed;
/** The sequences in each piece that the viewer was given. */
let pieces: string[][];
let seq: number;

const append = (...events: (MoveEvent | ResultEvent | PersonEvent)[]) =>
  feed.append(events.map((event) => ({ ...event, seq: ++seq, epoch: 1, at: 0 })));

beforeEach(async () => {
  vi.useFakeTimers();
  pieces = [];
  seq = 0;
  feed = new Feed(
    {
      events: createMemoryEventLog(clock),
      signal: { subscribe: async () => () => {} },
      clock,
      counts: uncounted,
      flushed: (goOn) => goOn(),
    },
    'org-1',
    'run-1',
    () => true,
  );
  await feed.open(0);
  const push = (bytes: Uint8Array) =>
    void pieces.push([...new TextDecoder().decode(bytes).matchAll(/^id: (\d+)$/gm)].map((match) => match[1] ?? ''));
  const viewer = new Viewer(plainSight('member'), 0, { room: 1, push, end() {} }, () => {});
  viewer.goLive();
  feed.viewers.add(viewer);
});

afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

it('hands on at once what a turn ends with that was spoken alone', () => {
  append(turnStarted(1));
  append(turnCompleted(1), turnStarted(2));
  append(comment('command-1'));
  expect(pieces).toEqual([['1'], ['2', '3'], ['4']]);
});

it('hands on in one piece what turns end with that were spoken side by side', () => {
  append(turnStarted(1), turnStarted(2), turnStarted(3));
  append(turnCompleted(2));
  append(turnCompleted(1));
  expect(pieces).toEqual([['1', '2', '3']]);
  append(turnCompleted(3));
  expect(pieces).toEqual([
    ['1', '2', '3'],
    ['4', '5', '6'],
  ]);
});

it('does not wait long for a turn that goes on', () => {
  append(turnStarted(1), turnStarted(2));
  append(turnCompleted(1));
  expect(pieces).toHaveLength(1);
  vi.advanceTimersByTime(10);
  expect(pieces).toEqual([['1', '2'], ['3']]);
});
