import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { orgTemplates } from '@/db/schema';
import { templates } from '@/lib/council/templates';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { builtIn, ownSummary } from './rows';
import type { TemplateDetail, TemplateSummary } from './schemas';

export type OfferedTemplate = Pick<TemplateDetail, 'id' | 'kind' | 'own' | 'body'>;

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

const most = 200;

/** All that meetings can be made by, whole: the organisation's own, oldest first, the newest 200 where there are more, then those of the product. */
export async function offeredTemplates(ctx: Pick<DataContext, 'db'>, who: Member): Promise<OfferedTemplate[]> {
  const rows = await ctx.db
    .select({ id: orgTemplates.id, kind: orgTemplates.kind, body: orgTemplates.body })
    .from(orgTemplates)
    .where(and(eq(orgTemplates.orgId, who.orgId), isNull(orgTemplates.archivedAt)))
    .orderBy(desc(orgTemplates.createdAt), desc(orgTemplates.id))
    .limit(most);
  const product = templates.map(({ id }): OfferedTemplate => {
    const { kind, own, body } = builtIn(id);
    return { id, kind, own, body };
  });
  return [...rows.toReversed().map((row) => ({ ...row, own: true })), ...product];
}
