import { integrations } from '@/db/schema';
import { type Access, ExportFailure } from '@/lib/ports/export-target';
import { VaultError } from '@/lib/ports/vault';
import type { Context } from '../context';
import { type IntegrationRow, integrationOf } from './rows';

type Ctx = Pick<Context, 'db' | 'vault'>;

/** What a secret's ciphertext is bound to. */
export const secretOf = ({ orgId, id }: Pick<IntegrationRow, 'orgId' | 'id'>) => ['integration', orgId, id];

/**
 * An integration opened for one use, read afresh: a change holds from the next use on, in every process.
 * @throws ExportFailure that blames `access`: it is gone, has no secret yet, or its secret can't be read.
 */
export async function accessTo(ctx: Ctx, orgId: string, integrationId: string): Promise<Access> {
  const [row] = await ctx.db.select().from(integrations).where(integrationOf(orgId, integrationId));
  if (!row) throw new ExportFailure({ code: 'export.integration_gone' }, 'access');
  return accessBy(ctx, row);
}

/** @throws ExportFailure that blames `access`. */
export async function accessBy({ vault }: Pick<Ctx, 'vault'>, row: IntegrationRow): Promise<Access> {
  const { id, orgId, label, secretName, secretSealed, settings } = row;
  try {
    if (secretName !== null) return { integrationId: id, secret: await vault.outside(orgId, secretName), settings };
    if (secretSealed === null) throw new ExportFailure({ code: 'export.no_secret', args: { label } }, 'access');
    return { integrationId: id, secret: vault.open(secretSealed, secretOf(row)), settings };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const args = { label, name: secretName ?? '' };
    const code = secretName === null ? 'export.secret_unreadable' : 'export.secret_not_there';
    throw new ExportFailure({ code, args }, 'access', null, { cause: error });
  }
}
