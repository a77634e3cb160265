import { and, desc, eq, sql } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import type { Context, Member } from '../context';
import { readCursor, timeAndId, writeCursor } from '../cursor';
import { invitationOf, invitationsOf, stateOf } from './rows';
import { type InvitationList, type ListInvitations, listInvitationsSchema } from './schemas';

/** The organisation's invitations from the newest on, a page at a time. */
export async function listInvitations(
  ctx: Pick<Context, 'db'>,
  who: Member,
  input: ListInvitations = {},
): Promise<InvitationList> {
  const { state, cursor, limit } = listInvitationsSchema.parse(input);
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  const rows = await invitationsOf(ctx.db)
    .where(
      and(
        eq(invitations.orgId, who.orgId),
        state ? sql`${stateOf} = ${state}` : undefined,
        place
          ? sql`(${invitations.createdAt}, ${invitations.id}) < (${place[0]}::timestamptz, ${place[1]})`
          : undefined,
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1)?.row : undefined;
  return {
    invitations: page.map(invitationOf),
    nextCursor: end ? writeCursor([end.createdAt.toISOString(), end.id]) : null,
  };
}
