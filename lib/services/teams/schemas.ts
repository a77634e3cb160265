import { z } from 'zod';
import { teamSchema } from '@/lib/council/team.schema';
import { pageSchema } from '../cursor';
import { exportToSchema } from '../exports/automatic';

const text = z.string();
const time = z.iso.datetime();

export const teamSummarySchema = z.strictObject({
  id: text,
  name: text,
  /** Set on teams that belong to a template, e.g. `template:general:en`. */
  key: text.nullable(),
  version: z.int(),
  protocol: z.enum(['council', 'panel']),
  seats: z.array(z.strictObject({ id: text, role: text, name: text })),
  createdAt: time,
  /** Set on a team that is offered no more; it can be brought back. */
  archivedAt: time.nullable(),
});
export type TeamSummary = z.infer<typeof teamSummarySchema>;

export const listTeamsSchema = z.strictObject({ archived: z.stringbool().optional(), ...pageSchema(100, 200) });

export const teamListSchema = z.strictObject({ teams: z.array(teamSummarySchema), nextCursor: text.nullable() });

export const teamDetailSchema = teamSummarySchema.extend({
  config: teamSchema,
  /** Integrations to which accepted decisions of its meetings go by themselves. */
  exportTo: exportToSchema,
  versions: z.array(z.strictObject({ version: z.int(), note: text.nullable(), createdAt: time })),
});
export type TeamDetail = z.infer<typeof teamDetailSchema>;

export const createTeamSchema = z.strictObject({ config: teamSchema });
export const changeTeamSchema = z.strictObject({
  /** The version that was read. */
  version: z.int().positive(),
  config: teamSchema,
  note: z.string().trim().max(300).optional(),
});
export type ChangeTeam = z.infer<typeof changeTeamSchema> & { teamId: string };

/** `was`: as it was read; where it is another by now, nothing is changed. */
export const teamExportsSchema = z.strictObject({ was: exportToSchema, exportTo: exportToSchema });
export type TeamExports = z.infer<typeof teamExportsSchema>;

export const archiveTeamSchema = z.strictObject({ archived: z.boolean() });

export const teamQuerySchema = z.strictObject({ version: z.coerce.number().int().positive().optional() });
