import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { openTurns, runs } from '@/db/schema';
import type { DecisionEvent, LoggedEvent, PersonEvent, RunEvent } from '../council/events';
import type { Appended, EventLog } from '../ports/event-log';
import { createLogReader, readEvents } from './read-log';
import { baseOf, normalise, sameCommand, storable, toStored } from './stored-event';
import { type Abandoned, discardAll } from './takeover';

/** What an append needs to find; what is absent is not checked. */
interface Needs {
  epoch?: number;
  head?: number;
  turn?: number;
  attempt?: number;
  command?: string;
  base?: number;
  task?: string;
}

type Refusal = Extract<Appended, { ok: false }>['why'];
type AppendRow = { refused: Refusal | null; first_seq: number; run_epoch: number; at_ms: number[] };
type Executor = Pick<Db, 'execute'>;

/** One round trip: `append_events` locks, checks, numbers, stores and announces in one transaction. */
async function append(
  db: Executor,
  orgId: string,
  runId: string,
  needs: Needs,
  events: RunEvent[],
): Promise<{ refused: Refusal | null; firstSeq: number; events: LoggedEvent[] }> {
  const plain = events.map((event) => normalise(event));
  const { epoch = null, head = null, turn = null, attempt = null, command = null, base = null, task = null } = needs;
  const stored = JSON.stringify(plain.map(toStored));
  const { rows } = await db.execute<AppendRow>(
    sql`select * from append_events(${orgId}, ${runId}, ${epoch}, ${head}, ${turn}, ${attempt}, ${command}, ${base}, ${task}, ${stored})`,
  );
  const row = rows[0];
  if (!row) throw new Error('append_events gave no row');
  const { refused, first_seq: firstSeq, run_epoch, at_ms } = row;
  if (refused) return { refused, firstSeq, events: [] };
  const logged = plain.map(
    (event, index): LoggedEvent => ({
      ...event,
      seq: firstSeq + index,
      at: at_ms[index] ?? 0,
      epoch: run_epoch,
    }),
  );
  return { refused, firstSeq, events: logged };
}

const answer = ({ refused, events }: { refused: Refusal | null; events: LoggedEvent[] }): Appended =>
  refused ? { ok: false, why: refused } : { ok: true, events };

/** Appends what a person did; a repetition is answered with the first row. */
async function command(
  db: Executor,
  orgId: string,
  runId: string,
  needs: Needs,
  event: PersonEvent | DecisionEvent,
): Promise<Appended> {
  const done = await append(db, orgId, runId, { ...needs, command: event.commandId }, [event]);
  if (done.refused !== 'repeated') return answer(done);
  const first = await readEvents(db, orgId, runId, sql`e.seq = ${done.firstSeq}`, 1);
  return first[0] && sameCommand(first[0], event) ? { ok: true, events: first } : { ok: false, why: 'repeated' };
}

/** The log in PostgreSQL, or in a transaction of it. Its appends announce themselves with NOTIFY when they commit. */
export function createEventLog(db: Pick<Db, 'execute' | 'select' | 'update' | 'transaction'>): EventLog {
  return {
    ...createLogReader(db),

    readNamed: (orgId, runId, names) =>
      readEvents(db, orgId, runId, sql`e.name = any(${sql.param([...names])}::text[])`, 1000),

    appendMoves: async (orgId, runId, epoch, head, events) =>
      answer(await append(db, orgId, runId, { epoch, head }, events)),

    appendResults: async (orgId, runId, epoch, turn, attempt, events, then) => {
      const needs = { epoch, turn, attempt, ...(then ? { head: then.head } : {}) };
      return answer(await append(db, orgId, runId, needs, [...events, ...(then?.moves ?? [])]));
    },

    appendPerson: (orgId, runId, event) => command(db, orgId, runId, {}, event),

    appendDecision: (orgId, runId, event) => command(db, orgId, runId, baseOf(event), event),

    appendExport: async (orgId, runId, ...events) => answer(await append(db, orgId, runId, { base: 0 }, events)),

    takeOver: (orgId, runId) =>
      db.transaction(async (tx) => {
        const [run] = await tx
          .update(runs)
          .set({ epoch: sql`${runs.epoch} + 1` })
          .where(and(eq(runs.id, runId), eq(runs.orgId, orgId), sql`${runs.status} <> 'finished'`))
          .returning({ epoch: runs.epoch, head: runs.head, openTurns: runs.openTurns });
        if (!run) return null;
        const { epoch, head } = run;
        const open = Object.entries(run.openTurns).map(([turn, left]): [number, Abandoned] => [Number(turn), left]);
        const event: RunEvent = epoch === 1 ? { name: 'run-started' } : discardAll(open);
        const { events } = await append(tx, orgId, runId, { epoch, head }, [event]);
        return { epoch, events };
      }),

    async saveSpeech(runId, { epoch, turn, attempt, delta }) {
      await db
        .update(openTurns)
        .set({ text: storable(delta), updatedAt: sql`now()` })
        .where(
          and(
            eq(openTurns.runId, runId),
            eq(openTurns.turn, turn),
            eq(openTurns.attempt, attempt),
            eq(openTurns.epoch, epoch),
          ),
        );
    },
  };
}
