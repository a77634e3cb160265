import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { openTurns, runs } from '@/db/schema';
import type { DecisionEvent, LoggedEvent, PersonEvent, RunEvent } from '../council/events';
import type { Appended, EventLog } from '../ports/event-log';
import { baseOf, type EventRow, fromStored, normalise, sameCommand, storable, toStored } from './stored-event';
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
  const first = await read(db, orgId, runId, sql`e.seq = ${done.firstSeq}`, 1);
  return first[0] && sameCommand(first[0], event) ? { ok: true, events: first } : { ok: false, why: 'repeated' };
}

async function read(db: Executor, orgId: string, runId: string, where: SQL, limit: number): Promise<LoggedEvent[]> {
  const { rows } = await db.execute<EventRow & Record<string, unknown>>(sql`
    select e.seq, e.epoch, e.name, e.payload, (extract(epoch from e.at) * 1000)::float8 as at, t.text
    from run_events e left join turn_texts t on t.run_id = e.run_id and t.hash = e.text_hash
    where e.run_id = ${runId} and e.org_id = ${orgId} and ${where}
    order by e.seq limit ${limit}`);
  const texts = rows.some((row) => row.name === 'ballot-closed') ? await ballotTexts(db, orgId, runId) : new Map();
  return rows.map((row) => fromStored(row, texts));
}

/** A closed ballot repeats what its turns said; the text is kept once, with its turn. */
async function ballotTexts(db: Executor, orgId: string, runId: string): Promise<Map<number, string>> {
  const { rows } = await db.execute<{ turn: number; text: string }>(sql`
    select (e.payload->>'turn')::int as turn, t.text
    from run_events e join turn_texts t on t.run_id = e.run_id and t.hash = e.text_hash
    where e.run_id = ${runId} and e.org_id = ${orgId} and e.name = 'turn-completed' and t.text is not null
    order by e.seq`);
  return new Map(rows.map(({ turn, text }) => [turn, text]));
}

/** The log in PostgreSQL, or in a transaction of it. Its appends announce themselves with NOTIFY when they commit. */
export function createEventLog(db: Pick<Db, 'execute' | 'select' | 'update' | 'transaction'>): EventLog {
  return {
    read: (orgId, runId, after, limit = 1000) => read(db, orgId, runId, sql`e.seq > ${after}`, limit),

    readNamed: (orgId, runId, names) =>
      read(db, orgId, runId, sql`e.name = any(${sql.param([...names])}::text[])`, 1000),

    appendMoves: async (orgId, runId, epoch, head, events) =>
      answer(await append(db, orgId, runId, { epoch, head }, events)),

    appendResults: async (orgId, runId, epoch, turn, attempt, events, then) => {
      const needs = { epoch, turn, attempt, ...(then ? { head: then.head } : {}) };
      return answer(await append(db, orgId, runId, needs, [...events, ...(then?.moves ?? [])]));
    },

    appendPerson: (orgId, runId, event) => command(db, orgId, runId, {}, event),

    appendDecision: (orgId, runId, event) => command(db, orgId, runId, baseOf(event), event),

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

    async readSpeech(orgId, runId) {
      const rows = await db
        .select()
        .from(openTurns)
        .where(and(eq(openTurns.runId, runId), eq(openTurns.orgId, orgId), sql`${openTurns.text} <> ''`))
        .orderBy(openTurns.turn);
      return rows.map(({ epoch, turn, attempt, text }) => ({ epoch, turn, attempt, offset: 0, delta: text }));
    },
  };
}
