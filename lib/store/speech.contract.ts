import { describe, expect, it } from 'vitest';
import type { EventLog } from '../ports/event-log';
import * as make from './fixtures';
import type { RunCreated } from './insert-run';

export interface Bench {
  /** Two doors to the same log, as two processes have them. */
  logs: [EventLog, EventLog];
  orgId: string;
  otherOrg: string;
  newRun(): Promise<string>;
  createRun(event: RunCreated): Promise<void>;
  close(): Promise<void>;
}

/** What is kept of a turn while it is being spoken. Part of the event log's contract. */
export function speechContract(bench: () => Bench): void {
  const log = () => bench().logs[0];
  const org = () => bench().orgId;

  describe('speech', () => {
    /** A run at epoch 1, head 3, with turn 1 open. */
    const speaking = async () => {
      const run = await bench().newRun();
      await log().takeOver(org(), run);
      await log().appendMoves(org(), run, 1, 2, [make.turnStarted(1)]);
      return run;
    };
    const delta = { epoch: 1, turn: 1, attempt: 1, offset: 0, delta: 'So fa' };
    it('lets who joins in mid-turn read it from the first word', async () => {
      const run = await speaking();
      await log().saveSpeech(run, { ...delta, delta: 'So' });
      await log().saveSpeech(run, delta);
      expect(await bench().logs[1].readSpeech(org(), run)).toEqual([delta]);
    });

    it('ends with its turn', async () => {
      const run = await speaking();
      await log().saveSpeech(run, delta);
      await log().appendResults(org(), run, 1, 1, 1, [make.turnCompleted(1)]);
      await log().saveSpeech(run, delta);
      expect(await log().readSpeech(org(), run)).toEqual([]);
    });

    it('of a driver that was taken over is not heard', async () => {
      const run = await speaking();
      await log().takeOver(org(), run);
      await log().appendMoves(org(), run, 2, 4, [make.turnStarted(1, 2)]);
      await log().saveSpeech(run, { ...delta, attempt: 2 });
      expect(await log().readSpeech(org(), run)).toEqual([]);
    });
  });
}
