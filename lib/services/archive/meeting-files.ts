import { and, asc, eq } from 'drizzle-orm';
import { createTranslator } from 'next-intl';
import {
  decisions,
  exportRows,
  type meetings,
  messages,
  runs,
  tasks,
  transcripts,
  transcriptTurns,
  turnTexts,
} from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import { veil } from '@/lib/council/veil';
import { decisionToMarkdown } from '@/lib/targets/file/decision-markdown';
import en from '@/lib/words/en/data.json';
import ru from '@/lib/words/ru/data.json';
import { readMeantDecision } from '../artifacts/decision';
import type { Context } from '../context';
import type { ArchiveFile } from './files';

type Ctx = Pick<Context, 'db' | 'events'>;
type Meeting = typeof meetings.$inferSelect;

const page = 500;

/** A folder's name that says what is in it and is like no other. */
const folderOf = ({ id, title, createdAt }: Meeting): string => {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `meetings/${createdAt.toISOString().slice(0, 10)}-${words || 'meeting'}-${id}`;
};

/** The files of one meeting: itself, its runs as lines of JSON, what was said, the decision and the tasks. */
export async function* meetingFiles(ctx: Ctx, orgId: string, meeting: Meeting): AsyncGenerator<ArchiveFile> {
  const folder = folderOf(meeting);
  const { search, ...row } = meeting;
  const held = await ctx.db
    .select()
    .from(runs)
    .where(and(eq(runs.orgId, orgId), eq(runs.meetingId, meeting.id)))
    .orderBy(asc(runs.createdAt), asc(runs.id));
  const sent = await ctx.db
    .select({
      kind: exportRows.kind,
      itemId: exportRows.itemId,
      target: exportRows.target,
      state: exportRows.state,
      version: exportRows.deliveredVersion,
      at: exportRows.deliveredAt,
      url: exportRows.externalUrl,
    })
    .from(exportRows)
    .where(and(eq(exportRows.orgId, orgId), eq(exportRows.meetingId, meeting.id)));
  const brief = held.map(({ leaseOwner, leaseUntil, openTurns, pendingControls, needsDriver, ...run }) => run);
  yield { name: `${folder}/meeting.json`, body: json({ ...row, runs: brief, exports: sent }) };
  for (const run of held) yield { name: `${folder}/runs/${run.id}.jsonl`, body: eventsOf(ctx, orgId, run.id) };
  if (held.length > 0) yield { name: `${folder}/transcript.md`, body: saidIn(ctx, orgId, meeting) };
  yield* transcriptFiles(ctx, orgId, meeting, folder);
  const found = await ctx.db
    .select()
    .from(decisions)
    .where(and(eq(decisions.orgId, orgId), eq(decisions.meetingId, meeting.id)))
    .orderBy(asc(decisions.createdAt), asc(decisions.runId));
  for (const [index, decision] of found.entries()) {
    const run = held.find((one) => one.id === decision.runId);
    if (!run) continue;
    const place = found.length === 1 ? folder : `${folder}/decisions/${index + 1}`;
    const read = await readMeantDecision({ db: ctx.db, cache: null }, { orgId }, { decision, run }, undefined).catch(
      () => null,
    );
    if (!read) continue;
    yield { name: `${place}/decision.json`, body: json({ log: read.log, status: read.status, summary: read.summary }) };
    yield { name: `${place}/decision.md`, body: decisionToMarkdown(read, { language: meeting.language }) };
  }
  const items = await ctx.db
    .select({ runId: tasks.runId, position: tasks.position, status: tasks.status, item: tasks.item })
    .from(tasks)
    .where(and(eq(tasks.orgId, orgId), eq(tasks.meetingId, meeting.id)))
    .orderBy(asc(tasks.runId), asc(tasks.position));
  if (items.length > 0) yield { name: `${folder}/tasks.json`, body: json(items) };
}

/** The log as those may read it who steer: a ballot's own turns stay secret, its close tells them. */
async function* eventsOf(ctx: Ctx, orgId: string, runId: string): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const events = await ctx.events.read(orgId, runId, after, page);
    if (events.length > 0) yield events.map((event) => `${JSON.stringify(veil(event, 'moderator'))}\n`).join('');
    const last = events.at(-1);
    if (!last || events.length < page) return;
    after = last.seq;
  }
}

/** What was said, a page at a time. */
async function* saidIn({ db }: Ctx, orgId: string, meeting: Meeting): AsyncGenerator<string> {
  const { language } = meeting;
  const gone = goneWords(language);
  yield `# ${meeting.title}\n`;
  const ofMeeting = and(eq(messages.orgId, orgId), eq(messages.meetingId, meeting.id));
  for (let offset = 0; ; offset += page) {
    const rows = await db
      .select({ message: messages, spoken: turnTexts })
      .from(messages)
      .leftJoin(turnTexts, and(eq(turnTexts.runId, messages.runId), eq(turnTexts.hash, messages.textHash)))
      .where(ofMeeting)
      .orderBy(asc(messages.at), asc(messages.runId), asc(messages.seq), asc(messages.part))
      .limit(page)
      .offset(offset);
    for (const { message, spoken } of rows) {
      const text = message.text ?? spoken?.text ?? gone(spoken?.erasedAt ?? null);
      const turn = message.turn === null ? '' : ` · ${message.turn}`;
      yield `\n## ${message.author}${turn} · ${message.at.toISOString()}\n\n${text}\n`;
    }
    if (rows.length < page) return;
  }
}

function goneWords(language: Language): (at: Date | null) => string {
  const t = createTranslator({ locale: language, messages: language === 'ru' ? ru : en });
  return (at) => `*${at ? t('erased', { date: at.toISOString().slice(0, 10) }) : t('erased_some')}*`;
}

/** The transcript that people brought, and the minutes that were taken of it. */
async function* transcriptFiles(
  { db }: Ctx,
  orgId: string,
  meeting: Meeting,
  folder: string,
): AsyncGenerator<ArchiveFile> {
  const ofMeeting = and(eq(transcripts.orgId, orgId), eq(transcripts.meetingId, meeting.id));
  const [found] = await db.select().from(transcripts).where(ofMeeting);
  if (!found) return;
  const { claimedBy, claimedUntil, ...row } = found;
  const turns = await db
    .select({
      turn: transcriptTurns.turn,
      speaker: transcriptTurns.speaker,
      startMs: transcriptTurns.startMs,
      endMs: transcriptTurns.endMs,
      text: transcriptTurns.text,
    })
    .from(transcriptTurns)
    .where(and(eq(transcriptTurns.orgId, orgId), eq(transcriptTurns.meetingId, meeting.id)))
    .orderBy(asc(transcriptTurns.turn));
  yield { name: `${folder}/brought-transcript.json`, body: json({ ...row, said: turns }) };
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
