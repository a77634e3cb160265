import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '@/db/statements';
import type { Limits } from '@/lib/ports/limits';
import type { From, Member } from '../context';

/** `auditRefusal` where the tables' definitions can't go. */
export async function auditRefusalAtEdge(
  { db, limits }: { db: Statements; limits: Pick<Limits, 'take'> },
  { orgId, userId, token }: Member,
  from: From,
  detail: { permission: string; path: string },
): Promise<void> {
  const { refused } = await limits.take('refusal', `${orgId}:${userId}`);
  if (refused) return;
  await rowsOf(
    db,
    sql`insert into audit_rows
      (id, org_id, user_id, token_id, action, subject_type, subject_id, detail, address, user_agent)
      values (${crypto.randomUUID()}, ${orgId}, ${userId}, ${token?.id ?? null}, 'access.refuse', 'permission',
        ${detail.permission}, ${JSON.stringify(detail)}::jsonb, ${from.address}, ${from.agent})`,
  ).catch(() => {}); // a trail that can't be written changes nothing about the refusal
}
