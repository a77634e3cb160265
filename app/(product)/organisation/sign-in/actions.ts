'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action, readerLanguage } from '@/lib/auth/action';
import { changeOidc } from '@/lib/services/sign-in/change';
import { connectOidc } from '@/lib/services/sign-in/connect';
import { addDomain, changeDomain, checkDomain, removeDomain } from '@/lib/services/sign-in/domains';
import { enforceSignIn } from '@/lib/services/sign-in/enforce';
import { testConnection } from '@/lib/services/sign-in/read';
import { removeConnection } from '@/lib/services/sign-in/remove';
import {
  addDomainSchema,
  changeDomainSchema,
  changeOidcSchema,
  connectOidcSchema,
  enforceSchema,
} from '@/lib/services/sign-in/schemas';

const one = z.strictObject({ id: z.string() });
const refresh = () => revalidatePath('/organisation/sign-in');

/** Connects a provider, or says which field is wrong. */
export const connect = action('sso.change', connectOidcSchema, async (ctx, who, input) => {
  await connectOidc(ctx, who, input);
  refresh();
});

/** Changes a connection. */
export const change = action('sso.change', changeOidcSchema.extend(one.shape), async (ctx, who, input) => {
  await changeOidc(ctx, who, input);
  refresh();
});

/** Looks whether a connection works; answers each thing that was looked at. */
export const test = action('sso.change', one, async (ctx, who, { id }) => {
  const { checks } = await testConnection(ctx, who, { id, language: await readerLanguage() });
  refresh();
  return checks;
});

/** Removes a connection, with the sessions that it opened. */
export const remove = action('sso.change', one, async (ctx, who, input) => {
  await removeConnection(ctx, who, input);
  refresh();
});

/** Notes a domain. */
export const add = action('sso.change', addDomainSchema, async (ctx, who, input) => {
  await addDomain(ctx, who, input);
  refresh();
});

/** Asks for a domain's record. */
export const check = action('sso.change', one, async (ctx, who, input) => {
  await checkDomain(ctx, who, input);
  refresh();
});

/** Sends a domain's people to one connection, or to all. */
export const aim = action('sso.change', changeDomainSchema.extend(one.shape), async (ctx, who, input) => {
  await changeDomain(ctx, who, input);
  refresh();
});

/** Forgets a domain. */
export const forget = action('sso.change', one, async (ctx, who, input) => {
  await removeDomain(ctx, who, input);
  refresh();
});

/** Makes single sign-on the only way in, or not. */
export const enforce = action('sso.change', enforceSchema, async (ctx, who, input) => {
  await enforceSignIn(ctx, who, input);
  refresh();
});
