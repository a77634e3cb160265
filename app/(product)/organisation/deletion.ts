'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { deleteOrganisation, restoreOrganisation } from '@/lib/services/organisations/delete';
import { deleteOrganisationSchema } from '@/lib/services/organisations/schemas';

/** Has the organisation deleted after the grace period; its name was typed. */
export const deleteAll = action('organisation.delete', deleteOrganisationSchema, async (ctx, who, input) => {
  const gone = await deleteOrganisation(ctx, who, input);
  revalidatePath('/', 'layout');
  return gone;
});

/** Takes the deletion back. */
export const keepAll = action('organisation.delete', z.strictObject({}), async (ctx, who) => {
  await restoreOrganisation(ctx, who);
  revalidatePath('/', 'layout');
});
