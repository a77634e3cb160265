import { sql } from 'drizzle-orm';
import { meetings, transcripts, transcriptTurns } from '@/db/schema';
import type { Agenda } from '@/lib/council/agenda.schema';
import { modelKey } from '@/lib/council/budget';
import { resolveOwner } from '@/lib/council/owners';
import { type ModelRef, modelSchema } from '@/lib/council/team.schema';
import { dayIn } from '@/lib/dates/calendar';
import { readTranscript } from '@/lib/minutes/read-transcript';
import type { Transcript, TranscriptTurn } from '@/lib/minutes/transcript';
import { storable } from '@/lib/store/stored-event';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { offersTo } from '../models/rows';
import { checkRate } from '../quotas/rate';
import { membersOf } from '../runs/known';
import { phrases } from './phrases';
import { enqueueMinutes } from './queue';
import type { AboutTranscript } from './schemas';

export type Taking = AboutTranscript & { source: string | Uint8Array };

/** Over all processes. */
const takenOf = { limit: 120, seconds: 3600, by: 'member', reason: 'quota.minutes' } as const;
const rowsAtOnce = 5_000;

type Ctx = Pick<Context, 'db' | 'clock' | 'jobs' | 'logger' | 'env' | 'speech'>;

/**
 * Makes a meeting of a transcript and asks for its minutes; in the caller's transaction where `ctx.db` is one.
 * @throws ServiceError `too_large`; `invalid` for what is no transcript, for a member that is not there, or a model that can't be asked;
 * `rate_limited`.
 */
export async function takeMinutes(ctx: Ctx, who: Member, taking: Taking): Promise<{ meetingId: string }> {
  await checkRate(ctx.db, who, 'minutes.take', takenOf);
  const { source, fileName, language } = taking;
  const read = readTranscript(source, { ...(fileName && { fileName }), ...(language && { language }) });
  if ('refused' in read) {
    const { code, args } = read.refused;
    throw new ServiceError(code === 'transcript.too_large' ? 'too_large' : 'invalid', code, args);
  }
  const { transcript } = read;
  const model = await modelMeant(ctx, who, taking.by);
  return ctx.db.transaction(async (tx) => {
    const agenda = agendaOf(transcript, taking, who, new Date(ctx.clock.now()));
    const [meeting] = await tx
      .insert(meetings)
      .values({
        orgId: who.orgId,
        kind: 'minutes',
        title: agenda.title,
        question: agenda.question,
        language: agenda.language,
        template: agenda.template,
        agenda,
        deciderUserId: who.userId,
        createdBy: who.userId,
      })
      .returning({ id: meetings.id });
    if (!meeting) throw new ServiceError('unavailable', 'unavailable');
    const meetingId = meeting.id;
    const speakers = await speakersOf(tx, who, transcript, taking.speakers ?? {});
    await tx.insert(transcripts).values({
      meetingId,
      orgId: who.orgId,
      format: transcript.format,
      fileName: fileName ?? null,
      speakers,
      notes: transcript.notes,
      turns: transcript.turns.length,
      lengthMs: lengthOf(transcript.turns),
      model,
    });
    await insertTurns(tx, who.orgId, meetingId, transcript.turns);
    const by = model ? modelKey(model) : 'rules';
    const detail = { format: transcript.format, turns: transcript.turns.length, by };
    await audit(tx, who, 'minutes.take', { type: 'meeting', id: meetingId }, detail);
    await enqueueMinutes(ctx, tx, { orgId: who.orgId, meetingId });
    return { meetingId };
  });
}

/** Who takes them: null, rules; else a model that the organisation can ask. @throws ServiceError `invalid` for another. */
async function modelMeant(ctx: Pick<Ctx, 'db' | 'speech'>, who: Member, by = 'rules'): Promise<ModelRef | null> {
  if (by === 'rules') return null;
  const [provider, ...name] = by.split(':');
  const meant = modelSchema.safeParse({ provider, name: name.join(':') });
  if (!meant.success) return refuse('by', 'minutes.unknown_model', { value: by });
  const offer = (await offersTo(ctx, ctx.db, who.orgId))(meant.data);
  return offer.ok ? meant.data : refuse('by', 'minutes.not_connected', { value: by });
}

function refuse(path: string, code: string, args: Record<string, string | number> = {}): never {
  throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path, code, args }]);
}

/** Nobody had an agenda: what a meeting must have, in the words of its minutes. */
function agendaOf(transcript: Transcript, about: Taking, who: Member, now: Date): Agenda {
  const language = about.language ?? transcript.language;
  const words = phrases[language];
  const named = storable(about.title || transcript.title || '')
    .replace(/\s+/g, ' ')
    .trim();
  const title = [...(named || words.untitled)].slice(0, 200).join('');
  const time_zone = about.timeZone ?? 'UTC';
  return {
    title,
    language,
    template: 'general',
    question: words.question(title),
    decider: who.name,
    reversibility: 'two-way',
    timebox_minutes: 15,
    facts: [],
    constraints: [],
    items: [],
    criteria: [],
    policy: { min_alternatives: 1, rationale_required: false, risk_cost_required: false },
    incident: null,
    held_on: about.heldOn ?? dayIn(time_zone, now),
    time_zone,
  };
}

const lengthOf = (turns: readonly TranscriptTurn[]): number | null => {
  const ends = turns.flatMap(({ startMs, endMs }) => endMs ?? startMs ?? []);
  return ends.length > 0 ? ends.reduce((a, b) => Math.max(a, b)) : null;
};

/**
 * Everybody who spoke, in the order of their first turn. A member is who was said to be one, else whose name it is.
 * @throws ServiceError `invalid` for somebody who is no member.
 */
async function speakersOf(tx: Executor, who: Member, { turns }: Transcript, said: Record<string, string>) {
  const count = new Map<string, number>();
  for (const { speaker } of turns) if (speaker !== null) count.set(speaker, (count.get(speaker) ?? 0) + 1);
  const members = await membersOf(tx, who.orgId);
  const known = new Set(members.map((one) => one.id));
  const chosen = new Map(Object.entries(said));
  for (const [name, userId] of chosen)
    if (userId && !known.has(userId)) refuse('speakers', 'minutes.no_member', { name });
  return [...count].map(([name, spoken]) => {
    const own = chosen.get(name);
    const userId = own === undefined ? (resolveOwner(name, members).owner?.id ?? null) : own || null;
    return { name: storable(name), turns: spoken, userId };
  });
}

/** In parts, each one statement: a long transcript has more turns than a statement may have parameters. */
async function insertTurns(tx: Executor, orgId: string, meetingId: string, turns: readonly TranscriptTurn[]) {
  for (let from = 0; from < turns.length; from += rowsAtOnce) {
    const rows = turns.slice(from, from + rowsAtOnce).map(({ turn, speaker, text, startMs, endMs }) => ({
      turn,
      speaker: speaker && storable(speaker),
      start_ms: startMs,
      end_ms: endMs,
      text: storable(text),
    }));
    await tx.execute(sql`
      insert into ${transcriptTurns} (org_id, meeting_id, turn, speaker, start_ms, end_ms, text)
      select ${orgId}, ${meetingId}, t.turn, t.speaker, t.start_ms, t.end_ms, t.text
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as t(turn int, speaker text, start_ms bigint, end_ms bigint, text text)`);
  }
}
