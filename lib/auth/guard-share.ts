import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { findLink, type Link, standing } from '../services/shares/find';
import { noteOpening, type Opened, openShare } from '../services/shares/open';
import { getContext } from '../wiring';
import { checkGuesses, rightToken, wrongToken } from './guesses';
import { fromOf, hostAllowed, originAllowed } from './hosts';
import { cookieOptions } from './sessions';
import { stayFor } from './stay';

export const shareCookie = 'xio_share';

export type Shared = { ctx: Context } & (
  | { standing: 'open'; link: Link }
  | { standing: 'ask'; link: Link }
  /** Unknown, expired, revoked, or another browser's: nobody is told which. */
  | { standing: 'gone'; link: null }
  | { standing: 'slow'; link: null }
);

/** Who sent these headers, as a guest: wrong tokens are counted by address. */
async function visit(sent: Headers, token: string, kept: string | undefined): Promise<Shared> {
  const ctx = await getContext();
  if (!hostAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'origin.host');
  const { address } = fromOf(sent, ctx.env);
  try {
    checkGuesses(ctx, address, token);
    const link = await findLink(ctx.db, token);
    const stands = standing(link, kept);
    if (link && stands !== 'gone') {
      rightToken(token);
      return { ctx, standing: stands, link };
    }
    // After the answer, so that its time tells nothing.
    stayFor(ctx, async () => {
      await (link ? noteOpening(ctx, link, 'refused') : wrongToken(ctx, address, token)).catch(() => {});
    });
    return { ctx, standing: 'gone', link: null };
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'rate_limited') return { ctx, standing: 'slow', link: null };
    throw error;
  }
}

/** The guard of a guest's pages; looked up once a page. */
export const guardShare = cache(async (token: string): Promise<Shared> => {
  return visit(await headers(), token, (await cookies()).get(shareCookie)?.value);
});

const keptIn = ({ headers: sent }: Pick<Request, 'headers'>): string | undefined =>
  new RegExp(`(?:^|;\\s*)${shareCookie}=([\\w.-]{1,200})(?:;|$)`).exec(sent.get('cookie') ?? '')?.[1];

/** The guard of a guest's stream. @throws ServiceError `not_found` for all that does not open, whatever the reason. */
export async function guardShareRequest(request: Request, token: string): Promise<{ ctx: Context; link: Link }> {
  const { ctx, standing: stands, link } = await visit(request.headers, token, keptIn(request));
  if (stands !== 'open') throw new ServiceError('not_found', 'share.gone');
  return { ctx, link };
}

/** Whether an open stream may go on by its link; null: it may not. @throws when that can't be known. */
export async function guardShareAgain(
  request: Pick<Request, 'headers'>,
  { db }: Pick<Context, 'db'>,
  token: string,
): Promise<Link | null> {
  const link = await findLink(db, token);
  return standing(link, keptIn(request)) === 'open' ? link : null;
}

/** A form of a page that sends no referrer names no origin, either: then the browser says whether it is this site. */
function openedHere(headers: Headers, env: Context['env']): boolean {
  const [origin, site] = [headers.get('origin'), headers.get('sec-fetch-site')];
  if (origin !== null && origin !== 'null' && !originAllowed(headers, env)) return false;
  return site === null || site === 'same-origin' || site === 'none';
}

/**
 * The guard of the button that opens a link: a form of our own pages, which say nothing of where they are. Gives what
 * came of it, and the cookie, for this link's path alone. @throws ServiceError `forbidden`.
 */
export async function guardShareOpening(
  request: Request,
  token: string,
  password: string,
): Promise<{ opened: Opened; cookie: string | null }> {
  const ctx = await getContext();
  if (!hostAllowed(request.headers, ctx.env)) throw new ServiceError('forbidden', 'origin.host');
  if (!openedHere(request.headers, ctx.env)) throw new ServiceError('forbidden', 'auth.origin');
  const { address } = fromOf(request.headers, ctx.env);
  const opened = await openShare(ctx, { token, password, address, kept: keptIn(request) });
  if (opened.as !== 'opened') return { opened, cookie: null };
  const secure = cookieOptions(ctx.env).secure ? '; Secure' : '';
  const terms = `Path=/s/${token}; Max-Age=${opened.seconds}; HttpOnly; SameSite=Strict${secure}`;
  return { opened, cookie: `${shareCookie}=${opened.kept}; ${terms}` };
}
