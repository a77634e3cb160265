import { asc, eq } from 'drizzle-orm';
import { memberships, users } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';

/** Whom the trail can be searched by: members, by name. Those who are gone are found by their id. */
export const peopleOf = ({ db }: Pick<DataContext, 'db'>, { orgId }: Member): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.orgId, orgId))
    .orderBy(asc(users.name), asc(users.id))
    .limit(500);
