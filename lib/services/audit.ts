import { auditRows } from '@/db/schema';
import type { Member } from './context';
import type { Executor } from './data';

/** Writes down who did what, in the transaction of the deed. */
export async function audit(
  tx: Pick<Executor, 'insert'>,
  who: Member,
  action: string,
  subject: { type: string; id: string },
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx
    .insert(auditRows)
    .values({ orgId: who.orgId, userId: who.userId, action, subjectType: subject.type, subjectId: subject.id, detail });
}
