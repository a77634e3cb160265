import type { z } from 'zod';
import { changeTask, newTask, type TaskOutcome } from '@/lib/council/change-task';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import type { Person } from '@/lib/council/people';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import type { Where } from '../run-meant';
import { membersOf, seatsOf } from '../runs/known';
import { appendTogether, NotAppended } from './append';
import { circumstances, earlier, type Held, holdDecision, refused } from './change';
import { demand, type Rights, rightsOf } from './rights';
import type { addTaskSchema, changeTaskSchema, TaskChanged } from './schemas';

type Asked = Where & { commandId: string };

/**
 * Changes a task, confirms it or drops it: its owner, the decider, or who leads.
 * @throws ServiceError `not_found`; `forbidden`; `invalid`; `conflict`, for a stale version with `item` as it is now.
 */
export function changeDecisionTask(
  ctx: Context,
  who: Member,
  { taskId, version, changes, ...where }: Asked & { taskId: string } & z.output<typeof changeTaskSchema>,
): Promise<TaskChanged> {
  return append(ctx, who, where, (items, held, rights, people, today) => {
    const item = items.find((one) => one.id === taskId);
    if (!item) throw new ServiceError('not_found', 'task.not_found');
    demand(rights.task(item), 'task.not_yours', held.meeting.agenda.decider);
    if (item.version !== version) {
      throw new ServiceError('conflict', 'task.stale', { current: item.version, sent: version }, [], { item });
    }
    return changeTask(item, changes, people, today);
  });
}

/**
 * Adds a task of one's own; it counts at once.
 * @throws ServiceError `not_found`; `forbidden`; `invalid`; `conflict`.
 */
export function addDecisionTask(
  ctx: Context,
  who: Member,
  { task, ...where }: Asked & z.output<typeof addTaskSchema>,
): Promise<TaskChanged> {
  return append(ctx, who, where, (items, { run, meeting, log }, rights, people, today) => {
    demand(rights.decide, 'decision.not_yours', meeting.agenda.decider);
    const taken = new Set(items.map((one) => one.id));
    let n = 1;
    while (taken.has(`${run.id}-H${n}`)) n += 1;
    const place = {
      id: `${run.id}-H${n}`,
      decision_id: log.id,
      idempotency_key: `${meeting.id}:${run.id}:H${n}`,
    };
    return newTask(place, task, people, today);
  });
}

type Make = (items: ActionItem[], held: Held, rights: Rights, people: Person[], today: string) => TaskOutcome;

async function append(ctx: Context, who: Member, { commandId, ...where }: Asked, make: Make): Promise<TaskChanged> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const held = await holdDecision(ctx, who, where);
    const { run, state, log } = held;
    const done = earlier(held, who, commandId, ['task-changed']);
    if (done?.name === 'task-changed') return { runId: run.id, seq: done.seq, item: done.item };
    if (log.status === 'superseded') throw refused('decision.not_from', { status: log.status, step: 'task' });
    const people = [...(await membersOf(ctx.db, who.orgId)), ...seatsOf(state.team)];
    const { today } = circumstances(ctx, who, held);
    const changed = make(state.artifacts.action_items?.items ?? [], held, rightsOf(who, held), people, today);
    if (!changed.ok) throw refused(changed.reason.code, changed.reason.args);
    const { item } = changed;
    const by = { userId: who.userId, name: who.name };
    try {
      const { seq } = await appendTogether(ctx, who, (append) =>
        append(run.id, { name: 'task-changed', commandId, item, by }),
      );
      return { runId: run.id, seq, item };
    } catch (error) {
      // Somebody was faster: look again, and say what stands there now.
      if (!(error instanceof NotAppended)) throw error;
    }
  }
  throw new ServiceError('unavailable', 'unavailable');
}
