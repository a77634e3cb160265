import { createHash, timingSafeEqual } from 'node:crypto';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { readEnv } from '../env';
import type { Taken } from '../ports/limits';
import { signatureHeader } from '../ports/site';
import { auditRefusal } from '../services/audit/refusal';
import type { Context, Member } from '../services/context';
import { ServiceError } from '../services/errors';
import { networkOf } from '../services/limits/network';
import { take, takeRequest } from '../services/limits/take';
import { usualModel } from '../services/models/rows';
import { type Visited, visitOrganisation } from '../services/organisations/read';
import { getContext } from '../wiring';
import { checkGuesses, rightToken, wrongToken } from './guesses';
import { fromOf, hostAllowed, originAllowed, pathHeader } from './hosts';
import { may, type Permission } from './permissions';
import { resolveSession } from './sessions';
import { type Published, tokenOf } from './token';

export interface Guarded {
  ctx: Context;
  who: Member;
  /** What is left of their requests. */
  taken: Taken;
}

interface Visit extends Guarded {
  sent: Headers;
  byCookie: boolean;
}

/** Who sent these headers, by one statement. @throws ServiceError `unauthenticated` or `forbidden`. */
async function visit(sent: Headers, meetingId: string | null): Promise<Visit> {
  const ctx = await getContext();
  if (!hostAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'origin.host');
  const found = tokenOf(sent, ctx.env);
  if (!found) throw new ServiceError('unauthenticated', 'auth.no_session');
  const from = fromOf(sent, ctx.env);
  checkGuesses(ctx, from.address, found.token);
  const who = await resolveSession(ctx.db, found.token, meetingId);
  if (!who) throw await wrongToken(ctx, from.address, found.token);
  rightToken(found.token);
  const taken = await takeRequest(ctx, who);
  return { ctx, who: { ...who, from }, taken, sent, byCookie: found.byCookie };
}

/** The meeting that an address of a page or of the API names. */
const meetingIn = (path: string | null): string | null =>
  /^\/(?:api\/v1\/)?meetings\/([\w-]+)/.exec(path ?? '')?.[1] ?? null;

/** What is refused is written down. @throws ServiceError `forbidden`. */
async function admit(visited: Visit, changes: boolean, permission: Permission, path: string): Promise<Guarded> {
  const { ctx, who, taken, sent, byCookie } = visited;
  const strange = changes && byCookie && !originAllowed(sent, ctx.env);
  if (!strange && may(who, permission)) return { ctx, who, taken };
  await auditRefusal(ctx, who, { permission, path: path.split('?')[0]?.slice(0, 300) ?? '' });
  throw strange
    ? new ServiceError('forbidden', 'auth.origin')
    : new ServiceError('forbidden', 'auth.forbidden', { role: who.role });
}

/** A page and its title are guarded apart, but looked up once. */
const visitOfPage = cache(async () => {
  const sent = await headers();
  return visit(sent, meetingIn(sent.get(pathHeader)));
});

/**
 * The guard of route handlers. `counted` hears what is left of their requests, also where they are refused.
 * @throws ServiceError `unauthenticated` or `forbidden`.
 */
export async function guardRequest(
  request: Request,
  permission: Permission,
  counted: (taken: Taken) => void = () => {},
): Promise<Guarded> {
  const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const { pathname } = new URL(request.url);
  const visited = await visit(request.headers, meetingIn(pathname));
  counted(visited.taken);
  return admit(visited, changes, permission, pathname);
}

/** The guard of handlers that anybody may call: they are counted by address. @throws ServiceError `rate_limited`. */
export async function guardPublic({ headers }: Pick<Request, 'headers'>): Promise<void> {
  const ctx = await getContext();
  const { address } = fromOf(headers, ctx.env);
  if (address !== null) await take(ctx, 'address', networkOf(address));
}

/** Whether a request has this as its bearer token; never where none is set. */
function bringsToken(request: Request, env: Published, wanted: string | undefined): boolean {
  const found = tokenOf(request.headers, env);
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return Boolean(wanted && found && !found.byCookie && timingSafeEqual(hash(found.token), hash(wanted)));
}

/** The guard of the metrics: who may read them, or whoever brings `XIO_METRICS_TOKEN`, which needs no database. */
export async function guardScrape(request: Request): Promise<Context> {
  const ctx = await getContext();
  if (bringsToken(request, ctx.env, ctx.env.XIO_METRICS_TOKEN)) return ctx;
  return (await guardRequest(request, 'metrics.read')).ctx;
}

/** The guard of the calls that this deployment makes to itself. @throws ServiceError `unauthenticated`. */
export async function guardOwnCall(request: Request, body: string): Promise<Context> {
  const ctx = await getContext();
  const signature = request.headers.get(signatureHeader);
  if (await ctx.site.made({ path: new URL(request.url).pathname, body, signature })) return ctx;
  throw new ServiceError('unauthenticated', 'auth.no_session');
}

/** The guard of the platform's scheduler, which brings `CRON_SECRET`. @throws ServiceError `unauthenticated`. */
export async function guardTick(request: Request): Promise<Context> {
  const ctx = await getContext();
  if (bringsToken(request, ctx.env, ctx.env.CRON_SECRET)) return ctx;
  throw new ServiceError('unauthenticated', 'auth.no_session');
}

/**
 * The guard of server actions. Roles of a meeting count for the one that the input names, not for the page it was sent
 * from. @throws ServiceError `unauthenticated` or `forbidden`.
 */
export async function guardAction(permission: Permission, meetingId: string | null): Promise<Guarded> {
  const sent = await headers();
  return admit(await visit(sent, meetingId), true, permission, sent.get(pathHeader) ?? '');
}

/** The guard of pages: who is not signed in goes to the sign-in page and back; who may not see it finds nothing. */
export async function guardPage(permission: Permission): Promise<Guarded> {
  try {
    return await admit(await visitOfPage(), false, permission, (await headers()).get(pathHeader) ?? '');
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'unauthenticated') {
      redirect(`/sign-in?next=${encodeURIComponent(safePath((await headers()).get(pathHeader)))}`);
    }
    if (error instanceof ServiceError && error.code === 'forbidden') notFound();
    throw error;
  }
}

/** Who visits a page, where somebody is signed in. */
export const visitorOfPage = cache(async (): Promise<Guarded | null> => {
  try {
    return await visitOfPage();
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
});

/** The organisation of who visits a page, read once a page; null for who is not signed in. */
export const visitedOrganisation = cache(async (): Promise<Visited | null> => {
  try {
    const { ctx, who } = await visitOfPage();
    return await visitOrganisation(ctx, who);
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
});

/** Whether experts are scripted for who visits a page, unless their team says otherwise; read once a page. */
export const scriptedHere = cache(async (): Promise<boolean> => {
  try {
    const { ctx, who } = await visitOfPage();
    return (await usualModel(ctx, ctx.db, who.orgId)).provider === 'playbook';
  } catch {
    // Nobody is signed in, or nothing can be read: then the deployment's own model counts.
    return readEnv().XIO_MODEL === undefined;
  }
});

/** A path of this site, or its first page. */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) return '/';
  // A browser takes dots away, and what is left may begin with two slashes.
  return new URL(path, 'http://here').pathname.startsWith('//') ? '/' : path;
}
