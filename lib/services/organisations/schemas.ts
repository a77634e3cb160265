import { z } from 'zod';
import { hexOf } from '@/lib/brand/colour';

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

export const changeOrganisationSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120).optional(),
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
