import { z } from 'zod';
import { policySchema } from '../agenda.schema';
import { limitsSchema, modelSchema, roleSchema, selectorSchema, teamSchema } from '../team.schema';
import { teamFrom } from './body';

const line = (max: number) => z.string().trim().min(1).max(max);
const both = <T extends z.ZodType>(schema: T) => z.strictObject({ en: schema, ru: schema });

const seatSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  role: roleSchema,
  name: both(line(60)),
  persona: both(z.string().trim().max(1200)),
  /** Null: the model that XIO is set up with. */
  model: modelSchema.nullable(),
  tools: z.array(z.string().max(60)).max(20),
});

/** A way to hold a council, in both languages, as people may edit it. */
export const templateBodySchema = z
  .strictObject({
    name: both(line(80)),
    purpose: both(line(300)),
    criteria: z
      .array(z.strictObject({ name: both(line(60)), weight: z.number().positive().max(100) }))
      .min(2)
      .max(8),
    policy: policySchema,
    /** An agenda in Markdown; its front matter leaves out what the template itself says. */
    skeleton: both(line(20_000)),
    team: z.strictObject({
      name: both(line(80)),
      protocol: z.enum(['council', 'panel']),
      selector: selectorSchema,
      rounds: z.int().min(1).max(10),
      seats: z.array(seatSchema).min(4).max(16),
      limits: limitsSchema,
    }),
  })
  .superRefine((body, ctx) => {
    const team = teamSchema.safeParse(teamFrom(body, 'en', { provider: 'playbook', name: 'playbook' }));
    for (const { path, message } of team.error?.issues ?? []) {
      ctx.addIssue({ code: 'custom', path: ['team', ...path], message });
    }
  });
export type TemplateBody = z.infer<typeof templateBodySchema>;
export type TemplateSeat = TemplateBody['team']['seats'][number];
