import { may } from '@/lib/auth/permissions';
import { modelKey } from '@/lib/council/budget';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { connectionsOf, offersFrom, usualOf } from '../models/rows';
import { membersOf } from '../runs/known';

interface Choices {
  /** Who can be somebody that spoke. */
  members: { id: string; name: string }[];
  /** Who can take the minutes besides rules, the usual one first. */
  models: (ModelRef & { key: string })[];
  /** Whether the reader may connect a model. */
  connects: boolean;
}

export async function minutesChoices(
  { db, env, speech }: Pick<DataContext, 'db' | 'env' | 'speech'>,
  who: Member,
): Promise<Choices> {
  const [members, rows] = await Promise.all([membersOf(db, who.orgId), connectionsOf(db, who.orgId)]);
  const offered = offersFrom({ speech }, rows);
  const all = [
    usualOf(rows, env),
    ...rows.flatMap(({ provider, models }) => models.map(({ name }) => ({ provider, name }))),
  ];
  const able = all.filter((one) => one.provider !== 'playbook' && offered(one).ok);
  return {
    members: members.map(({ id, name }) => ({ id, name })),
    models: [...new Map(able.map((one) => [modelKey(one), { ...one, key: modelKey(one) }])).values()],
    connects: may(who, 'model.change'),
  };
}
