import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { decisions, runs, tasks, transcriptTurns } from '@/db/schema';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import type { Member } from '../context';
import type { DataContext, Executor } from '../data';
import { rightsOf } from '../decisions/rights';
import type { DecisionRecord } from '../decisions/schemas';
import { membersOf } from '../runs/known';
import { transcriptMeant } from './read';
import { runOf } from './runs';
import type { MinutesNow } from './schemas';

export interface MinutesPage {
  /** Who said each turn that is cited. */
  speakers: Record<number, string | null>;
  /** Tasks that the reader may change, by their ids. */
  changeable: Record<string, ActionItem>;
  owners: DecisionRecord['owners'];
  /** Whether the reader may approve the record, and settle what is in it. */
  decides: boolean;
}

/** What the page of the minutes needs beside them. @throws ServiceError `not_found`. */
export async function readMinutesPage(
  { db }: Pick<DataContext, 'db'>,
  who: Member,
  meetingId: string,
  minutes: MinutesNow,
): Promise<MinutesPage> {
  const { meeting } = await transcriptMeant(db, who.orgId, meetingId);
  const [said, items, members, [record]] = await Promise.all([
    citedTurns(db, who.orgId, meetingId, citedIn(minutes)),
    db
      .select({ item: tasks.item })
      .from(tasks)
      .where(and(eq(tasks.orgId, who.orgId), eq(tasks.meetingId, meetingId)))
      .orderBy(asc(tasks.position)),
    membersOf(db, who.orgId),
    db
      .select()
      .from(decisions)
      .where(and(eq(decisions.orgId, who.orgId), eq(decisions.runId, minutes.record.runId))),
  ]);
  const rights = record && rightsOf(who, { decision: record, meeting });
  return {
    speakers: Object.fromEntries(said),
    changeable: Object.fromEntries(items.filter(({ item }) => rights?.task(item)).map(({ item }) => [item.id, item])),
    owners: members.map(({ kind, id, name, title }) => ({ kind, id, name, title })),
    decides: rights?.decide ?? false,
  };
}

/** The decisions that stay where a transcript was erased; the record itself said what was erased. */
export async function decisionsKept(
  { db }: Pick<DataContext, 'db'>,
  who: Member,
  meetingId: string,
): Promise<Pick<typeof decisions.$inferSelect, 'runId' | 'title' | 'status'>[]> {
  const { orgId, runId, title, status } = decisions;
  return db
    .select({ runId, title, status })
    .from(decisions)
    .innerJoin(runs, eq(runs.id, runId))
    .where(and(eq(orgId, who.orgId), eq(decisions.meetingId, meetingId), ne(runId, runOf(meetingId, 'record'))))
    .orderBy(asc(runs.createdAt));
}

/** Who said these turns. */
export async function citedTurns(
  db: Executor,
  orgId: string,
  meetingId: string,
  turns: readonly number[],
): Promise<Map<number, string | null>> {
  const { turn, speaker } = transcriptTurns;
  const rows = await db
    .select({ turn, speaker })
    .from(transcriptTurns)
    .where(
      and(
        eq(transcriptTurns.orgId, orgId),
        eq(transcriptTurns.meetingId, meetingId),
        inArray(turn, turns.length > 0 ? [...turns] : [0]),
      ),
    );
  return new Map(rows.map((one) => [one.turn, one.speaker]));
}

/** Numbers of all turns that the minutes cite, in order. */
export function citedIn({ summary, decisions: made, action_items, open_questions }: MinutesNow): number[] {
  const all = [
    ...summary,
    ...made.flatMap((one) => [one, ...one.alternatives, ...one.rationale, ...one.objections]),
    ...action_items,
    ...open_questions,
  ];
  return [...new Set(all.flatMap((one) => one.turns))].sort((a, b) => a - b);
}
