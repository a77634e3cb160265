import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { integrations, toolDefinitions, toolInstances } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';

export const toolListSchema = z.strictObject({
  tools: z.array(
    z.strictObject({
      key: z.string(),
      version: z.int(),
      name: z.string(),
      description: z.string(),
      /** JSON Schema of its arguments. */
      schema: z.record(z.string(), z.unknown()),
      /** Copies that the organisation has configured and switched on. */
      instances: z.array(
        z.strictObject({
          id: z.string(),
          scope: z.enum(['agent', 'team', 'global']),
          teamId: z.string().nullable(),
          seat: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type ToolList = z.infer<typeof toolListSchema>;

/** Every tool that can be given or used, with the organisation's copies of it: an exporting tool has one for each integration that is ready. */
export async function listAvailableTools(ctx: DataContext, who: Member): Promise<ToolList> {
  const [definitions, instances, ready] = await Promise.all([
    ctx.db.select().from(toolDefinitions).orderBy(toolDefinitions.key, toolDefinitions.version),
    ctx.db
      .select()
      .from(toolInstances)
      .where(and(eq(toolInstances.orgId, who.orgId), eq(toolInstances.enabled, true))),
    ctx.db
      .select({ id: integrations.id, target: integrations.target })
      .from(integrations)
      .where(and(eq(integrations.orgId, who.orgId), eq(integrations.state, 'ready')))
      .orderBy(integrations.createdAt, integrations.id),
  ]);
  // Files need nothing to be connected.
  const ways = [{ id: 'file', target: 'file' }, ...ready];
  return {
    tools: definitions.map(({ id, key, version, name, description, schema }) => ({
      key,
      version,
      name,
      description,
      schema,
      instances: [
        ...instances
          .filter((one) => one.definitionId === id)
          .map((one) => ({ id: one.id, scope: one.scope, teamId: one.teamId, seat: one.seat })),
        ...ways
          .filter((one) => key.startsWith(`${one.target}.`))
          .map((one) => ({ id: one.id, scope: 'global' as const, teamId: null, seat: null })),
      ],
    })),
  };
}
