import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { decisions, type meetings, type transcripts } from '@/db/schema';
import { claimsOf } from '@/lib/council/claims-of';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { By, MoveEvent } from '@/lib/council/events';
import type { Person } from '@/lib/council/people';
import type { Team } from '@/lib/council/team.schema';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import type { TranscriptTurn } from '@/lib/minutes/transcript';
import { createEventLog } from '@/lib/store/event-log';
import { insertRun } from '@/lib/store/insert-run';
import { audit } from '../audit';
import type { Context } from '../context';
import { earlierDecisions, membersOf } from '../runs/known';
import { type About, decisionLogOf, itemsOf, recordLogOf } from './compose-log';
import { phrases } from './phrases';
import { runOf } from './runs';

type Transaction = Parameters<Parameters<Context['db']['transaction']>[0]>[0];

export interface Recording {
  meeting: typeof meetings.$inferSelect;
  transcript: typeof transcripts.$inferSelect;
  turns: readonly TranscriptTurn[];
  minutes: Minutes;
  by: By;
}

/** What is said around a cited turn, so that its reader understands it. */
const around = 1;

/**
 * Makes the record of a meeting of people in the caller's transaction: each decision and its tasks as a finished run of
 * its own, and last the run of the record itself, with the tasks that belong to no decision.
 */
export async function recordMinutes(tx: Transaction, recording: Recording): Promise<void> {
  const { meeting, minutes, turns, transcript, by } = recording;
  const { orgId, id: meetingId, agenda } = meeting;
  const members = await membersOf(tx, orgId);
  const speakers = transcript.speakers.map((one) => one.name);
  const about = (runId: string): About => ({
    meetingId,
    runId,
    agenda,
    minutes,
    speakers,
    people: spokenAs(members, transcript.speakers),
    earlier,
  });
  const earlier = await earlierDecisions(tx, orgId);
  const known = new Set(minutes.decisions.map((one) => one.id));
  const loose = minutes.action_items.filter((one) => one.decision === null || !known.has(one.decision));
  const said = citable(turns, transcript.speakers);
  const write = async (order: number, runId: string, log: DecisionLog, items: ActionItem[]) => {
    const team = scribes(minutes, phrases[agenda.language].rules);
    await insertRun(tx, {
      orgId,
      teamId: null,
      order,
      event: {
        name: 'run-created',
        runId,
        meetingId,
        agenda: { ...agenda, question: log.question },
        team,
        teamVersion: 0,
        criteria: [],
        seed: 0,
        prices: {},
        people: members,
        earlier,
        parentRun: null,
        note: null,
        previous: null,
        by,
      },
    });
    const events: MoveEvent[] = [
      ...said(log, items),
      { name: 'artifact-recorded', artifact: { kind: 'decision_log', version: 1, log } },
      ...(items.length > 0
        ? [{ name: 'artifact-recorded' as const, artifact: { kind: 'action_items' as const, version: 1, items } }]
        : []),
      { name: 'run-finished', outcome: 'decided', reason: { code: 'minutes.taken' } },
    ];
    const done = await createEventLog(tx).appendMoves(orgId, runId, 0, 1, events);
    if (!done.ok) throw new Error(`The record of ${runId} was refused: ${done.why}`);
  };
  for (const [n, decision] of minutes.decisions.entries()) {
    const it = about(runOf(meetingId, decision.id));
    const own = minutes.action_items.filter((one) => one.decision === decision.id);
    await write(n, it.runId, decisionLogOf(it, decision), itemsOf(it, own));
  }
  const record = about(runOf(meetingId, 'record'));
  await write(minutes.decisions.length, record.runId, recordLogOf(record), itemsOf(record, loose));
  // Whoever took the minutes hears of them once, not of every decision in them.
  const each = minutes.decisions.map((one) => runOf(meetingId, one.id));
  if (each.length > 0)
    await tx
      .update(decisions)
      .set({ toldAt: sql`now()` })
      .where(and(eq(decisions.orgId, orgId), inArray(decisions.runId, each)));
  const detail = { decisions: each.length, tasks: minutes.action_items.length, ...minutes.made_by };
  await audit(tx, { orgId, userId: by.userId }, 'minutes.record', { type: 'meeting', id: meetingId }, detail);
}

/** Members, each also by the names under which they spoke. */
function spokenAs(members: readonly Person[], speakers: Recording['transcript']['speakers']): Person[] {
  return members.map((member) => ({
    ...member,
    aliases: [
      ...member.aliases,
      ...speakers.flatMap(({ name, userId }) => (userId === member.id && name !== member.name ? [name] : [])),
    ],
  }));
}

/** The turns that a record cites, and those beside them, in order. */
function citable(turns: readonly TranscriptTurn[], speakers: Recording['transcript']['speakers']) {
  const userOf = new Map(speakers.map(({ name, userId }) => [name, userId ?? '']));
  return (log: DecisionLog, items: readonly ActionItem[]): MoveEvent[] => {
    const cited = [...claimsOf(log), ...items].flatMap((one) => one.turns);
    const wanted = new Set(cited.flatMap((n) => Array.from({ length: 2 * around + 1 }, (_, at) => n - around + at)));
    return [...wanted]
      .sort((a, b) => a - b)
      .flatMap((n): MoveEvent[] => {
        const turn = turns[n - 1];
        if (!turn) return [];
        const { speaker, text } = turn;
        const by = speaker === null ? null : { userId: userOf.get(speaker) ?? '', name: speaker };
        return [{ name: 'turn-cited', turn: n, by, text, textHash: hashOf(n, speaker, text) }];
      });
  };
}

/** Two turns in the same words have a text of their own each, so that one can be erased without the other. */
const hashOf = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Nobody sat at a table: who took the minutes stands in the place of the team. */
const scribes = ({ made_by: { provider, model } }: Minutes, rules: string): Team => ({
  name: provider === 'rules' ? rules : model,
  protocol: 'panel',
  selector: { method: 'round_robin' },
  rounds: 1,
  seats: [],
  limits: { turns: 12, active_minutes: 1, tokens: 10_000, money: 0 },
  policy: null,
});
