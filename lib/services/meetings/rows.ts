import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { decisions, meetings, runs } from '@/db/schema';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';
import type { Executor } from '../data';
import type { MeetingSummary } from './schemas';

/** Meetings that exist, each with its newest run. */
export function meetingsWithLastRun(db: Executor) {
  const last = lastRunOf(db);
  return {
    last,
    columns: {
      id: last.id,
      status: last.status,
      outcome: last.outcome,
      phase: last.phase,
      leader: last.leader,
      turns: last.turns,
      scripted: last.scripted,
      createdAt: last.createdAt,
      startedAt: last.startedAt,
      finishedAt: last.finishedAt,
      decision: last.decision,
      decisionVersion: last.decisionVersion,
      decisionOpen: last.decisionOpen,
      deciderUserId: last.deciderUserId,
    },
  };
}

function lastRunOf(db: Executor) {
  return db
    .select({
      id: runs.id,
      status: runs.status,
      outcome: runs.outcome,
      phase: runs.phase,
      leader: runs.leader,
      turns: runs.turns,
      scripted: runs.scripted,
      createdAt: runs.createdAt,
      startedAt: runs.startedAt,
      finishedAt: runs.finishedAt,
      activeMs: runs.activeMs,
      decision: sql<DecisionStatus | null>`${decisions.status}`.as('decision'),
      decisionVersion: sql<number | null>`${decisions.version}`.as('decision_version'),
      decisionOpen: sql<boolean | null>`${decisions.open}`.as('decision_open'),
      deciderUserId: decisions.deciderUserId,
    })
    .from(runs)
    .leftJoin(decisions, eq(decisions.runId, runs.id))
    .where(eq(runs.meetingId, meetings.id))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1)
    .as('last_run');
}

/** The organisation's meetings that were not deleted. */
export function inOrganisation(orgId: string, ...more: (SQL | undefined)[]): SQL | undefined {
  return and(eq(meetings.orgId, orgId), isNull(meetings.deletedAt), ...more);
}

type LastRunRow = Omit<typeof runs.$inferSelect, 'id'> & { id: string };
type Shown = Pick<
  LastRunRow,
  'id' | 'status' | 'outcome' | 'phase' | 'leader' | 'turns' | 'scripted' | 'createdAt' | 'startedAt' | 'finishedAt'
> & {
  decision: DecisionStatus | null;
  decisionVersion: number | null;
  decisionOpen: boolean | null;
  deciderUserId: string | null;
};

const none = { id: undefined, decision: null, decisionVersion: null, decisionOpen: null, deciderUserId: null };

export function summaryOf(
  row: Pick<
    typeof meetings.$inferSelect,
    'id' | 'kind' | 'title' | 'question' | 'language' | 'template' | 'state' | 'createdAt' | 'agenda'
  >,
  last: Shown | null,
): MeetingSummary {
  const { decision: status, decisionVersion: version, decisionOpen: open, deciderUserId, ...run } = last ?? none;
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    question: row.question,
    language: row.language,
    template: row.template,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    lastRun:
      run.id === undefined
        ? null
        : {
            ...run,
            createdAt: run.createdAt.toISOString(),
            startedAt: run.startedAt?.toISOString() ?? null,
            finishedAt: run.finishedAt?.toISOString() ?? null,
          },
    decision:
      status === null || version === null
        ? null
        : { status, version, open: open === true, decider: row.agenda.decider, deciderUserId },
  };
}
