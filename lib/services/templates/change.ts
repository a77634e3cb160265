import { sql } from 'drizzle-orm';
import { orgTemplates } from '@/db/schema';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { checkBody } from './check';
import { readTemplate } from './read';
import { asKind, inOrganisation } from './rows';
import type { TemplateChange, TemplateDetail } from './schemas';

/**
 * Saves a new version of an own template, archives it or brings it back. Meetings that were made from it keep what
 * they have.
 * @throws ServiceError `not_found`; `invalid` for a body that no council could be held by; `conflict` with the newer
 * one when `version` is not the current one, or for a template of the product.
 */
export async function changeTemplate(ctx: DataContext, who: Member, input: TemplateChange): Promise<TemplateDetail> {
  const { templateId, version, body, archived } = input;
  if (asKind(templateId)) throw new ServiceError('conflict', 'template.built_in');
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx.select().from(orgTemplates).where(inOrganisation(who.orgId, templateId)).for('update');
    if (!row) throw new ServiceError('not_found', 'template.not_found');
    if (row.version !== version) {
      const current = await readTemplate({ db: tx }, who, { templateId });
      throw new ServiceError('conflict', 'template.stale', { current: row.version, sent: version }, [], { current });
    }
    if (body) await checkBody({ ...ctx, db: tx }, who, row.kind, body);
    const archivedAt = archived === undefined ? row.archivedAt : archived ? (row.archivedAt ?? sql`now()`) : null;
    await tx
      .update(orgTemplates)
      .set({ version: version + 1, body: body ?? row.body, archivedAt, changedBy: who.userId, changedAt: sql`now()` })
      .where(inOrganisation(who.orgId, templateId));
    const action = body ? 'template.change' : archived ? 'template.archive' : 'template.restore';
    await audit(
      tx,
      who,
      action,
      { type: 'template', id: templateId },
      {
        version: version + 1,
        ...difference(row.body, body ?? row.body),
      },
    );
    return readTemplate({ db: tx }, who, { templateId });
  });
}
