'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type Problem, toProblem } from '../services/problem';
import { createLogger } from '../telemetry/log';
import { getContext } from '../wiring';
import { readerLanguage } from './action';
import { safePath } from './guard';
import { fromOf } from './hosts';
import { signInLocally } from './local-account';
import { closeSession, cookieOptions } from './sessions';
import { sessionCookie } from './token';

/** Signs in to the local account and goes to the form's `next`; a refusal comes back to be shown. */
export async function signInLocallyAction(_before: Problem | null, form: FormData): Promise<Problem | null> {
  try {
    const ctx = await getContext();
    const token = await signInLocally(ctx, await headers(), await readerLanguage());
    (await cookies()).set(sessionCookie, token, cookieOptions(ctx.env));
  } catch (error) {
    return toProblem(error, await readerLanguage(), '/sign-in', createLogger('error'));
  }
  redirect(safePath(form.get('next')));
}

/** Ends this browser's session. */
export async function signOutAction(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(sessionCookie)?.value;
  if (token) {
    const ctx = await getContext();
    await closeSession(ctx.db, token, fromOf(await headers(), ctx.env));
  }
  jar.delete(sessionCookie);
  redirect('/sign-in');
}
