import { sql } from 'drizzle-orm';
import { newId, ssoConnections } from '@/db/schema';
import { audit } from '../../audit';
import type { Context, Member } from '../../context';
import { ServiceError } from '../../errors';
import { type ConnectionRow, connectionOf, lockedAt } from '../rows';
import { checkRules } from '../rules';
import { metadataOf } from './metadata';
import type { ChangeSaml, ConnectSaml } from './schemas';
import { type SamlSettings, samlOf } from './settings';

type Ctx = Pick<Context, 'db' | 'env' | 'saml' | 'clock'>;

/** Connects a provider that speaks SAML 2.0. @throws ServiceError `invalid`, also where its metadata is no use. */
export async function connectSaml(ctx: Ctx, who: Member, given: ConnectSaml): Promise<ConnectionRow> {
  const { orgId, userId } = who;
  const { label, groupRoles, defaultRole, metadataUrl = null, providerMayBegin, attributes } = given;
  const { xml: metadata, provider } = await metadataOf(ctx, given);
  const id = newId();
  const settings: SamlSettings = { metadata, metadataUrl, providerMayBegin, attributes, trial: null };
  return ctx.db.transaction(async (tx) => {
    await checkRules(tx, who, { id, label, groupRoles, defaultRole });
    const [row] = await tx
      .insert(ssoConnections)
      .values({
        ...{ id, orgId, kind: 'saml', label, issuer: provider.entityId, groupRoles, defaultRole, settings },
        state: 'ready',
        createdBy: userId,
      })
      .returning();
    const detail = { kind: 'saml', label, issuer: provider.entityId, metadataUrl, groupRoles, defaultRole };
    await audit(tx, who, 'sso.connect', { type: 'connection', id }, detail);
    if (!row) throw new Error('a connection that was inserted is there');
    return row;
  });
}

/** Changes a SAML connection; its metadata is read again where there is an address or a new text. @throws ServiceError */
export async function changeSaml(ctx: Ctx, who: Member, { id, version, ...given }: ChangeSaml): Promise<ConnectionRow> {
  const { orgId } = who;
  const fresh = given.metadata !== undefined || given.metadataUrl ? await metadataOf(ctx, given) : null;
  return ctx.db.transaction(async (tx) => {
    const row = await lockedAt(tx, orgId, id, version);
    if (row.kind !== 'saml') throw new ServiceError('not_found', 'sign_in.connection_not_found');
    const { label = row.label, groupRoles = row.groupRoles } = given;
    const defaultRole = given.defaultRole === undefined ? row.defaultRole : given.defaultRole;
    await checkRules(tx, who, { id, label, groupRoles, defaultRole });
    const before = samlOf(row);
    const settings: SamlSettings = {
      metadata: fresh?.xml ?? before.metadata,
      metadataUrl: fresh ? (given.metadataUrl ?? null) : before.metadataUrl,
      providerMayBegin: given.providerMayBegin ?? before.providerMayBegin,
      attributes: given.attributes ?? before.attributes,
      trial: null,
    };
    const issuer = fresh?.provider.entityId ?? row.issuer;
    const [after] = await tx
      .update(ssoConnections)
      .set({
        ...{ label, groupRoles, defaultRole, issuer, settings, state: 'ready', reason: null, version: version + 1 },
        changedAt: sql`now()`,
      })
      .where(connectionOf(orgId, id))
      .returning();
    if (!after) throw new Error('a connection that is locked is there');
    await audit(tx, who, 'sso.change', { type: 'connection', id }, { before: shown(row), after: shown(after) });
    return after;
  });
}

/** Without the metadata itself, which is long and public. */
function shown(row: ConnectionRow) {
  const { metadata: _, trial: __, ...settings } = samlOf(row);
  const { label, issuer, groupRoles, defaultRole } = row;
  return { label, issuer, groupRoles, defaultRole, ...settings };
}
