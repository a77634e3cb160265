import { createHash } from 'node:crypto';
import { and, count, eq, sql } from 'drizzle-orm';
import { createTranslator } from 'next-intl';
import { apiTokens, erasures, meetings, memberships, newId, organisations, sessions } from '@/db/schema';
import en from '@/lib/words/en/data.json';
import ru from '@/lib/words/ru/data.json';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';
import { findPerson } from './find-person';
import { demandUnheld } from './holds';
import { toErasure } from './read';
import type { Erasure, RequestErasure } from './schemas';
import { mayName } from './traces';

/**
 * Has a member, or somebody whom texts name, forgotten: a member gets in no more from now on; the sweep does the rest.
 * @throws ServiceError `not_found`; `invalid` where the name was typed otherwise; `conflict` on hold, for oneself, or
 * while it is under way; `forbidden` for an owner, unless an owner asks.
 */
export async function requestErasure(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { confirm, ...subject }: RequestErasure,
): Promise<Erasure> {
  const asked = await ctx.db.transaction(async (tx) => {
    await demandUnheld(tx, who.orgId, null);
    const person = await findPerson(tx, who.orgId, subject);
    const { userId, names, name, role } = person;
    if (name === '') throw new ServiceError('invalid', 'erasure.nobody');
    if (userId === who.userId) throw new ServiceError('conflict', 'erasure.oneself');
    if (role === 'owner' && who.role !== 'owner') throw new ServiceError('forbidden', 'erasure.owner');
    if (confirm.trim() !== name) throw new ServiceError('invalid', 'erasure.confirm', { name });
    if (userId !== null) await shutOut(tx, who.orgId, userId);
    const [found] = await tx
      .select({ total: count() })
      .from(meetings)
      .where(and(eq(meetings.orgId, who.orgId), mayName(person)));
    const id = newId();
    const [organisation] = await tx
      .select({ language: organisations.language })
      .from(organisations)
      .where(eq(organisations.id, who.orgId));
    const language = organisation?.language ?? 'en';
    const t = createTranslator({ locale: language, messages: language === 'ru' ? ru : en });
    const code = createHash('sha256')
      .update(`${who.orgId}:${userId ?? id}`)
      .digest('hex')
      .slice(0, 6)
      .toUpperCase();
    const pseudonym = t(userId === null ? 'erase.somebody' : 'erase.former', { code });
    const [row] = await tx
      .insert(erasures)
      .values({ id, orgId: who.orgId, userId, names, pseudonym, total: found?.total ?? 0, requestedBy: who.userId })
      .returning();
    if (!row) throw new Error('The erasure was not stored');
    await audit(tx, who, 'erasure.request', { type: 'erasure', id }, { userId, meetings: row.total });
    return toErasure(row);
  });
  if (subject.userId !== undefined) await recheckStreams(ctx, who.orgId, { userId: subject.userId });
  return asked;
}

/** From this moment on the person gets in nowhere here. */
async function shutOut(tx: Pick<DataContext['db'], 'select' | 'update' | 'delete'>, orgId: string, userId: string) {
  const open = await tx
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(eq(erasures.orgId, orgId), eq(erasures.userId, userId), eq(erasures.state, 'open')));
  if (open.length > 0) throw new ServiceError('conflict', 'erasure.under_way');
  await tx
    .update(memberships)
    .set({ suspendedAt: sql`coalesce(suspended_at, now())` })
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  await tx.delete(sessions).where(and(eq(sessions.orgId, orgId), eq(sessions.userId, userId)));
  await tx.delete(apiTokens).where(and(eq(apiTokens.orgId, orgId), eq(apiTokens.userId, userId)));
}
