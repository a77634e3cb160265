import { NextResponse } from 'next/server';
import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { noteRefusal, tellOfFailure } from '../services/sign-in/refuse';
import { siteAddress } from '../services/sign-in/rows';
import { connectionAt } from '../services/sign-in/ways';
import { safePath } from './guard';
import { fromOf } from './hosts';
import { begunCookie, begunOptions, nextKept } from './next-auth';
import { endOidc } from './oidc';
import { endSaml } from './saml';
import { closeSession, keepSession } from './sessions';
import { tokenOf } from './token';

/** The way back from a provider: into the product with a session, or to the sign-in page with why not. */
export async function comeBack(ctx: Context, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, action, id = ''] = /^\/api\/auth\/(\w+)\/([\w-]+)$/.exec(pathname) ?? [];
  const connection = action === 'callback' ? await connectionAt(ctx.db, id) : null;
  if (!connection) return leadTo(ctx, '/sign-in');
  const from = fromOf(request.headers, ctx.env);
  const begun = cookieOf(request.headers, begunCookie(ctx));
  try {
    const end = connection.kind === 'saml' ? endSaml : endOidc;
    const { token, next } = await end(ctx, { connection, query: Object.fromEntries(searchParams), begun, from });
    const before = tokenOf(request.headers, ctx.env);
    if (before?.byCookie) await closeSession(ctx.db, before.token, from);
    const answer = leadTo(ctx, safePath(next));
    keepSession(answer.cookies, ctx.env, token);
    return answer;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // What `land` refuses, it has written down itself.
    if (error.extra.organisation === undefined) await noteRefusal(ctx, connection, error.reason, from);
    await tellOfFailure(ctx, connection, error.reason);
    ctx.logger.info({ connection: id, reason: error.reason }, 'a sign-in was refused');
    const next = safePath(nextKept(ctx, begun));
    return leadTo(ctx, `/sign-in?${new URLSearchParams({ error: error.reason, via: id, next })}`);
  }
}

/** A page of ours; what the sign-in has kept in the browser is forgotten, and its code goes to nobody as a referrer. */
function leadTo(ctx: Context, path: string): NextResponse {
  const answer = NextResponse.redirect(new URL(path, siteAddress(ctx.env)), 303);
  answer.cookies.set(begunCookie(ctx), '', { ...begunOptions(ctx), maxAge: 0 });
  answer.headers.set('cache-control', 'no-store');
  answer.headers.set('referrer-policy', 'no-referrer');
  return answer;
}

const cookieOf = (headers: Headers, name: string): string | undefined =>
  (headers.get('cookie') ?? '')
    .split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);
