import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { shareLinks, shareOpenings } from '@/db/schema';
import { metrics } from '@/lib/telemetry/metrics';
import { audit } from '../audit';
import type { Context } from '../context';
import { networkOf } from '../limits/network';
import { findLink, keptFor, type Link, sha256, standing, takenBy } from './find';
import { checkPassword } from './password';

export type Opened =
  /** What the browser keeps, and for how many seconds. */
  { as: 'opened'; kept: string; seconds: number } | { as: 'wrong' | 'gone' } | { as: 'slow'; seconds: number };

/** Writes down that a link was opened or refused, to the minute, and nothing of whom. */
export async function noteOpening(
  { db }: Pick<Context, 'db'>,
  { id, orgId }: Pick<Link, 'id' | 'orgId'>,
  what: 'opened' | 'wrong_password' | 'refused',
): Promise<void> {
  await db.insert(shareOpenings).values({ orgId, linkId: id, what });
}

interface Asked {
  token: string;
  password: string;
  address: string | null;
  /** What this browser keeps of the link already. */
  kept?: string | undefined;
}

/**
 * Opens a link by its button, with the password where one is asked for: guesses are counted by link and address, and
 * take as long as for a link that does not exist. Who guesses too often uses up nobody else's tries. A one-time link
 * opens for the first browser, which another password asks again.
 */
export async function openShare(
  ctx: Pick<Context, 'db' | 'limits'>,
  { token, password, address, kept }: Asked,
): Promise<Opened> {
  const link = await findLink(ctx.db, token);
  const asked = standing(link, kept);
  const place = networkOf(address ?? 'somewhere');
  const counted = link?.id ?? `none ${place}`;
  const one = `${counted} ${place}`;
  const { limits } = ctx;
  const own = limits.refused('password', one) ?? (await limits.take('password', one));
  const taken = own.refused
    ? own
    : (limits.refused('link_password', counted) ?? (await limits.take('link_password', counted)));
  if (taken.refused) {
    metrics().guesses.inc({ at: 'password', outcome: 'refused' });
    return { as: 'slow', seconds: taken.seconds };
  }
  const right = await checkPassword(password, link?.passwordHash ?? null);
  if (!link || asked === 'gone') {
    if (link) await noteOpening(ctx, link, 'refused');
    return { as: 'gone' };
  }
  if (link.passwordHash !== null && !right) {
    metrics().guesses.inc({ at: 'password', outcome: 'wrong' });
    await noteOpening(ctx, link, 'wrong_password');
    await audit(ctx.db, { orgId: link.orgId, userId: null }, 'share.refuse', { type: 'share_link', id: link.id });
    return { as: 'wrong' };
  }
  await Promise.all([ctx.limits.giveBack('password', one), ctx.limits.giveBack('link_password', counted)]);
  const known = takenBy(link, kept);
  const key = known ?? randomBytes(32).toString('base64url');
  if (link.once && known === null && !(await take(ctx, link, key))) return { as: 'gone' };
  return { as: 'opened', kept: keptFor(link, key), seconds: link.secondsLeft };
}

/** The first browser takes a one-time link; of two at once, one. */
async function take({ db }: Pick<Context, 'db'>, { id, orgId }: Link, key: string): Promise<boolean> {
  const taken = await db
    .update(shareLinks)
    .set({ openedBy: sha256(key) })
    .where(and(eq(shareLinks.orgId, orgId), eq(shareLinks.id, id), isNull(shareLinks.openedBy)))
    .returning({ id: shareLinks.id });
  return taken.length > 0;
}
