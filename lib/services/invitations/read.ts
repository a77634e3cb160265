import { eq, isNull, sql } from 'drizzle-orm';
import { invitations, memberships, organisations, ssoConnections, users } from '@/db/schema';
import type { Context, OrgRole } from '../context';
import type { Executor } from '../data';
import { pending } from './rows';
import { hashOf } from './token';

/** What whoever opens the link is shown. */
export interface OpenInvitation {
  organisation: string;
  /** Who invites, where they are still there. */
  invitedBy: string | null;
  email: string;
  role: OrgRole;
  /** They sign in by the organisation's connection; else accepting lets them in. */
  bySignIn: boolean;
  /** Somebody has this address already: nothing more has to be asked. */
  known: boolean;
}

/** Null for a link that never was, is used, expired or revoked, or whose organisation goes: nobody is told which. */
export async function readInvitation(ctx: Pick<Context, 'db'>, token: string): Promise<OpenInvitation | null> {
  const found = await findOpen(ctx.db, token);
  if (!found) return null;
  const { row, organisation, invitedBy, bySignIn, known } = found;
  return { organisation, invitedBy, email: row.email, role: row.role, bySignIn, known: row.byMail && known };
}

/** By the token's hash. */
export async function findOpen(db: Executor, token: string) {
  const [found] = await db
    .select({
      row: invitations,
      organisation: organisations.name,
      invitedBy: users.name,
      bySignIn: sql<boolean>`${organisations.ssoOnly} or exists (select from ${ssoConnections}
        where ${ssoConnections.orgId} = ${invitations.orgId} and ${ssoConnections.state} <> 'new')`,
      known: sql<boolean>`exists (select from ${users} u where u.email = ${invitations.email})`,
    })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.orgId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      pending(
        eq(invitations.tokenHash, hashOf(token)),
        sql`${invitations.expiresAt} > now()`,
        isNull(organisations.deleteAt),
        sql`not exists (select from ${memberships} join ${users} s on s.id = ${memberships.userId}
          where ${memberships.orgId} = ${invitations.orgId} and s.email = ${invitations.email}
            and ${memberships.suspendedAt} is not null)`,
      ),
    );
  return found ?? null;
}
