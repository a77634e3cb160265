'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action, readerLanguage } from '@/lib/auth/action';
import { sessionOf } from '@/lib/auth/held';
import { changeIntegration } from '@/lib/services/integrations/change';
import { checkIntegration } from '@/lib/services/integrations/check';
import { connectIntegration } from '@/lib/services/integrations/connect';
import { makeDatabases } from '@/lib/services/integrations/make';
import { addMissingColumns, proposeMapping, saveMapping } from '@/lib/services/integrations/map';
import { removeIntegration } from '@/lib/services/integrations/remove';
import {
  addColumnsSchema,
  changeIntegrationSchema,
  connectIntegrationSchema,
  makeDatabasesSchema,
  proposeMappingSchema,
  saveMappingSchema,
} from '@/lib/services/integrations/schemas';
import { beginSignIn } from '@/lib/services/integrations/sign-in';

const id = z.string().max(64);
const one = z.strictObject({ id });

/** Connects, and goes to the next step; without a token that is Notion's own page, whose address comes back. */
export const connect = action('integration.change', connectIntegrationSchema, async (ctx, who, input) => {
  const made = await connectIntegration(ctx, who, { ...input, language: await readerLanguage() });
  revalidatePath('/integrations');
  if (input.token !== undefined || input.outside !== undefined) redirect(`/integrations/${made.id}`);
  const { url } = await beginSignIn(ctx, who, { id: made.id, session: await sessionOf(await headers(), ctx.env) });
  return { id: made.id, url };
});

export const save = action('integration.change', changeIntegrationSchema.extend({ id }), async (ctx, who, input) => {
  await changeIntegration(ctx, who, { ...input, language: await readerLanguage() });
  revalidatePath('/integrations', 'layout');
});

export const remove = action('integration.change', one, async (ctx, who, input) => {
  await removeIntegration(ctx, who, input);
  revalidatePath('/integrations');
  redirect('/integrations');
});

export const test = action('integration.change', one, async (ctx, who, input) =>
  checkIntegration(ctx, who, { ...input, language: await readerLanguage() }),
);

export const signIn = action('integration.change', one, async (ctx, who, input) =>
  beginSignIn(ctx, who, { ...input, session: await sessionOf(await headers(), ctx.env) }),
);

export const make = action('integration.change', makeDatabasesSchema.extend({ id }), async (ctx, who, input) => {
  const language = await readerLanguage();
  await makeDatabases(ctx, who, { ...input, reader: language });
  revalidatePath('/integrations', 'layout');
});

export const propose = action('integration.change', proposeMappingSchema.extend({ id }), async (ctx, who, input) =>
  proposeMapping(ctx, who, { ...input, language: await readerLanguage() }),
);

export const addColumns = action('integration.change', addColumnsSchema.extend({ id }), async (ctx, who, input) =>
  addMissingColumns(ctx, who, { ...input, language: await readerLanguage() }),
);

export const keepMapping = action('integration.change', saveMappingSchema.extend({ id }), async (ctx, who, input) => {
  await saveMapping(ctx, who, { ...input, language: await readerLanguage() });
  revalidatePath('/integrations', 'layout');
});
