import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { orgTemplates } from '@/db/schema';
import { templates } from '@/lib/council/templates';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { builtIn, ownSummary } from './rows';
import type { TemplateSummary } from './schemas';

/** The organisation's own templates, oldest first, then those of the product; or the archived ones alone. */
export async function listTemplates(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { archived = false }: { archived?: boolean | undefined } = {},
): Promise<{ templates: TemplateSummary[] }> {
  const { archivedAt } = orgTemplates;
  const rows = await ctx.db
    .select()
    .from(orgTemplates)
    .where(and(eq(orgTemplates.orgId, who.orgId), archived ? isNotNull(archivedAt) : isNull(archivedAt)))
    .orderBy(asc(orgTemplates.createdAt), asc(orgTemplates.id));
  const product = templates.map(({ id }) => {
    const { body: _, changedAt: __, changedBy: ___, ...summary } = builtIn(id);
    return summary;
  });
  return { templates: [...rows.map(ownSummary), ...(archived ? [] : product)] };
}
