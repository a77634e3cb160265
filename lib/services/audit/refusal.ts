import { audit } from '../audit';
import type { Context, Member } from '../context';

/**
 * Writes down what was refused to a member: at most 20 a minute of each, so that nobody fills the trail by asking. A
 * trail that can't be written changes nothing about the refusal.
 */
export async function auditRefusal(
  ctx: Pick<Context, 'db' | 'limits' | 'logger'>,
  who: Pick<Member, 'orgId' | 'userId' | 'from' | 'token'>,
  detail: { permission: string; path: string },
): Promise<void> {
  try {
    const { refused } = await ctx.limits.take('refusal', `${who.orgId}:${who.userId}`);
    if (!refused) await audit(ctx.db, who, 'access.refuse', { type: 'permission', id: detail.permission }, detail);
  } catch (error) {
    ctx.logger.warn({ error }, 'a refusal could not be written down');
  }
}
