import { and, isNull, sql } from 'drizzle-orm';
import { orgTemplates } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { asKind, findOwn, inOrganisation } from './rows';

/**
 * Takes an own template out of the gallery, whatever its version; `changeTemplate` brings it back.
 * @throws ServiceError `not_found`; `conflict` for a template of the product.
 */
export async function archiveTemplate(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { templateId }: { templateId: string },
): Promise<void> {
  if (asKind(templateId)) throw new ServiceError('conflict', 'template.built_in');
  await ctx.db.transaction(async (tx) => {
    const archived = await tx
      .update(orgTemplates)
      .set({
        archivedAt: sql`now()`,
        changedAt: sql`now()`,
        changedBy: who.userId,
        version: sql`${orgTemplates.version} + 1`,
      })
      .where(and(inOrganisation(who.orgId, templateId), isNull(orgTemplates.archivedAt)))
      .returning({ id: orgTemplates.id });
    if (archived.length > 0) await audit(tx, who, 'template.archive', { type: 'template', id: templateId });
    else if (!(await findOwn(tx, who.orgId, templateId))) throw new ServiceError('not_found', 'template.not_found');
  });
}
