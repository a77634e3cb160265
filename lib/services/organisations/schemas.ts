import { z } from 'zod';
import { hexOf } from '@/lib/brand/colour';
import { languageSchema } from '@/lib/council/agenda.schema';
import { orgRoleSchema } from '../members/schemas';

const hex = z.string().regex(/^#[0-9a-f]{6}$/);
const variantsSchema = z.strictObject({ accent: hex, fill: hex, wash: hex });

export const organisationSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  accent: hex.nullable().describe('What the organisation chose; null: the product’s own'),
  brand: z
    .strictObject({ light: variantsSchema, dark: variantsSchema })
    .nullable()
    .describe('What the pages show of the accent, each readable on its ground'),
});
export type Organisation = z.infer<typeof organisationSchema>;

const name = z.string().trim().min(1).max(120);

export const foundSchema = z.strictObject({ name, language: languageSchema.optional() });
export const foundedSchema = z.strictObject({ id: z.string(), name: z.string() });
/** Its name, typed by hand. */
export const deleteOrganisationSchema = z.strictObject({ name: z.string().max(200) });
export const deletionSchema = z.strictObject({ deleteAt: z.iso.datetime() });

export const ownOrganisationSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: orgRoleSchema,
  /** It is to be deleted then; its owners can take it back until then. */
  deleteAt: z.iso.datetime().nullable(),
  /** The one that is asked from. */
  current: z.boolean(),
});
export type OwnOrganisation = z.infer<typeof ownOrganisationSchema>;
export const ownOrganisationsSchema = z.strictObject({ organisations: z.array(ownOrganisationSchema) });

export const changeOrganisationSchema = z
  .strictObject({
    name: name.optional(),
    accent: z
      .string()
      .max(20)
      .nullable()
      .optional()
      .refine((text) => typeof text !== 'string' || hexOf(text) !== null, { error: 'organisation.colour' })
      .describe('A colour as #rrggbb or #rgb; null for the product’s own'),
  })
  .refine((change) => change.name !== undefined || change.accent !== undefined, {
    path: ['name'],
    error: 'organisation.nothing',
  });
export type ChangeOrganisation = z.infer<typeof changeOrganisationSchema>;
