import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { openPool } from '../db/client';
import { ensureEmbedded } from '../db/embedded/ensure';
import { meetings, memberships, newId, runs } from '../db/schema';
import type { Appended } from '../lib/ports/event-log';
import { createEventLog } from '../lib/store/event-log';
import { phaseEntered, runCreated } from '../lib/store/fixtures';
import { insertRun } from '../lib/store/insert-run';
import { turnOf } from './bench/long-log';

const root = resolve(import.meta.dirname, '..');

export interface LongMeeting {
  address: string;
  /** The council says one more thing, at once: `text`, or what it says at this turn. */
  speak(text?: string): Promise<void>;
  /** Somebody writes beside it. */
  comment(text: string, secret?: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A council that has said `turns` things, written into the log and held there, so that nobody else carries it on. */
export async function longMeeting(page: Page, dataDir: string, turns: number): Promise<LongMeeting> {
  const made = await page.request.post('/api/v1/meetings', {
    data: { markdown: '# Question\n\nWhich queue carries the exports?\n' },
    headers: { 'idempotency-key': newId() },
  });
  const { id } = (await made.json()) as { id: string };
  const database = await ensureEmbedded({ dataDir, root });
  const { db, pool } = openPool(database.url, () => {});
  const [owner] = await db
    .select({ orgId: meetings.orgId, userId: memberships.userId })
    .from(meetings)
    .innerJoin(memberships, eq(memberships.orgId, meetings.orgId))
    .where(eq(meetings.id, id));
  if (!owner) throw new Error('The meeting is not there');
  const { orgId, userId } = owner;
  const by = { userId, name: 'Olga Brandt' };
  const runId = newId();
  const event = { ...runCreated(runId, id), by };
  await db.transaction(async (tx) => {
    await insertRun(tx, { orgId, teamId: null, event });
    const held = { leaseOwner: 'journey', leaseUntil: new Date(Date.now() + 3_600_000) };
    await tx.update(runs).set(held).where(eq(runs.id, runId));
  });
  const log = createEventLog(db);
  const taken = await log.takeOver(orgId, runId);
  if (!taken) throw new Error('The run is not there');
  const { epoch } = taken;
  let head = 0;
  let said = 0;
  const kept = (appended: Appended) => {
    if (!appended.ok) throw new Error(`An append was refused: ${appended.why}`);
    head = appended.events.at(-1)?.seq ?? head;
  };
  head = taken.events.at(-1)?.seq ?? 0;
  kept(await log.appendMoves(orgId, runId, epoch, head, [phaseEntered()]));
  const speak = async (text?: string) => {
    said += 1;
    const { move, result } = turnOf(event.team, said);
    kept(await log.appendMoves(orgId, runId, epoch, head, move));
    const answered = result.map((one) =>
      one.name === 'turn-completed' && text ? { ...one, answer: { ...one.answer, text } } : one,
    );
    kept(await log.appendResults(orgId, runId, epoch, said, 1, answered));
  };
  while (said < turns) await speak();
  return {
    address: `/meetings/${id}`,
    speak,
    comment: async (text, secret = false) =>
      kept(
        await log.appendPerson(orgId, runId, { name: 'comment-added', commandId: newId(), text, by, private: secret }),
      ),
    async close() {
      await pool.end();
      await database.release();
    },
  };
}
