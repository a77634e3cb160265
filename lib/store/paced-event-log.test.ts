import { expect, it } from 'vitest';
import type { EventLog } from '../ports/event-log';
import { pacedEventLog } from './paced-event-log';

/** A log that answers when it is told to, and counts what is asked of it at once. */
function slowLog() {
  const answers: (() => void)[] = [];
  let [now, most, saved] = [0, 0, 0];
  const slow = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>((resolve) => answers.push(resolve));
    now -= 1;
    return { ok: true as const, events: [] };
  };
  const log: EventLog = {
    read: async () => [],
    appendMoves: slow,
    appendResults: slow,
    appendPerson: async () => ({ ok: true, events: [] }),
    appendDecision: async () => ({ ok: true, events: [] }),
    appendExport: async () => ({ ok: true, events: [] }),
    takeOver: async () => null,
    saveSpeech: async () => {
      saved += 1;
    },
    readNamed: async () => [],
    readSpeech: async () => [],
  };
  return { log, answers, most: () => most, saved: () => saved };
}

const by = { userId: 'u', name: 'Ada' };
const comment = { name: 'comment-added', commandId: 'c', text: 'Well', private: false, by } as const;
const delta = { epoch: 1, turn: 1, attempt: 1, offset: 0, delta: 'Well' };

it('slows drivers down where the database is slow, and lets people through: nobody queues behind a hundred councils', async () => {
  const { log, answers, most, saved } = slowLog();
  const waits: number[] = [];
  const paced = pacedEventLog(log, 2, { waiting: (count) => waits.push(count), took: () => {} });
  const appends = Array.from({ length: 5 }, (_, run) => paced.appendMoves('org', `run-${run}`, 1, 1, []));
  expect(await paced.appendPerson('org', 'run-0', comment)).toEqual({ ok: true, events: [] });
  await paced.saveSpeech('run-0', delta);
  expect([most(), saved(), Math.max(...waits)]).toEqual([2, 0, 3]);
  for (let answered = 0; answered < 5; answered += 1) {
    await Promise.resolve();
    answers[answered]?.();
    await appends[answered];
  }
  expect(most()).toBe(2);
  await paced.saveSpeech('run-0', delta);
  expect([saved(), waits.at(-1)]).toEqual([1, 0]);
});

it('gives its place back when an append fails: else drivers would stand still for good', async () => {
  const { log } = slowLog();
  const failing = { ...log, appendMoves: () => Promise.reject(new Error('gone')) };
  const paced = pacedEventLog(failing, 1, { waiting: () => {}, took: () => {} });
  const tries = [1, 2, 3].map(() => paced.appendMoves('org', 'run', 1, 1, []));
  expect((await Promise.allSettled(tries)).map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
});
