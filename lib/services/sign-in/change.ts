import { sql } from 'drizzle-orm';
import { ssoConnections } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import { ServiceError } from '../errors';
import { issuerAt, sealedSecret } from './connect';
import { type ConnectionRow, connectionOf, lockedAt, oidcOf, type SignInContext } from './rows';
import { checkRules } from './rules';
import type { ChangeOidc } from './schemas';
import { sealResult, tryConnection } from './try';

const shown = ({ label, issuer, clientId, settings, groupRoles, defaultRole }: ConnectionRow) => ({
  ...{ label, issuer, clientId, groupRoles, defaultRole },
  ...settings,
});

/** Changes an OIDC connection and tries it again. @throws ServiceError `invalid`, `not_found`, `conflict`. */
export async function changeOidc(ctx: SignInContext, who: Member, { id, version, ...given }: ChangeOidc) {
  const { orgId } = who;
  const issuer = given.issuer === undefined ? undefined : await issuerAt(ctx, given.issuer);
  await ctx.db.transaction(async (tx) => {
    const row = await lockedAt(tx, orgId, id, version);
    if (row.kind !== 'oidc') throw new ServiceError('not_found', 'sign_in.connection_not_found');
    const { label = row.label, clientId = row.clientId, secret, groupRoles = row.groupRoles } = given;
    const defaultRole = given.defaultRole === undefined ? row.defaultRole : given.defaultRole;
    await checkRules(tx, who, { id, label, groupRoles, defaultRole });
    const { scopes = oidcOf(row).scopes, groupsClaim = oidcOf(row).groupsClaim } = given;
    const [after] = await tx
      .update(ssoConnections)
      .set({
        ...{ label, clientId, groupRoles, defaultRole, issuer: issuer ?? row.issuer },
        ...(secret === undefined ? {} : sealedSecret(ctx, row, secret)),
        settings: { scopes, groupsClaim },
        version: version + 1,
        changedAt: sql`now()`,
      })
      .where(connectionOf(orgId, id))
      .returning();
    const detail = { before: shown(row), after: after && shown(after), secret: secret !== undefined };
    await audit(tx, who, 'sso.change', { type: 'connection', id }, detail);
  });
  return sealResult(ctx, orgId, id, await tryConnection(ctx, orgId, id));
}
