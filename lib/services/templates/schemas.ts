import { z } from 'zod';
import { templateSchema } from '@/lib/council/agenda.schema';
import { templateBodySchema } from '@/lib/council/templates/body.schema';
import { pageSchema } from '../cursor';

const text = z.string();
const both = z.strictObject({ en: text, ru: text });
const person = z.strictObject({ userId: text, name: text });

export const templateSummarySchema = z.strictObject({
  /** Its kind, where it comes with the product. */
  id: text,
  /** False: it comes with the product, and can only be copied. */
  own: z.boolean(),
  kind: templateSchema,
  name: both,
  purpose: both,
  protocol: z.enum(['council', 'panel']),
  experts: z.int(),
  criteria: z.int(),
  minutes: z.number(),
  version: z.int(),
  archivedAt: z.iso.datetime().nullable(),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

export const templateListSchema = z.strictObject({
  templates: z.array(templateSummarySchema),
  nextCursor: z.string().nullable(),
});

export const templateDetailSchema = templateSummarySchema.extend({
  body: templateBodySchema,
  changedAt: z.iso.datetime().nullable(),
  changedBy: person.nullable(),
});
export type TemplateDetail = z.infer<typeof templateDetailSchema>;

export const listTemplatesSchema = z.strictObject({ archived: z.stringbool().optional(), ...pageSchema(100, 200) });

/** A copy of any template, as it is or with another body. */
export const newTemplateSchema = z.strictObject({
  from: z.string().max(64),
  body: templateBodySchema.optional(),
});
export type NewTemplate = z.infer<typeof newTemplateSchema> & { idempotencyKey?: string };

export const templateChangeSchema = z
  .strictObject({
    /** The version that was read; a newer one is a conflict. */
    version: z.int().positive(),
    body: templateBodySchema.optional(),
    archived: z.boolean().optional(),
  })
  .refine((change) => change.body !== undefined || change.archived !== undefined, {
    path: ['body'],
    message: 'template.nothing',
  });
export type TemplateChange = z.infer<typeof templateChangeSchema> & { templateId: string };
