import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { apiTokens, newId } from '@/db/schema';
import { may, permissions as table } from '@/lib/auth/permissions';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { findToken } from './list';
import type { NewToken, TokenMade } from './schemas';

/** What a token begins with, so that people and scanners of secrets recognise one. */
export const tokenPrefix = 'xio_';

/**
 * Makes a token for a program: 256 bits, returned once; only its SHA-256 is kept. It acts for whoever made it.
 * @throws ServiceError `forbidden` for a role above one's own; `invalid` for a permission that the role lacks.
 */
export async function makeToken(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { name, role, permissions, days }: NewToken,
): Promise<TokenMade> {
  // The table's first line holds the roles from the highest to the lowest.
  const ranks: readonly string[] = table['organisation.read'];
  if (ranks.indexOf(role) < ranks.indexOf(who.role))
    throw new ServiceError('forbidden', 'token.role', { role: who.role });
  const lacking = permissions?.findIndex((one) => !may({ role }, one)) ?? -1;
  if (lacking >= 0) {
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [
      {
        path: `permissions.${lacking}`,
        code: 'token.permission',
        args: { role, permission: permissions?.[lacking] ?? '' },
      },
    ]);
  }
  const token = `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
  return ctx.db.transaction(async (tx) => {
    const id = newId();
    await tx.insert(apiTokens).values({
      id,
      orgId: who.orgId,
      userId: who.userId,
      name,
      role,
      permissions,
      tokenHash: createHash('sha256').update(token).digest('hex'),
      hint: token.slice(-4),
      expiresAt: sql`now() + make_interval(days => ${days})`,
    });
    await audit(tx, who, 'token.create', { type: 'token', id }, { name, role, permissions, days });
    return { ...(await findToken(tx, who, id)), token };
  });
}
