import { newId, ssoConnections } from '@/db/schema';
import { VaultError } from '@/lib/ports/vault';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { discover } from './discover';
import { type ConnectionRow, type SignInContext, secretOf } from './rows';
import { checkRules } from './rules';
import type { ConnectOidc } from './schemas';
import { sealResult, tryConnection } from './try';

/**
 * Connects a provider that speaks OpenID Connect, once it answers at its address, and tries it.
 * @throws ServiceError `invalid`, also where the address may not be asked; `unavailable` where the provider is silent.
 */
export async function connectOidc(ctx: SignInContext, who: Member, given: ConnectOidc): Promise<ConnectionRow> {
  const { orgId, userId } = who;
  const { preset, label, clientId, secret, scopes, groupsClaim, groupRoles, defaultRole } = given;
  const issuer = await issuerAt(ctx, given.issuer);
  const id = newId();
  await ctx.db.transaction(async (tx) => {
    await checkRules(tx, who, { id, label, groupRoles, defaultRole });
    await tx.insert(ssoConnections).values({
      ...{ id, orgId, kind: 'oidc', preset, label, issuer, clientId, groupRoles, defaultRole },
      ...sealedSecret(ctx, { orgId, id }, secret),
      settings: { scopes, groupsClaim },
      createdBy: userId,
    });
    const detail = { kind: 'oidc', preset, label, issuer, clientId, groupRoles, defaultRole };
    await audit(tx, who, 'sso.connect', { type: 'connection', id }, detail);
  });
  return sealResult(ctx, orgId, id, await tryConnection(ctx, orgId, id));
}

/** The issuer as the provider writes it. @throws ServiceError that names the field. */
export async function issuerAt({ env }: Pick<Context, 'env'>, issuer: string): Promise<string> {
  try {
    return (await discover(env, issuer)).provider.issuer;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const issues = [{ path: 'issuer', code: error.reason, args: error.args }];
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, issues);
  }
}

/** The columns of a client's secret. @throws ServiceError `unavailable` where this deployment can't keep one. */
export function sealedSecret(
  { vault }: Pick<Context, 'vault'>,
  row: Pick<ConnectionRow, 'orgId' | 'id'>,
  secret: string,
): Pick<ConnectionRow, 'secretSealed' | 'secretHint'> {
  try {
    return {
      secretSealed: vault.seal(secret, secretOf(row)),
      secretHint: secret.length >= 16 ? secret.slice(-4) : null,
    };
  } catch (error) {
    if (error instanceof VaultError) throw new ServiceError('unavailable', 'connection.no_secret_key');
    throw error;
  }
}
