import { ExportFailure } from '@/lib/ports/export-target';
import { VaultError } from '@/lib/ports/vault';
import { readToken, type Tokened } from '@/lib/targets/notion/places';
import type { Context } from '../context';
import { ServiceError } from '../errors';
import { secretOf } from './access';
import { callsWith, type NotionContext, toldAs } from './calls';
import type { IntegrationRow } from './rows';

type Owner = Pick<IntegrationRow, 'orgId' | 'id'>;
type Given = { token?: string | undefined; outside?: string | undefined };

const hintOf = (token: string) => (token.length >= 16 ? token.slice(-4) : null);

/** The columns of a token that is kept here. @throws ServiceError `unavailable` where this deployment can't keep one. */
export function sealedToken({ vault }: Pick<Context, 'vault'>, row: Owner, token: string) {
  try {
    return { secretSealed: vault.seal(token, secretOf(row)), secretHint: hintOf(token), secretName: null };
  } catch (error) {
    if (error instanceof VaultError) throw new ServiceError('unavailable', 'connection.no_secret_key');
    throw error;
  }
}

/**
 * A secret as it was given, tried before it is kept: its columns, and whom Notion says it belongs to; null: none was.
 * @throws ServiceError that names the field.
 */
export async function tried(
  ctx: NotionContext,
  row: Owner,
  { token, outside }: Given,
): Promise<{ columns: ReturnType<typeof sealedToken> | OutsideColumns; tokened: Tokened } | null> {
  if (token !== undefined && outside !== undefined) {
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [
      { path: 'outside', code: 'integration.one_secret' },
    ]);
  }
  if (token !== undefined) {
    const columns = sealedToken(ctx, row, token);
    return { columns, tokened: await owned(ctx, token, 'token') };
  }
  if (outside === undefined) return null;
  const secret = await ctx.vault.outside(row.orgId, outside).catch((error: unknown) => {
    if (!(error instanceof VaultError)) throw error;
    const code = error.trouble === 'no_folder' ? 'integration.no_outside' : 'integration.outside_not_there';
    const args = { name: outside, folder: row.orgId };
    throw new ServiceError('invalid', code, args, [{ path: 'outside', code, args }]);
  });
  const columns = { secretSealed: null, secretHint: null, secretName: outside };
  return { columns, tokened: await owned(ctx, secret, 'outside') };
}

interface OutsideColumns {
  secretSealed: null;
  secretHint: null;
  secretName: string;
}

async function owned(ctx: NotionContext, secret: string, path: string): Promise<Tokened> {
  try {
    return await readToken(callsWith(ctx, secret));
  } catch (error) {
    if (!(error instanceof ExportFailure)) throw error;
    if (error.reason.code !== 'export.token_refused') throw toldAs(error);
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path, code: 'integration.token_refused' }]);
  }
}
