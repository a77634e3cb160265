import { auditRows } from '@/db/schema';
import type { Member } from './context';
import type { Executor } from './data';

/** Writes down who did what, in the transaction of the deed. `userId` is null where no person did it. */
export async function audit(
  tx: Pick<Executor, 'insert'>,
  who: Pick<Member, 'orgId' | 'from' | 'token'> & { userId: string | null },
  action: string,
  subject: { type: string; id: string },
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(auditRows).values({
    orgId: who.orgId,
    userId: who.userId,
    tokenId: who.token?.id ?? null,
    address: who.from?.address ?? null,
    userAgent: who.from?.agent ?? null,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    detail,
  });
}
