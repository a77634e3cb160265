import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeLog } from '../council/compose-log';
import type { LoggedEvent } from '../council/events';
import { fold } from '../council/evolve';
import type { EventLog } from '../ports/event-log';
import { decisionContract } from './decision.contract';
import * as make from './fixtures';
import { type Bench, speechContract } from './speech.contract';
import { contentHash } from './stored-event';

const names = (events: LoggedEvent[]) => events.map((event) => event.name);

/** Who may append what, and what is read back. Every event log passes it. */
export function eventLogContract(open: () => Promise<Bench>): void {
  let bench: Bench;
  let log: EventLog;
  let org: string;
  beforeAll(async () => {
    bench = await open();
    log = bench.logs[0];
    org = bench.orgId;
  });
  afterAll(() => bench?.close());

  const started = async () => {
    const run = await bench.newRun();
    await log.takeOver(org, run);
    return run;
  };
  /** A run at epoch 1, head 3, with turn 1 open. */
  const speaking = async () => {
    const run = await started();
    await log.appendMoves(org, run, 1, 2, [make.turnStarted(1)]);
    return run;
  };

  describe('moves', () => {
    it('take the next sequences in order, with the time of the log', async () => {
      const run = await started();
      const done = await log.appendMoves(org, run, 1, 2, [make.phaseEntered(), make.turnStarted(1)]);
      expect(done).toMatchObject({
        ok: true,
        events: [
          { seq: 3, epoch: 1 },
          { seq: 4, epoch: 1 },
        ],
      });
      const read = await log.read(org, run, 0);
      expect(names(read)).toEqual(['run-created', 'run-started', 'phase-entered', 'turn-started']);
      expect(done.ok && done.events).toEqual(read.slice(2));
      expect(read.every((event, index) => event.seq === index + 1 && event.at > 0)).toBe(true);
    });

    it('are found by their names, without the rest of a long log', async () => {
      const run = await speaking();
      await log.appendPerson(org, run, make.comment('c1'));
      const found = await log.readNamed(org, run, ['comment-added', 'run-created']);
      expect(found.map(({ seq, name }) => [seq, name])).toEqual([
        [1, 'run-created'],
        [4, 'comment-added'],
      ]);
      expect(await log.readNamed(bench.otherOrg, run, ['run-created'])).toEqual([]);
    });

    it('are refused to a driver that folded an older head, so that it decides again', async () => {
      const run = await started();
      await log.appendPerson(org, run, make.comment('c1'));
      expect(await log.appendMoves(org, run, 1, 2, [make.phaseEntered()])).toEqual({ ok: false, why: 'head' });
      expect(await log.read(org, run, 3)).toEqual([]);
    });

    it('are refused to a driver that was taken over: two drivers never write one run', async () => {
      const run = await started();
      await log.takeOver(org, run);
      expect(await log.appendMoves(org, run, 1, 3, [make.phaseEntered()])).toEqual({ ok: false, why: 'epoch' });
    });

    it('are refused after the end', async () => {
      const run = await started();
      await log.appendMoves(org, run, 1, 2, [make.runFinished]);
      expect(await log.appendMoves(org, run, 1, 3, [make.phaseEntered()])).toEqual({ ok: false, why: 'finished' });
    });
  });

  describe('results', () => {
    it('need no head: a comment in between does not lose what a seat said', async () => {
      const run = await speaking();
      await log.appendPerson(org, run, make.comment('c1'));
      const done = await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1), make.usageRecorded(1)]);
      expect(done).toMatchObject({ ok: true, events: [{ seq: 5 }, { seq: 6 }] });
    });

    it('come with the moves that follow, or not at all: else a move could rest on a log that nobody folded', async () => {
      const run = await speaking();
      const results = [make.turnCompleted(1), make.usageRecorded(1)];
      await log.appendPerson(org, run, make.comment('c1'));
      const stale = await log.appendResults(org, run, 1, 1, 1, results, { head: 3, moves: [make.turnStarted(2)] });
      expect(stale).toEqual({ ok: false, why: 'head' });
      expect(await log.read(org, run, 4)).toEqual([]);
      const done = await log.appendResults(org, run, 1, 1, 1, results, { head: 4, moves: [make.turnStarted(2)] });
      expect(done).toMatchObject({ ok: true, events: [{ seq: 5 }, { seq: 6 }, { seq: 7, name: 'turn-started' }] });
    });

    it.each([
      ['a turn that never started', 2, 1],
      ['an attempt that is not the open one', 1, 2],
    ])('are refused for %s', async (_, turn, attempt) => {
      const run = await speaking();
      const done = await log.appendResults(org, run, 1, turn, attempt, [make.turnCompleted(turn, 'x', attempt)]);
      expect(done).toEqual({ ok: false, why: 'turn' });
    });

    it('complete a turn once', async () => {
      const run = await speaking();
      await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1)]);
      const again = await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1)]);
      expect(again).toEqual({ ok: false, why: 'turn' });
    });

    it('of a discarded attempt are refused, those of the next attempt are taken', async () => {
      const run = await speaking();
      const charged = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };
      const reason = { code: 'turn.cut' };
      await log.appendMoves(org, run, 1, 3, [
        { name: 'turn-discarded', turn: 1, attempt: 1, reason, charged, again: true },
        make.turnStarted(1, 2),
      ]);
      expect((await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1)])).ok).toBe(false);
      expect((await log.appendResults(org, run, 1, 1, 2, [make.turnCompleted(1, 'Again.', 2)])).ok).toBe(true);
    });

    it('of a driver that was taken over are refused: the turn is spoken again, not twice', async () => {
      const run = await speaking();
      await bench.logs[1].takeOver(org, run);
      const late = await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1)]);
      expect(late).toEqual({ ok: false, why: 'epoch' });
    });

    it.each(['Plain words.', 'Слова, «кавычки», 🙂 and "quotes" \\u0000 \\ \n\t', ''])(
      'keep the text of a turn: %j',
      async (text) => {
        const run = await speaking();
        const done = await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1, text)]);
        const read = await log.read(org, run, 3);
        expect(read).toMatchObject([{ name: 'turn-completed', answer: { text, position: { confidence: 0.7 } } }]);
        expect(done.ok && done.events).toEqual(read);
      },
    );

    it('survive characters that a database refuses: a model that emits them kills no run', async () => {
      const run = await speaking();
      const done = await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1, 'a\0b\ud800c')]);
      expect(await log.read(org, run, 3)).toMatchObject([{ answer: { text: 'a\ufffdb\ufffdc' } }]);
      expect(done.ok && done.events).toEqual(await log.read(org, run, 3));
    });

    it('keep the order of keys, so that a fold after a restart breaks ties as before', async () => {
      const run = await started();
      const tally = { zebra: 1, b: 1, aa: 1 };
      await log.appendMoves(org, run, 1, 2, [
        { name: 'ballot-closed', votes: [], majority: tally, weighted: {}, leader: null },
      ]);
      const [closed] = await log.read(org, run, 2);
      expect(closed?.name === 'ballot-closed' && Object.keys(closed.majority)).toEqual(['zebra', 'b', 'aa']);
    });

    it('bring the text of a ballot when it is closed', async () => {
      const run = await started();
      await log.appendMoves(org, run, 1, 2, [make.turnStarted(1, 1, 'ballot')]);
      await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1, 'I vote for the table.')]);
      const vote = {
        seat: make.seat,
        turn: 1,
        alternative: 'A',
        confidence: 1,
        because: 'x',
        text: 'I vote for the table.',
      };
      const closed = {
        name: 'ballot-closed' as const,
        votes: [vote],
        majority: { A: 1 },
        weighted: { A: 1 },
        leader: 'A',
      };
      const done = await log.appendMoves(org, run, 1, 4, [closed]);
      expect(await log.read(org, run, 4)).toEqual(done.ok && done.events);
      expect(await log.read(org, run, 4)).toMatchObject([{ votes: [vote] }]);
    });
  });

  describe('people', () => {
    it('may append at any time before the end, whoever drives', async () => {
      const run = await bench.newRun();
      expect(await log.appendPerson(org, run, make.comment('c1'))).toMatchObject({
        ok: true,
        events: [{ seq: 2, epoch: 0 }],
      });
    });

    it('who send a command twice get the first row, even after the end', async () => {
      const run = await started();
      const first = await log.appendPerson(org, run, make.say('c1', 'Mind the cost.'));
      expect(await log.appendPerson(org, run, make.say('c1', 'Mind the cost.'))).toEqual(first);
      await log.appendMoves(org, run, 1, 3, [make.runFinished]);
      expect(await bench.logs[1].appendPerson(org, run, make.say('c1', 'Mind the cost.'))).toEqual(first);
      expect(await log.read(org, run, 4)).toEqual([]);
    });

    it('who reuse a command id for something else are told so', async () => {
      const run = await started();
      await log.appendPerson(org, run, make.comment('c1', 'one'));
      expect(await log.appendPerson(org, run, make.comment('c1', 'two'))).toEqual({ ok: false, why: 'repeated' });
    });

    it('append nothing after the end', async () => {
      const run = await started();
      await log.appendMoves(org, run, 1, 2, [make.runFinished]);
      expect(await log.appendPerson(org, run, make.comment('c1'))).toEqual({ ok: false, why: 'finished' });
      expect(await log.takeOver(org, run)).toBeNull();
    });
  });

  describe('taking over', () => {
    it('starts a run the first time', async () => {
      const run = await bench.newRun();
      expect(await log.takeOver(org, run)).toMatchObject({
        epoch: 1,
        events: [{ name: 'run-started', seq: 2, epoch: 1 }],
      });
    });

    it('discards open turns and charges what they reserved, unless their usage is known', async () => {
      const run = await speaking();
      await log.appendMoves(org, run, 1, 3, [make.turnStarted(2)]);
      await log.appendResults(org, run, 1, 2, 1, [make.usageRecorded(2)]);
      const taken = await bench.logs[1].takeOver(org, run);
      const charged = { inputTokens: 900, outputTokens: 0, microUsd: 30, known: false };
      const nothing = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };
      expect(taken).toMatchObject({ epoch: 2, events: [{ name: 'run-taken-over', epoch: 2 }] });
      expect(taken?.events[0]).toMatchObject({
        discarded: [
          { turn: 1, attempt: 1, charged },
          { turn: 2, attempt: 1, charged: nothing },
        ],
      });
      expect((await log.takeOver(org, run))?.events[0]).toMatchObject({ discarded: [] });
    });
  });

  it('numbers without a gap or a repeat when two processes append at once', async () => {
    const run = await started();
    const all = Array.from({ length: 40 }, (_, n) =>
      bench.logs[n % 2 ? 1 : 0].appendPerson(org, run, make.comment(`c${n}`)),
    );
    await Promise.all(all);
    expect((await log.read(org, run, 0)).map((event) => event.seq)).toEqual(
      Array.from({ length: 42 }, (_, n) => n + 1),
    );
  });

  it('gives one of two drivers that move at once', async () => {
    const run = await started();
    const both = await Promise.all(bench.logs.map((one) => one.appendMoves(org, run, 1, 2, [make.phaseEntered()])));
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await log.read(org, run, 2)).toHaveLength(1);
  });

  it('reads in pages', async () => {
    const run = await speaking();
    expect(names(await log.read(org, run, 1, 1))).toEqual(['run-started']);
  });

  it('shows another organisation nothing and takes nothing from it', async () => {
    const run = await speaking();
    const other = bench.otherOrg;
    expect(await log.read(other, run, 0)).toEqual([]);
    expect(await log.readSpeech(other, run)).toEqual([]);
    expect(await log.takeOver(other, run)).toBeNull();
    expect(await log.appendMoves(other, run, 1, 3, [make.phaseEntered()])).toMatchObject({ ok: false });
    expect(await log.appendResults(other, run, 1, 1, 1, [make.turnCompleted(1)])).toMatchObject({ ok: false });
    expect(await log.appendPerson(other, run, make.comment('c1'))).toMatchObject({ ok: false });
    expect(await log.read(org, run, 3)).toEqual([]);
  });

  it('seals a decision log: who holds a copy can prove that it is the one', async () => {
    const run = await started();
    const draft = composeLog(fold(await log.read(org, run, 0)), true);
    const done = await log.appendMoves(org, run, 1, 2, [
      { name: 'artifact-recorded', artifact: { kind: 'decision_log', version: 1, log: draft } },
    ]);
    const read = await log.read(org, run, 2);
    expect(done.ok && done.events).toEqual(read);
    const sealed = read[0]?.name === 'artifact-recorded' ? read[0].artifact : null;
    expect(sealed).toMatchObject({ log: { ...draft, content_hash: sealed && contentHash(sealed) } });
  });

  speechContract(() => bench);
  decisionContract(() => bench);
}
