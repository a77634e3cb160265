import type { integrations } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { NotionContext } from './calls';
import { checkLabel } from './labels';
import { administeredOne, notionSettingsOf } from './list';
import { findIntegration } from './rows';
import { changed, lockedAt, mended } from './save';
import type { AdministeredIntegration, ChangeIntegration } from './schemas';
import { tried } from './secret';

/**
 * Gives an integration another label, or another secret, which is tried first; exports under way follow from their
 * next call on.
 * @throws ServiceError `not_found`; `invalid`; `conflict` when somebody else has changed it since `version`.
 */
export async function changeIntegration(
  ctx: NotionContext,
  who: Member,
  { id, version, label, token, outside, language }: ChangeIntegration & { language: Language },
): Promise<AdministeredIntegration> {
  const secret = await tried(ctx, await findIntegration(ctx.db, who.orgId, id), { token, outside });
  return ctx.db.transaction(async (tx) => {
    const row = await lockedAt(tx, who.orgId, id, version);
    if (label !== undefined) await checkLabel(tx, { ...row, label });
    const settings = notionSettingsOf(row);
    await changed(tx, who, row, {
      ...(label === undefined ? {} : { label }),
      ...(secret && {
        ...secret.columns,
        ...mended(settings),
        settings: { ...settings, workspace: secret.tokened.workspace },
      }),
    } satisfies Partial<typeof integrations.$inferInsert>);
    const parts = Object.entries({ label, token, outside }).flatMap(([name, one]) => (one === undefined ? [] : [name]));
    await audit(
      tx,
      who,
      'integration.change',
      { type: 'integration', id },
      {
        label: label ?? row.label,
        changed: parts,
        ...difference({ label: row.label }, { label: label ?? row.label }),
      },
    );
    return administeredOne(tx, await findIntegration(tx, who.orgId, id), language);
  });
}
