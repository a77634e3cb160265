import { modelKey } from '@/lib/council/budget';
import type { Context, Member } from '../context';
import { connectionsOf, offersFrom, usualOf } from '../models/rows';
import { membersOf } from '../runs/known';

/** Who can be somebody that spoke, and which models can take minutes, the usual one first. */
export async function minutesChoices(
  ctx: Pick<Context, 'db' | 'env' | 'speech'>,
  { orgId }: Pick<Member, 'orgId'>,
): Promise<{ members: { id: string; name: string }[]; models: string[] }> {
  const [people, connections] = await Promise.all([membersOf(ctx.db, orgId), connectionsOf(ctx.db, orgId)]);
  const offers = offersFrom(ctx, connections);
  const usual = usualOf(connections, ctx.env);
  const served = connections.flatMap(({ provider, models }) => models.map(({ name }) => ({ provider, name })));
  const models = [usual, ...served].filter((one) => one.provider !== 'playbook' && offers(one).ok).map(modelKey);
  return { members: people.map(({ id, name }) => ({ id, name })), models: [...new Set(models)] };
}
