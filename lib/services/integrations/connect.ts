import { integrations, newId } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import type { NotionSettings } from '@/lib/targets/notion/settings';
import { audit } from '../audit';
import type { Member } from '../context';
import { ServiceError } from '../errors';
import type { NotionContext } from './calls';
import { checkLabel } from './labels';
import { administeredOne } from './list';
import { findIntegration } from './rows';
import type { AdministeredIntegration, ConnectIntegration } from './schemas';
import { tried } from './secret';

/**
 * Connects a workspace of Notion. A token, here or outside, is tried before it is kept; without one the integration
 * waits for Notion's own sign-in.
 * @throws ServiceError `invalid`, also where Notion refuses the token; `unavailable` where it can't be asked or kept.
 */
export async function connectIntegration(
  ctx: NotionContext,
  who: Member,
  { label, token, outside, target, language }: ConnectIntegration & { language: Language },
): Promise<AdministeredIntegration> {
  const { orgId, userId } = who;
  const row = { id: newId(), orgId, target, label };
  if (token === undefined && outside === undefined && !ctx.env.NOTION_OAUTH_CLIENT_ID) {
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [
      { path: 'token', code: 'integration.token_needed' },
    ]);
  }
  const secret = await tried(ctx, row, { token, outside });
  const settings: NotionSettings = {
    workspace: secret?.tokened.workspace ?? { id: null, name: null },
    decisions: null,
    tasks: null,
  };
  return ctx.db.transaction(async (tx) => {
    await checkLabel(tx, row);
    await tx
      .insert(integrations)
      .values({ ...row, ...secret?.columns, settings, createdBy: userId, changedBy: userId });
    const detail = { label, target, outside: outside ?? null, workspace: settings.workspace.name };
    await audit(tx, who, 'integration.connect', { type: 'integration', id: row.id }, detail);
    return administeredOne(tx, await findIntegration(tx, orgId, row.id), language);
  });
}
