'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/auth/action';
import { changeOrganisation as change } from '@/lib/services/organisations/change';
import { changeOrganisationSchema } from '@/lib/services/organisations/schemas';

/** Renames the organisation or changes its accent, on every page at once. */
export const changeOrganisation = action('organisation.change', changeOrganisationSchema, async (ctx, who, input) => {
  const organisation = await change(ctx, who, input);
  revalidatePath('/', 'layout');
  return organisation;
});
