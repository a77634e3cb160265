import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { orgTemplates } from '@/db/schema';
import { templates } from '@/lib/council/templates';
import type { Member } from '../context';
import { pageOf, readCursor, timeAndId } from '../cursor';
import type { DataContext } from '../data';
import { builtIn, ownSummary } from './rows';
import type { TemplateDetail, TemplateSummary } from './schemas';

export type OfferedTemplate = Pick<TemplateDetail, 'id' | 'kind' | 'own' | 'body'>;

/** The organisation's own templates, oldest first, then with its last page those of the product; or the archived ones alone. */
export async function listTemplates(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  {
    archived = false,
    cursor,
    limit = 200,
  }: { archived?: boolean | undefined; cursor?: string | undefined; limit?: number } = {},
): Promise<{ templates: TemplateSummary[]; nextCursor: string | null }> {
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  const { archivedAt } = orgTemplates;
  const rows = await ctx.db
    .select()
    .from(orgTemplates)
    .where(
      and(
        eq(orgTemplates.orgId, who.orgId),
        archived ? isNotNull(archivedAt) : isNull(archivedAt),
        place
          ? sql`(${orgTemplates.createdAt}, ${orgTemplates.id}) > (${place[0]}::timestamptz, ${place[1]})`
          : undefined,
      ),
    )
    .orderBy(asc(orgTemplates.createdAt), asc(orgTemplates.id))
    .limit(limit + 1);
  const { page, nextCursor } = pageOf(rows, limit);
  const product = templates.map(({ id }) => {
    const { body: _, changedAt: __, changedBy: ___, ...summary } = builtIn(id);
    return summary;
  });
  return { templates: [...page.map(ownSummary), ...(archived || nextCursor ? [] : product)], nextCursor };
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
