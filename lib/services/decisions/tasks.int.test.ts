import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberships, newId } from '@/db/schema';
import type { TaskChanges } from '@/lib/council/changes.schema';
import { readDecision } from '../artifacts/decision';
import type { Member } from '../context';
import { addDecisionTask, changeDecisionTask } from './change-task';
import { readDecisionHistory } from './history';
import { readDecisionRecord } from './read';
import { createDecidedCouncil } from './testing';

let council: Awaited<ReturnType<typeof createDecidedCouncil>>;
let ada: Member;
let taskId: string;
beforeAll(async () => {
  council = await createDecidedCouncil();
  ada = await council.join('member', 'Ada');
  taskId = (await readDecision(council.ctx, ada, council.where)).items[0]?.id ?? '';
});
afterAll(() => council.close());

const change = (who: Member, version: number, changes: TaskChanges, commandId: string = newId()) =>
  changeDecisionTask(council.ctx, who, { ...council.where, commandId, taskId, version, changes });
const add = (who: Member, title: string) =>
  addDecisionTask(council.ctx, who, { ...council.where, commandId: newId(), task: { title } });

describe('a task of a decision', () => {
  it('is given to a member by who decides; then that one changes it too, and nobody else', async () => {
    await expect(change(ada, 1, { status: 'confirmed' })).rejects.toMatchObject({ reason: 'task.not_yours' });
    const commandId = newId();
    const given = await change(council.decider, 1, { owner: { kind: 'member', id: ada.userId } }, commandId);
    expect(given.item).toMatchObject({ owner: 'Ada', version: 2 });
    expect(await change(council.decider, 1, { owner: { kind: 'member', id: ada.userId } }, commandId)).toEqual(given);
    expect((await readDecisionRecord(council.ctx, ada, council.where)).reader.tasks).toEqual([taskId]);
    expect((await change(ada, 2, { status: 'confirmed' })).item).toMatchObject({ status: 'confirmed', version: 3 });
  });

  it('that somebody else has changed comes back as it is now', async () => {
    await expect(change(council.leader, 2, { priority: 'low' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'task.stale',
      extra: { item: { id: taskId, version: 3, owner: 'Ada' } },
    });
  });

  it('is not given to who has left, nor due on a day that has passed', async () => {
    const left = await council.join('member', 'Gone');
    const { orgId, userId } = left;
    await council.db.delete(memberships).where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
    const owner = { kind: 'member' as const, id: userId };
    await expect(change(council.leader, 3, { owner })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'changes.owner', code: 'task.owner_unknown' }],
    });
    await expect(change(council.leader, 3, { due: '2026-01-01' })).rejects.toMatchObject({ reason: 'task.due_past' });
  });

  it('can be added, by two people at once, and shows who added it', async () => {
    const [one, two] = await Promise.all([add(council.leader, 'Order it'), add(council.decider, 'Tell the team')]);
    expect(one.item.id).not.toBe(two.item.id);
    await expect(add(ada, 'Mine')).rejects.toMatchObject({ code: 'forbidden' });
    const { items } = await readDecision(council.ctx, ada, council.where);
    expect(items.slice(-2).map((item) => [item.origin, item.status])).toEqual([
      ['human', 'confirmed'],
      ['human', 'confirmed'],
    ]);
    const { tasks } = await readDecisionHistory(council.ctx, ada, council.where);
    expect(tasks.map(({ version, by }) => [version, by])).toContainEqual([3, 'Ada']);
  });

  it('that nobody knows is not found', async () => {
    const unknown = changeDecisionTask(council.ctx, council.leader, {
      ...council.where,
      commandId: newId(),
      taskId: 'T99',
      version: 1,
      changes: { status: 'confirmed' },
    });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found', reason: 'task.not_found' });
  });
});
