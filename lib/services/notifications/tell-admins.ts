import { sql } from 'drizzle-orm';
import type { adminNoticeKinds } from '@/db/schema/notifications';
import type { Executor } from '../data';

interface Telling {
  orgId: string;
  kind: (typeof adminNoticeKinds)[number];
  /** What it tells: each is told the same thing once. */
  key: string;
  args: { name: string; reason: string | null };
  /** Who did it and knows. */
  but?: string;
}

/** Puts a notice on the list of everybody who administers the organisation now, with the transaction. */
export async function tellAdmins(tx: Executor, { orgId, kind, key, args, but = '' }: Telling): Promise<void> {
  await tx.execute(sql`
    insert into admin_notices (id, org_id, user_id, kind, key, args)
    select gen_random_uuid()::text, m.org_id, m.user_id, ${kind}, ${key}, ${JSON.stringify(args)}::jsonb
    from memberships m
    where m.org_id = ${orgId} and m.role in ('owner', 'admin') and m.suspended_at is null and m.user_id <> ${but}
    on conflict do nothing`);
}
