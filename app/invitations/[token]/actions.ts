'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acceptHere } from '@/lib/auth/accept-invitation';
import { readerLanguage } from '@/lib/auth/action';
import { type Problem, toProblem } from '@/lib/services/problem';
import { createLogger } from '@/lib/telemetry/log';

const fieldsSchema = z.object({
  token: z.string().max(200).catch(''),
  name: z.string().trim().min(1).max(120).optional().catch(undefined),
});

/** Accepts what the link asks; a refusal comes back to be shown. */
export async function accept(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const { token, name } = fieldsSchema.parse(Object.fromEntries(form));
  try {
    await acceptHere(token, name);
  } catch (error) {
    return toProblem(error, await readerLanguage(), '/invitations', createLogger('error'));
  }
  redirect('/');
}
