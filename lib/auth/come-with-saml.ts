import { NextResponse } from 'next/server';
import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { tellOfFailure } from '../services/sign-in/refuse';
import { siteAddress } from '../services/sign-in/rows';
import { providerMayBegin, takeAnswer } from '../services/sign-in/saml/answer';
import { connectionAt } from '../services/sign-in/ways';
import { fromOf } from './hosts';
import { begunCookie, begunOptions } from './next-auth';
import { beginSaml } from './saml';

/**
 * A provider's answer, brought by a browser that says nothing of who it is: the code that it is traded for counts
 * only in the browser that asked. What the form names as the way on is never followed.
 */
export async function comeWithSaml(ctx: Context, request: Request, body: string): Promise<Response> {
  const [, id = ''] = /^\/api\/saml\/([\w-]+)\/acs$/.exec(new URL(request.url).pathname) ?? [];
  const connection = await connectionAt(ctx.db, id);
  if (connection?.kind !== 'saml') throw new ServiceError('not_found', 'sign_in.connection_not_found');
  const form = new URLSearchParams(body);
  const [response, relayState] = [form.get('SAMLResponse') ?? '', form.get('RelayState') ?? ''];
  if (providerMayBegin(connection, relayState)) {
    // What came unasked is not believed; the provider is asked, and knows the person already.
    const { to, begun } = await beginSaml(ctx, { connection, next: '/' });
    const answer = leadTo(to);
    answer.cookies.set(begunCookie(ctx), begun, begunOptions(ctx));
    return answer;
  }
  try {
    const from = fromOf(request.headers, ctx.env);
    return leadTo(await takeAnswer(ctx, { connection, response, relayState, from }));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    await tellOfFailure(ctx, connection, error.reason);
    ctx.logger.info({ connection: id, reason: error.reason }, 'a sign-in was refused');
    const why = new URLSearchParams({ error: error.reason, via: id });
    return leadTo(new URL(`/sign-in?${why}`, siteAddress(ctx.env)).href);
  }
}

function leadTo(address: string): NextResponse {
  const answer = NextResponse.redirect(address, 303);
  answer.headers.set('cache-control', 'no-store');
  answer.headers.set('referrer-policy', 'no-referrer');
  return answer;
}
