import { type SQL, sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '@/db/statements';
import type { Delta, LoggedEvent } from '../council/events';
import type { EventLog } from '../ports/event-log';

interface EventRow {
  seq: number;
  epoch: number;
  name: string;
  payload: Record<string, unknown>;
  /** Ms since 1970. */
  at: number;
  /** Of `turn-completed` and `turn-cited`; null once erased. */
  text: string | null;
}

/** Joins a row and its text. Only `toStored` writes payloads, so that the result is a `LoggedEvent`. */
function fromStored(row: EventRow, ballotTexts: ReadonlyMap<number, string>): LoggedEvent {
  const { seq, epoch, name, at, payload } = row;
  const event = Object.assign(payload, { name, seq, at, epoch }) as unknown as LoggedEvent;
  if (event.name === 'turn-completed') event.answer = { ...event.answer, text: row.text ?? '' };
  if (event.name === 'turn-cited') event.text = row.text ?? '';
  if (event.name === 'ballot-closed') {
    event.votes = event.votes.map((vote) => ({ ...vote, text: ballotTexts.get(vote.turn) ?? '' }));
  }
  return event;
}

/** The events of a run that `where` (over `run_events e`) picks, in order, turn texts joined in. */
export async function readEvents(
  db: Statements,
  orgId: string,
  runId: string,
  where: SQL,
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await rowsOf<EventRow>(
    db,
    sql`
    select e.seq, e.epoch, e.name, e.payload, (extract(epoch from e.at) * 1000)::float8 as at, t.text
    from run_events e left join turn_texts t on t.run_id = e.run_id and t.hash = e.text_hash
    where e.run_id = ${runId} and e.org_id = ${orgId} and ${where}
    order by e.seq limit ${limit}`,
  );
  const texts = rows.some((row) => row.name === 'ballot-closed') ? await ballotTexts(db, orgId, runId) : new Map();
  return rows.map((row) => fromStored(row, texts));
}

/** A closed ballot repeats what its turns said; the text is kept once, with its turn. */
async function ballotTexts(db: Statements, orgId: string, runId: string): Promise<Map<number, string>> {
  const rows = await rowsOf<{ turn: number; text: string }>(
    db,
    sql`
    select (e.payload->>'turn')::int as turn, t.text
    from run_events e join turn_texts t on t.run_id = e.run_id and t.hash = e.text_hash
    where e.run_id = ${runId} and e.org_id = ${orgId} and e.name = 'turn-completed' and t.text is not null
    order by e.seq`,
  );
  return new Map(rows.map(({ turn, text }) => [turn, text]));
}

/** Reading a log, by single statements and web standards: also where nothing may be written. */
export function createLogReader(db: Statements): Pick<EventLog, 'read' | 'readSpeech'> {
  return {
    read: (orgId, runId, after, limit = 1000) => readEvents(db, orgId, runId, sql`e.seq > ${after}`, limit),

    readSpeech: (orgId, runId) =>
      rowsOf<Delta>(
        db,
        sql`
        select epoch, turn, attempt, 0 as "offset", text as delta from open_turns
        where run_id = ${runId} and org_id = ${orgId} and text <> '' order by turn`,
      ),
  };
}
