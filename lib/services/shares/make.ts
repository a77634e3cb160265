import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { newId, shareLinks } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { hashPassword } from './password';
import { findMeeting, findShare } from './rows';
import type { MakeShare, ShareMade } from './schemas';

/** Makes a read-only link to a meeting. Its address holds 256 bits, is returned once, and only its SHA-256 is kept. */
export async function makeShare(
  ctx: Pick<Context, 'db' | 'env'>,
  who: Member,
  { meetingId, label, scope, password, days, once, redaction }: MakeShare & { meetingId: string },
): Promise<ShareMade> {
  await findMeeting(ctx.db, who, meetingId);
  const passwordHash = password === null ? null : await hashPassword(password);
  const token = randomBytes(32).toString('base64url');
  const id = newId();
  const share = await ctx.db.transaction(async (tx) => {
    await tx.insert(shareLinks).values({
      id,
      orgId: who.orgId,
      meetingId,
      label,
      scope,
      tokenHash: createHash('sha256').update(token).digest('hex'),
      passwordHash,
      once,
      redaction,
      createdBy: who.userId,
      expiresAt: sql`now() + make_interval(days => ${days})`,
    });
    const hidden = { names: redaction.names, passages: redaction.passages.length };
    const detail = { meetingId, label, scope, password: passwordHash !== null, days, once, hidden };
    await audit(tx, who, 'share.create', { type: 'share_link', id }, detail);
    return findShare(tx, who, { meetingId, id });
  });
  const { XIO_PUBLIC_URL: site = `http://${ctx.env.HOST}:${ctx.env.PORT}` } = ctx.env;
  return { ...share, address: new URL(`/s/${token}`, site).href };
}
