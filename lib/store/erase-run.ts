import { isDeepStrictEqual } from 'node:util';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import {
  decisions,
  exportFiles,
  exportRows,
  messages,
  notifications,
  participantSnapshots,
  runs,
  tasks,
  toolCallThreads,
  turnTexts,
} from '@/db/schema';
import { blank, bringsRecord, type Erased, renamer, withoutPerson, withoutTranscript } from '../council/erase';
import type { ErasedEvent, LoggedEvent } from '../council/events';
import { createEventLog } from './event-log';
import { readEvents } from './read-log';
import { normalise, toStored } from './stored-event';

/** What is erased of a run: all that was said, or one person. */
export type Erasure = { what: 'transcript' } | { what: 'person'; person: Erased };

type Tx = Pick<Db, 'execute' | 'select' | 'update' | 'transaction'>;
interface Changed {
  before: LoggedEvent;
  after: LoggedEvent;
}

const page = 1000;

/**
 * Erases texts of a finished run where they lie, and says so in its log; sequences, and what was accepted, stay as they
 * are. Resolves to the event, or to null, with nothing written, where there was nothing. The caller holds the run's row.
 */
export async function eraseRun(tx: Tx, orgId: string, runId: string, erasure: Erasure): Promise<LoggedEvent[]> {
  const keepRecord = await everAccepted(tx, orgId, runId);
  const change = (event: LoggedEvent): LoggedEvent =>
    erasure.what === 'transcript' ? withoutTranscript(event) : withoutPerson(event, erasure.person, keepRecord);
  let found = false;
  for (let after = 0; ; ) {
    const events = await readEvents(tx, orgId, runId, sql`e.seq > ${after}`, page);
    const changed = events.flatMap((before): Changed[] => {
      const next = change(before);
      return isDeepStrictEqual(before, next) ? [] : [{ before, after: next }];
    });
    if (changed.length > 0) {
      found = true;
      await rewrite(tx, orgId, runId, changed);
    }
    const last = events.at(-1);
    if (!last || events.length < page) break;
    after = last.seq;
  }
  if (erasure.what === 'transcript') await blankBeside(tx, orgId, runId);
  else found = (await renameBeside(tx, orgId, runId, erasure.person, keepRecord)) || found;
  if (!found) return [];
  const told: ErasedEvent =
    erasure.what === 'transcript'
      ? { name: 'text-erased', what: 'transcript', person: null }
      : { name: 'text-erased', what: 'person', person: { userId: erasure.person.userId, name: erasure.person.as } };
  const done = await createEventLog(tx).appendExport(orgId, runId, told);
  if (!done.ok) throw new Error(`text-erased was refused: ${done.why}`);
  return done.events;
}

/** Whether a version of its record was ever accepted: then all of it stays, word for word. */
async function everAccepted(tx: Tx, orgId: string, runId: string): Promise<boolean> {
  const [row] = await tx
    .select({ version: decisions.acceptedVersion })
    .from(decisions)
    .where(and(eq(decisions.orgId, orgId), eq(decisions.runId, runId)));
  return typeof row?.version === 'number';
}

/** Puts changed events in place of what they were: payloads, the turns' texts and the artifacts that they brought. */
async function rewrite(tx: Tx, orgId: string, runId: string, changed: Changed[]): Promise<void> {
  const rows = changed.map(({ after }) => {
    const { seq, at, epoch, ...event } = after;
    if ('log' in event && bringsRecord(after)) event.log = { ...event.log, content_hash: '' };
    const plain = normalise(event);
    return { seq, ...toStored(plain) };
  });
  await tx.execute(sql`
    update run_events e set payload = v.payload
    from json_to_recordset(${JSON.stringify(rows)}::json) as v(seq int, payload json)
    where e.run_id = ${runId} and e.org_id = ${orgId} and e.seq = v.seq`);
  const texts = rows.filter((row) => row.text !== undefined).map(({ hash, text }) => ({ hash, text: text || null }));
  await tx.execute(sql`
    update turn_texts t set text = v.text, erased_at = now()
    from json_to_recordset(${JSON.stringify(texts)}::json) as v(hash text, text text)
    where t.run_id = ${runId} and t.org_id = ${orgId} and t.hash = v.hash and t.text is distinct from v.text`);
  const bodies = rows.filter((row) => row.content_hash !== undefined);
  await tx.execute(sql`
    update artifacts a set content_hash = v.content_hash, body = case
      when v.payload->'artifact' is not null then v.payload->'artifact'
      else json_build_object('kind', 'decision_log', 'version', v.payload->'log'->'version', 'log', v.payload->'log') end
    from json_to_recordset(${JSON.stringify(bodies)}::json) as v(seq int, payload json, content_hash text)
    where a.run_id = ${runId} and a.org_id = ${orgId} and a.seq = v.seq`);
}

/** The read side of what was said. */
async function blankBeside(tx: Tx, orgId: string, runId: string): Promise<void> {
  await tx
    .update(turnTexts)
    .set({ text: null, erasedAt: sql`now()` })
    .where(and(eq(turnTexts.orgId, orgId), eq(turnTexts.runId, runId), sql`${turnTexts.text} is not null`));
  await tx
    .update(messages)
    .set({ text: null })
    .where(and(eq(messages.orgId, orgId), eq(messages.runId, runId)));
  await tx
    .update(toolCallThreads)
    .set({ argumentsMasked: {}, result: sql`case when result is null then null else ${blank} end` })
    .where(and(eq(toolCallThreads.orgId, orgId), eq(toolCallThreads.runId, runId)));
  await tx
    .update(participantSnapshots)
    .set({ state: sql`jsonb_set(state, '{position,because}', to_jsonb(${blank}::text))` })
    .where(
      and(
        eq(participantSnapshots.orgId, orgId),
        eq(participantSnapshots.runId, runId),
        sql`jsonb_typeof(state->'position') = 'object'`,
      ),
    );
  await tx
    .update(runs)
    .set({ erasedAt: sql`now()` })
    .where(and(eq(runs.orgId, orgId), eq(runs.id, runId), isNull(runs.erasedAt)));
}

/** The read side of what names a person. True where something did. */
async function renameBeside(tx: Tx, orgId: string, runId: string, person: Erased, keepRecord: boolean) {
  const rename = renamer(person);
  let found = false;
  /** Writes a row again where its new form is another one. */
  const put = async <T>(before: T, after: T, write: (after: T) => Promise<unknown>) => {
    if (isDeepStrictEqual(before, after)) return;
    found = true;
    await write(after);
  };
  const ofRun = (
    table: typeof messages | typeof notifications | typeof participantSnapshots | typeof toolCallThreads,
  ) => and(eq(table.orgId, orgId), eq(table.runId, runId));

  for (const row of await tx.select().from(messages).where(ofRun(messages))) {
    const theirs = person.userId !== null && row.userId === person.userId;
    const before = { author: row.author, text: row.text };
    const author = row.userId === null ? rename(row.author) : row.author;
    const after = theirs ? { author: person.as, text: null } : { author, text: rename(row.text) };
    await put(before, after, (set) =>
      tx
        .update(messages)
        .set(set)
        .where(and(ofRun(messages), eq(messages.seq, row.seq), eq(messages.part, row.part))),
    );
  }
  for (const row of await tx.select().from(participantSnapshots).where(ofRun(participantSnapshots))) {
    await put(row.state, rename(row.state), (state) =>
      tx
        .update(participantSnapshots)
        .set({ state })
        .where(and(ofRun(participantSnapshots), eq(participantSnapshots.seat, row.seat))),
    );
  }
  for (const row of await tx.select().from(toolCallThreads).where(ofRun(toolCallThreads))) {
    const before = { argumentsMasked: row.argumentsMasked, result: row.result };
    await put(before, rename(before), (set) =>
      tx
        .update(toolCallThreads)
        .set(set)
        .where(and(ofRun(toolCallThreads), eq(toolCallThreads.id, row.id))),
    );
  }
  for (const row of await tx.select().from(notifications).where(ofRun(notifications))) {
    await put(row.args, rename(row.args), (args) =>
      tx
        .update(notifications)
        .set({ args })
        .where(and(ofRun(notifications), eq(notifications.id, row.id))),
    );
  }
  if (keepRecord) return found;
  for (const row of await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.orgId, orgId), eq(decisions.runId, runId)))) {
    const before = { title: row.title, statement: row.statement };
    await put(before, renameText(before, rename), (set) =>
      tx
        .update(decisions)
        .set(set)
        .where(and(eq(decisions.orgId, orgId), eq(decisions.runId, runId))),
    );
  }
  for (const row of await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.orgId, orgId), eq(tasks.runId, runId)))) {
    await put(row.item, rename(row.item), (item) =>
      tx
        .update(tasks)
        .set({ item })
        .where(and(eq(tasks.orgId, orgId), eq(tasks.runId, runId), eq(tasks.itemId, row.itemId))),
    );
  }
  const files = await tx
    .select({ file: exportFiles })
    .from(exportFiles)
    .innerJoin(exportRows, eq(exportRows.id, exportFiles.exportId))
    .where(and(eq(exportRows.orgId, orgId), eq(exportRows.runId, runId)));
  for (const { file } of files) {
    const before = { body: file.body, name: file.name };
    const after = { body: rename(file.body), name: rename(file.name) };
    await put(before, after, (set) =>
      tx
        .update(exportFiles)
        .set(set)
        .where(and(eq(exportFiles.exportId, file.exportId), eq(exportFiles.format, file.format))),
    );
  }
  return found;
}

const renameText = (row: { title: string; statement: string }, rename: <T>(value: T) => T) => ({
  title: rename(row.title),
  statement: rename(row.statement),
});
