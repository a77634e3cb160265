import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { idempotencyKeys } from '@/db/schema';
import type { Member } from './context';
import type { DataContext, Executor } from './data';
import { ServiceError } from './errors';

/** What was asked: the client's key, and everything that makes the request what it is. */
export interface Asked {
  key: string;
  request: unknown;
}
export interface Answered {
  status: number;
  body: unknown;
  replayed: boolean;
}
type Work = (ctx: DataContext) => Promise<{ status: number; body: unknown }>;

/**
 * Does a piece of work once for a key: key, work and answer are one transaction, so that a repetition, also one at
 * the same moment, gets the first answer, and a failure leaves nothing. `work` gets a context in that transaction.
 * @throws ServiceError `conflict` when the key came with another request.
 */
export async function answerOnce(ctx: DataContext, who: Member, asked: Asked, work: Work): Promise<Answered> {
  return ctx.db.transaction(async (tx) => {
    const before = await claim(tx, who, asked);
    if (before) return before;
    const answer = await work({ ...ctx, db: tx });
    await remember(tx, who, asked.key, answer);
    return { ...answer, replayed: false };
  });
}

/**
 * The same for work that lives outside one transaction and knows its own repetition (a command id): a repetition
 * before the first answer was stored does the work again.
 * @throws ServiceError `conflict` when the key came with another request.
 */
export async function answerRepeatably(
  ctx: DataContext,
  who: Member,
  asked: Asked,
  work: () => Promise<{ status: number; body: unknown }>,
): Promise<Answered> {
  const before = await claim(ctx.db, who, asked);
  if (before) return before;
  const answer = await work().catch(async (error: unknown) => {
    await ctx.db.delete(idempotencyKeys).where(keyOf(who, asked.key));
    throw error;
  });
  await remember(ctx.db, who, asked.key, answer);
  return { ...answer, replayed: false };
}

const ofMember = (who: Member) => and(eq(idempotencyKeys.orgId, who.orgId), eq(idempotencyKeys.userId, who.userId));
const keyOf = (who: Member, key: string) => and(ofMember(who), eq(idempotencyKeys.key, key));

/** Takes the key, or finds its answer of the last seven days. Waits while another transaction holds it. */
async function claim(db: Executor, who: Member, { key, request }: Asked): Promise<Answered | null> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new ServiceError('invalid', 'idempotency.key');
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  await db
    .delete(idempotencyKeys)
    .where(and(ofMember(who), lt(idempotencyKeys.createdAt, sql`now() - interval '7 days'`)));
  const taken = await db
    .insert(idempotencyKeys)
    .values({ orgId: who.orgId, userId: who.userId, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (taken.length > 0) return null;
  const [row] = await db.select().from(idempotencyKeys).where(keyOf(who, key));
  if (row && row.requestHash !== requestHash) throw new ServiceError('conflict', 'idempotency.other_body');
  return row?.status ? { status: row.status, body: row.response, replayed: true } : null;
}

async function remember(db: Executor, who: Member, key: string, answer: { status: number; body: unknown }) {
  await db.update(idempotencyKeys).set({ status: answer.status, response: answer.body }).where(keyOf(who, key));
}
