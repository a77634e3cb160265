'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { makeToken } from '@/lib/services/tokens/make';
import { revokeToken } from '@/lib/services/tokens/revoke';
import { newTokenSchema } from '@/lib/services/tokens/schemas';

const { days, permissions } = newTokenSchema.shape;
/** As a form sends it: figures as text, and no choice, one or several under one name. */
const formSchema = newTokenSchema.extend({
  days: z.preprocess(Number, days),
  permissions: z.preprocess((sent) => (typeof sent === 'string' ? [sent] : sent), permissions),
});

/** Makes a token and answers it, the only time that it is shown. */
export const make = action('token.change', formSchema, async (ctx, who, input) => {
  const { token, name } = await makeToken(ctx, who, input);
  revalidatePath('/organisation/tokens');
  return { token, name };
});

export const revoke = action('token.change', z.strictObject({ id: z.string().max(64) }), async (ctx, who, input) => {
  await revokeToken(ctx, who, input);
  revalidatePath('/organisation/tokens');
});
