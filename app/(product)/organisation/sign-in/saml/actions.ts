'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { changeSaml, connectSaml } from '@/lib/services/sign-in/saml/connect';
import { changeSamlSchema, connectSamlSchema } from '@/lib/services/sign-in/saml/schemas';
import { beginTrial } from '@/lib/services/sign-in/saml/trial';

const id = z.string().max(64);

export const connect = action('sso.change', connectSamlSchema, async (ctx, who, input) => {
  const row = await connectSaml(ctx, who, input);
  return { id: row.id };
});

export const change = action('sso.change', changeSamlSchema.extend({ id }), async (ctx, who, input) => {
  const row = await changeSaml(ctx, who, input);
  revalidatePath(`/organisation/sign-in/saml/${row.id}`);
  return { id: row.id };
});

/** Where the administrator's browser signs in on trial. */
export const test = action('sso.change', z.strictObject({ id }), beginTrial);
