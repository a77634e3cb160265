import { and, asc, eq, or } from 'drizzle-orm';
import { runs } from '@/db/schema';
import { steps } from '@/lib/council/settle';
import { readMeantDecision } from '../artifacts/decision';
import type { Context, Member } from '../context';
import type { Where } from '../run-meant';
import { membersOf } from '../runs/known';
import { decisionMeant, type Meant } from './meant';
import { rightsOf } from './rights';
import { type Action, actionSchema, type DecisionRecord } from './schemas';

/**
 * The decision as the page of its decider needs it: the log in its newest version (or the one that is named), the tasks,
 * the rounds around it, and what the reader may do.
 * @throws ServiceError `not_found`, with `artifact.no_decision` while there is none.
 */
export async function readDecisionRecord(
  ctx: Pick<Context, 'db' | 'cache'>,
  who: Member,
  { version, ...where }: Where & { version?: number | undefined },
): Promise<DecisionRecord> {
  const meant = await decisionMeant(ctx.db, who.orgId, where);
  const { run, decision } = meant;
  const [read, members, rounds] = await Promise.all([
    readMeantDecision(ctx, who, meant, version),
    membersOf(ctx.db, who.orgId),
    ctx.db
      .select({ runId: runs.id, status: runs.status, outcome: runs.outcome, parent: runs.parentRunId })
      .from(runs)
      .where(and(eq(runs.orgId, who.orgId), or(eq(runs.id, run.parentRunId ?? ''), eq(runs.parentRunId, run.id))))
      .orderBy(asc(runs.createdAt)),
  ]);
  const round = ({ runId, status, outcome }: (typeof rounds)[number]) => ({ runId, status, outcome });
  const children = rounds.filter((one) => one.parent === run.id);
  const parent = rounds.find((one) => one.runId === run.parentRunId);
  const rights = rightsOf(who, meant);
  const settled = run.status === 'finished' && children.every((one) => one.status === 'finished');
  const changeable = settled && rights.decide;
  const allowed: readonly string[] = steps[decision.status];
  const actions: Action[] = changeable
    ? actionSchema.options.filter((action) => allowed.includes(action) && canDo(action, meant))
    : [];
  return {
    ...read,
    meetingId: where.meetingId,
    parent: parent ? round(parent) : null,
    children: children.map(round),
    reader: {
      actions,
      onBehalfOf: rights.decide ? rights.onBehalfOf : null,
      tasks: run.status === 'finished' ? read.items.filter((item) => rights.task(item)).map((item) => item.id) : [],
      addTask: run.status === 'finished' && rights.decide,
    },
    owners: [
      ...members.map(({ kind, id, name, title }) => ({ kind, id, name, title })),
      ...Object.entries(run.seats).map(([id, name]) => ({ kind: 'seat' as const, id, name, title: null })),
    ],
  };
}

/** People who met without a council are sent back to none. */
const canDo = (action: Action, { meeting }: Meant) => action !== 'send_back' || meeting.kind === 'council';
