'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { type Problem, toProblem } from '../services/problem';
import { recheckStreams } from '../services/runs/recheck';
import { enterByOwnerLink, type OwnerLink, readOwnerLink } from '../services/sign-in/owner-link';
import { type Way, waysOf } from '../services/sign-in/ways';
import { createLogger } from '../telemetry/log';
import { getContext } from '../wiring';
import { readerLanguage } from './action';
import { beginSignIn } from './begin';
import { safePath } from './guard';
import { countingTries, countingWrong } from './guesses';
import { fromOf, hostAllowed, originAllowed } from './hosts';
import { signInLocally } from './local-account';
import { begunCookie, begunOptions } from './next-auth';
import { closeSession, forgetSession, keepSession, openSession } from './sessions';
import { sessionCookieOf } from './token';

/** Signs in to the local account and goes to the form's `next`; a refusal comes back to be shown. */
export async function signInLocallyAction(_before: Problem | null, form: FormData): Promise<Problem | null> {
  try {
    const ctx = await getContext();
    const token = await signInLocally(ctx, await headers(), await readerLanguage());
    keepSession(await cookies(), ctx.env, token);
  } catch (error) {
    return toProblem(error, await readerLanguage(), '/sign-in', createLogger('error'));
  }
  redirect(safePath(form.get('next')));
}

const startSchema = z.object({
  /** Left out where the connection is chosen. */
  email: z.string().trim().toLowerCase().max(320).optional(),
  connection: z.string().max(64).optional(),
  next: z.string().max(2000).default('/'),
});
export type Started = { to: string } | { ways: Way[] } | { problem: Problem };

/** Where an address's people sign in: the way there, or which ways there are. Says the same whoever exists. */
export async function startSignInAction(input: unknown): Promise<Started> {
  try {
    const { ctx, from } = await visitor();
    const asked = startSchema.parse(input);
    return await countingTries(ctx, from.address, () => start(ctx, asked));
  } catch (error) {
    return { problem: await problemOf(error) };
  }
}

/** @throws ServiceError where no way leads on. */
async function start(ctx: Context, { email, connection, next }: z.output<typeof startSchema>): Promise<Started> {
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new ServiceError('invalid', 'sign_in.email_form');
  const ways = connection === undefined ? await waysOf(ctx.db, email ?? '') : [];
  if (connection === undefined && ways.length === 0) throw new ServiceError('not_found', 'sign_in.no_way');
  if (ways.length > 1) return { ways };
  const connectionId = connection ?? ways[0]?.id ?? '';
  const { to, begun } = await beginSignIn(ctx, { connectionId, next: safePath(next), email });
  (await cookies()).set(begunCookie(ctx), begun, begunOptions(ctx));
  return { to };
}

const tokenSchema = z.string().min(20).max(200);

/** What an owner's link opens. */
export async function readOwnerLinkAction(token: unknown): Promise<{ link: OwnerLink } | { problem: Problem }> {
  try {
    const { ctx, from } = await visitor();
    const given = tokenSchema.parse(token);
    return { link: await countingWrong(ctx, { ...from, token: given }, () => readOwnerLink(ctx, given)) };
  } catch (error) {
    return { problem: await problemOf(error) };
  }
}

const text = z.string().trim().min(1).max(120);
const useSchema = z.strictObject({
  token: tokenSchema,
  owner: z.string().max(64).optional(),
  founding: z
    .strictObject({ organisation: text, name: text, email: z.union([z.literal(''), z.email().max(320)]) })
    .optional(),
});

/** Uses an owner's link, once, and goes to the first page. */
export async function useOwnerLinkAction(input: unknown): Promise<{ problem: Problem }> {
  try {
    const { ctx, from } = await visitor();
    const { token, owner, founding } = useSchema.parse(input);
    const language = await readerLanguage();
    const who = await countingWrong(ctx, { ...from, token }, () =>
      enterByOwnerLink(ctx, {
        token,
        owner,
        founding: founding && { ...founding, email: founding.email.toLowerCase() || null, language },
        from,
      }),
    );
    const session = await openSession(ctx.db, who, { method: 'owner_link', from });
    keepSession(await cookies(), ctx.env, session);
  } catch (error) {
    return { problem: await problemOf(error) };
  }
  redirect('/');
}

/** Somebody who is not signed in, on a page of ours. @throws ServiceError `forbidden`. */
async function visitor() {
  const [ctx, sent] = await Promise.all([getContext(), headers()]);
  if (!hostAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'origin.host');
  if (!originAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'auth.origin');
  return { ctx, from: fromOf(sent, ctx.env) };
}

const problemOf = async (error: unknown) => toProblem(error, await readerLanguage(), '/sign-in', createLogger('error'));

/** Ends this browser's session. */
export async function signOutAction(): Promise<void> {
  const [jar, { ctx, from }] = await Promise.all([cookies(), visitor()]);
  const token = jar.get(sessionCookieOf(ctx.env))?.value;
  if (token) {
    const was = await closeSession(ctx.db, token, from);
    if (was) await recheckStreams(ctx, was.orgId, { userId: was.userId });
  }
  forgetSession(jar, ctx.env);
  redirect('/sign-in');
}
