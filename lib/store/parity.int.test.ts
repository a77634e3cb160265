import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisions, runs, tasks } from '@/db/schema';
import { changeTask, newTask } from '../council/change-task';
import type { Control } from '../council/controls.schema';
import type { DecisionEvent, LoggedEvent, MoveEvent, ResultEvent, RunEvent } from '../council/events';
import { fold } from '../council/evolve';
import { decide } from '../council/moves';
import type { RunState } from '../council/run';
import { accept, type Circumstances, defer, reject, revise, sendBack, supersede } from '../council/settle';
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

const circumstances: Circumstances = {
  by: 'Olga',
  onBehalfOf: null,
  at: '2026-11-22T10:00:00.000Z',
  today: '2026-11-22',
  rationaleRequired: false,
  leading: null,
  dissentTo: () => [],
};

/** What a person may do next with the record: a die picks it; null where it is not allowed now. */
function deed(die: number, state: RunState, commandId: string): DecisionEvent | null {
  const by = { userId: 'u1', name: 'Olga' };
  const log = state.artifacts.decision_log?.log;
  const item = state.artifacts.action_items?.items[0];
  if (!log) return null;
  const chosen = log.alternatives[0]?.id ?? null;
  const from = (name: 'decision-revised' | 'decision-accepted' | 'decision-rejected' | 'decision-deferred') =>
    ({ name, by, commandId, note: 'So.' }) as const;
  const towards = (name: 'decision-sent-back' | 'decision-superseded') =>
    ({ name, by, commandId, note: 'So.', run: 'another' }) as const;
  const logs = [
    [from('decision-revised'), () => revise(log, { title: `Title ${die}` }, circumstances)],
    [from('decision-accepted'), () => accept(log, { chosen, statement: 'We do it.' }, 'So.', circumstances)],
    [from('decision-rejected'), () => reject(log, 'So.', circumstances)],
    [from('decision-deferred'), () => defer(log, '2027-01-01', 'So.', circumstances)],
    [towards('decision-sent-back'), () => sendBack(log, 'another')],
    [towards('decision-superseded'), () => supersede(log, 'another')],
  ] as const;
  const picked = die < 21 ? logs[Math.min(Math.floor(die / 4), 5)] : undefined;
  if (picked) {
    const outcome = picked[1]();
    return outcome.ok ? { ...picked[0], log: outcome.log } : null;
  }
  const place = { id: `H${die}-${commandId}`, decision_id: log.id, idempotency_key: commandId };
  const outcome =
    item && die < 24
      ? changeTask(item, { status: item.status === 'confirmed' ? 'dropped' : 'confirmed' }, [], circumstances.today)
      : newTask(place, { title: 'Order it' }, [], circumstances.today);
  return outcome.ok ? { name: 'task-changed', by, commandId, item: outcome.item } : null;
}

describe('the database and the core', () => {
  let store: Awaited<ReturnType<typeof createTestStore>>;
  beforeAll(async () => {
    store = await createTestStore();
  });
  afterAll(() => store?.close());

  it('agree after every append of any run: a list never says what the page of the run denies', async () => {
    const log = createEventLog(store.db);
    const rolls = fc.array(fc.nat(24), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rolls, fc.array(fc.nat(25), { maxLength: 20 }), async (dice, after) => {
        const sim = play(dice);
        for (const [n, die] of after.entries()) {
          const event = deed(die, sim.state, `d${n}`);
          if (event) sim.append(event);
        }
        const { log: events, batches = [] } = sim;
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
          expect(await recordIn(store.db, run)).toEqual(recordOf(state));
        }
        const read = await log.read(store.orgId, run, 1, 10_000);
        expect(read.map((event, index) => ({ ...event, at: events[index + 1]?.at }))).toEqual(comparable(events));
      }),
      { numRuns: 8 },
    );
  });
});

/** Where the decision and its tasks stand, by their tables. */
async function recordIn(db: Awaited<ReturnType<typeof createTestStore>>['db'], run: string) {
  const [row] = await db.select().from(decisions).where(eq(decisions.runId, run));
  const items = await db.select().from(tasks).where(eq(tasks.runId, run)).orderBy(asc(tasks.position));
  const { version, status, title, statement, acceptedVersion, open } = row ?? {};
  return {
    decision: row ? { version, status, title, statement, acceptedVersion, open } : null,
    tasks: items.map((one) => one.item),
  };
}

/** The same, by the fold. */
function recordOf({ status: run, artifacts, changes }: RunState) {
  const log = artifacts.decision_log?.log;
  const accepted = changes.findLast((one) => one.name === 'decision-accepted')?.version ?? null;
  const waits = ['draft', 'proposed', 'escalated', 'deferred'];
  return {
    decision: log
      ? {
          version: log.version,
          status: log.status,
          title: log.title,
          statement: log.statement,
          acceptedVersion: log.status === 'superseded' ? null : accepted,
          open: run === 'finished' && log.superseded_by === null && waits.includes(log.status),
        }
      : null,
    tasks: artifacts.action_items?.items ?? [],
  };
}

/** The simulation's log as the store gives it back: with its own people, and decision logs sealed. */
function comparable(events: LoggedEvent[]) {
  return events.slice(1).map((event) => {
    const content_hash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
    if ('log' in event) return { ...event, log: { ...event.log, content_hash } };
    if (event.name !== 'artifact-recorded' || event.artifact.kind !== 'decision_log') return event;
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
  } else if (first.name === 'task-changed' || 'log' in first) {
    expect(await log.appendDecision(org, run, bare(first))).toMatchObject({ ok: true });
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
