import type { Member } from '../context';
import type { DataContext } from '../data';
import { membersOf } from '../runs/known';

/** Who can be somebody that spoke. */
export async function minutesChoices(
  { db }: Pick<DataContext, 'db'>,
  { orgId }: Pick<Member, 'orgId'>,
): Promise<{ members: { id: string; name: string }[] }> {
  return { members: (await membersOf(db, orgId)).map(({ id, name }) => ({ id, name })) };
}
