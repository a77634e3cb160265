import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { Context, Member } from '../services/context';
import { ServiceError } from '../services/errors';
import { getContext } from '../wiring';
import { hostAllowed, originAllowed, pathHeader } from './hosts';
import { may, type Permission } from './permissions';
import { resolveSession, tokenOf } from './sessions';

export interface Guarded {
  ctx: Context;
  who: Member;
}

/** @throws ServiceError `unauthenticated` or `forbidden`. */
async function guard(sent: Headers, changes: boolean, permission: Permission): Promise<Guarded> {
  const ctx = await getContext();
  if (!hostAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'origin.host');
  const found = tokenOf(sent);
  const who = found ? await resolveSession(ctx.db, found.token) : null;
  if (!found || !who) throw new ServiceError('unauthenticated', 'auth.no_session');
  if (changes && found.byCookie && !originAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'auth.origin');
  if (!may(who.role, permission)) throw new ServiceError('forbidden', 'auth.forbidden', { role: who.role });
  return { ctx, who };
}

/** The guard of route handlers. @throws ServiceError `unauthenticated` or `forbidden`. */
export function guardRequest(request: Request, permission: Permission): Promise<Guarded> {
  return guard(request.headers, !['GET', 'HEAD', 'OPTIONS'].includes(request.method), permission);
}

/** The guard of server actions. @throws ServiceError `unauthenticated` or `forbidden`. */
export async function guardAction(permission: Permission): Promise<Guarded> {
  return guard(await headers(), true, permission);
}

/** The guard of pages: who is not signed in goes to the sign-in page and back; who may not see it finds nothing. */
export async function guardPage(permission: Permission): Promise<Guarded> {
  const sent = await headers();
  try {
    return await guard(sent, false, permission);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'unauthenticated') {
      redirect(`/sign-in?next=${encodeURIComponent(safePath(sent.get(pathHeader)))}`);
    }
    if (error instanceof ServiceError && error.code === 'forbidden') notFound();
    throw error;
  }
}

/** A path of this site, or its first page. */
export function safePath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/';
}
