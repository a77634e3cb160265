import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '@/db/schema';
import type { Control } from '../council/controls.schema';
import type { LoggedEvent, MoveEvent, ResultEvent, RunEvent } from '../council/events';
import { fold } from '../council/evolve';
import { decide } from '../council/moves';
import { answerFor } from '../council/testing/answers';
import { Simulation } from '../council/testing/simulate';
import type { EventLog } from '../ports/event-log';
import { createEventLog } from './event-log';
import { createTestStore } from './testing';

const controls: Control[] = [
  { control: 'pause', mode: 'now' },
  { control: 'pause', mode: 'after_turn' },
  { control: 'say', text: 'Mind the cost.' },
  { control: 'request_risk' },
  { control: 'skip' },
  { control: 'wrap_up' },
  { control: 'stop', mode: 'now' },
];

/** Remembers which events were appended together. */
class Recorded extends Simulation {
  declare batches: LoggedEvent[][] | undefined;

  override append(...events: RunEvent[]): void {
    super.append(...events);
    this.batches ??= []; // the first append comes from the parent's constructor
    this.batches.push(this.log.slice(-events.length));
  }
}

/** A whole run: dice 0 to 6 are controls, 7 a crash, 8 a failure, all else a completed turn. */
function play(dice: number[]): Recorded {
  const sim = new Recorded();
  const rolls = dice[Symbol.iterator]();
  while (sim.state.status !== 'finished') {
    sim.run((turn, state) => {
      const rolled = rolls.next().value ?? 99;
      const control = controls[rolled];
      if (control) return { kind: 'control', control };
      if (rolled === 7) return { kind: 'crash' };
      if (rolled === 8) return { kind: 'fail', retry: true, ms: 100 };
      return { kind: 'complete', ms: 1000, answer: answerFor(turn, state, turn.turn) };
    });
    if (sim.state.status === 'paused') sim.control({ control: 'resume' });
  }
  return sim;
}

describe('the database and the core', () => {
  let store: Awaited<ReturnType<typeof createTestStore>>;
  beforeAll(async () => {
    store = await createTestStore();
  });
  afterAll(() => store?.close());

  it('agree after every append of any run: a list never says what the page of the run denies', async () => {
    const log = createEventLog(store.db);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(24), { minLength: 20, maxLength: 60 }), async (dice) => {
        const { log: events, batches = [] } = play(dice);
        const run = await store.newRun();
        for (const batch of batches) {
          await replay(log, store.orgId, run, batch);
          const head = batch.at(-1)?.seq ?? 0;
          const state = fold(events.slice(0, head));
          const [row] = await store.db.select().from(runs).where(eq(runs.id, run));
          expect({ ...row, openTurns: Object.keys(row?.openTurns ?? {}).map(Number) }).toMatchObject({
            head,
            epoch: state.epoch,
            status: state.status,
            outcome: state.outcome,
            phase: state.phases.at(-1)?.phase ?? null,
            tokens: state.used.tokens,
            microUsd: state.used.microUsd,
            turns: events.slice(0, head).filter((event) => event.name === 'turn-completed').length,
            needsDriver: decide(state, 0).kind !== 'rest',
            openTurns: state.turns.filter((turn) => turn.status === 'open').map((turn) => turn.turn),
          });
        }
        const read = await log.read(store.orgId, run, 1, 10_000);
        expect(read.map((event, index) => ({ ...event, at: events[index + 1]?.at }))).toEqual(comparable(events));
      }),
      { numRuns: 8 },
    );
  });
});

/** The simulation's log as the store gives it back: with its own people, and decision logs sealed. */
function comparable(events: LoggedEvent[]) {
  return events.slice(1).map((event) => {
    if (event.name !== 'artifact-recorded' || event.artifact.kind !== 'decision_log') return event;
    const content_hash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
    return { ...event, artifact: { ...event.artifact, log: { ...event.artifact.log, content_hash } } };
  });
}

/** Appends a batch the way its kind is appended. */
async function replay(log: EventLog, org: string, run: string, batch: LoggedEvent[]): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const { epoch, seq } = first;
  if (first.name === 'run-started' || first.name === 'run-taken-over') {
    expect((await log.takeOver(org, run))?.events).toMatchObject([bare(first)]);
  } else if (first.name === 'control-requested') {
    expect(await log.appendPerson(org, run, bare(first))).toMatchObject({ ok: true });
  } else if (first.name === 'turn-completed' || first.name === 'turn-failed') {
    const events = batch.map(bare<ResultEvent>);
    expect(await log.appendResults(org, run, epoch, first.turn, first.attempt, events)).toMatchObject({ ok: true });
  } else {
    const events = batch.map(bare<MoveEvent>);
    expect(await log.appendMoves(org, run, epoch, seq - 1, events)).toMatchObject({ ok: true });
  }
}

/** The event without what the log adds; its batch's first event tells which kind it is. */
function bare<E extends RunEvent>(logged: LoggedEvent): E {
  const { seq, at, epoch, ...event } = logged;
  return event as unknown as E;
}
