import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { artifacts, decisions, meetingPeople, meetings, memberships, users } from '@/db/schema';
import type { Agenda } from '@/lib/council/agenda.schema';
import type { EarlierDecision, Person } from '@/lib/council/people';
import type { Team } from '@/lib/council/team.schema';
import type { Executor } from '../data';

const earlierAtMost = 50;
const namedAtMost = 12;

/** Members of the organisation as owners of tasks; the local part of an address is a name people use too. */
export async function membersOf(db: Executor, orgId: string): Promise<Person[]> {
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      title: memberships.title,
      aliases: memberships.aliases,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), isNull(memberships.suspendedAt)))
    .orderBy(asc(users.name), asc(users.id));
  return rows.map(({ id, name, email, title, aliases }) => {
    const local = email?.split('@')[0];
    return { kind: 'member', id, name, aliases: [...new Set([...aliases, ...(local ? [local] : [])])], title };
  });
}

/** The agenda with the members who are consulted and informed, as far as its list has room. */
export async function withPeople(db: Executor, orgId: string, meetingId: string, agenda: Agenda): Promise<Agenda> {
  const rows = await db
    .select({ role: meetingPeople.role, name: users.name })
    .from(meetingPeople)
    .innerJoin(users, eq(users.id, meetingPeople.userId))
    .where(and(eq(meetingPeople.orgId, orgId), eq(meetingPeople.meetingId, meetingId)))
    .orderBy(asc(users.name), asc(users.id));
  const add = (names: readonly string[] = [], role: 'consulted' | 'informed') =>
    [...new Set([...names, ...rows.filter((one) => one.role === role).map((one) => one.name)])].slice(0, namedAtMost);
  const [consulted, informed] = [add(agenda.consulted, 'consulted'), add(agenda.informed, 'informed')];
  return {
    ...agenda,
    ...(consulted.length > 0 ? { consulted } : {}),
    ...(informed.length > 0 ? { informed } : {}),
  };
}

/** The seats of a team as owners of tasks. */
export const seatsOf = (team: Pick<Team, 'seats'>): Person[] =>
  team.seats.map(({ id, name, role }) => ({ kind: 'seat', id, name, aliases: [], title: role }));

/** The newest decisions of the organisation that are in force, each as it was accepted. */
export async function earlierDecisions(db: Executor, orgId: string): Promise<EarlierDecision[]> {
  const rows = await db
    .select({
      meetingId: decisions.meetingId,
      id: sql<string>`${artifacts.body}->'log'->>'id'`,
      title: sql<string>`${artifacts.body}->'log'->>'title'`,
      statement: sql<string>`${artifacts.body}->'log'->>'statement'`,
      at: decisions.acceptedAt,
    })
    .from(decisions)
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.runId, decisions.runId),
        eq(artifacts.kind, 'decision_log'),
        eq(artifacts.version, decisions.acceptedVersion),
      ),
    )
    .innerJoin(meetings, and(eq(meetings.id, decisions.meetingId), isNull(meetings.deletedAt)))
    .where(
      and(
        eq(decisions.orgId, orgId),
        sql`${decisions.acceptedVersion} is not null`,
        // Approved minutes are no decision that another one could contradict.
        sql`${artifacts.body}->'log'->'taken'->>'record' is distinct from 'true'`,
      ),
    )
    .orderBy(desc(decisions.acceptedAt))
    .limit(earlierAtMost);
  return rows.map(({ at, ...row }) => ({ ...row, at: at?.getTime() ?? 0 }));
}
