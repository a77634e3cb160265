'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { makeToken } from '@/lib/services/tokens/make';
import { revokeToken } from '@/lib/services/tokens/revoke';
import { newTokenSchema } from '@/lib/services/tokens/schemas';

/** Makes a token and answers it, the only time that it is shown. */
export const make = action('token.change', newTokenSchema, async (ctx, who, input) => {
  const { token, name } = await makeToken(ctx, who, input);
  revalidatePath('/organisation/tokens');
  return { token, name };
});

export const revoke = action('token.change', z.strictObject({ id: z.string().max(64) }), async (ctx, who, input) => {
  await revokeToken(ctx, who, input);
  revalidatePath('/organisation/tokens');
});
