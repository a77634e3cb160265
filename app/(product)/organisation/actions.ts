'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { changeOrganisation as change } from '@/lib/services/organisations/change';
import { changeOrganisationSchema } from '@/lib/services/organisations/schemas';

const fieldsSchema = z.looseObject({ accent: z.string().trim().max(0) });
/** An empty field is the product's own colour. */
const formSchema = z.preprocess(
  (sent) => (fieldsSchema.safeParse(sent).success ? { ...Object(sent), accent: null } : sent),
  changeOrganisationSchema,
);

/** Renames the organisation or changes its accent, on every page at once. */
export const changeOrganisation = action('organisation.change', formSchema, async (ctx, who, input) => {
  const organisation = await change(ctx, who, input);
  revalidatePath('/', 'layout');
  return organisation;
});
