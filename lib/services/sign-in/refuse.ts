import { audit } from '../audit';
import type { Context, From } from '../context';
import { tellAdmins } from '../notifications/tell-admins';
import { landingRefusals } from './arrival';
import type { ConnectionRow } from './rows';

/** How a way back can end badly: what the sign-in page may be told to say. */
export const signInRefusals = [
  ...landingRefusals,
  ...(['stale', 'denied', 'provider_down', 'client_refused', 'secret_lost'] as const).map(
    (one) => `sign_in.${one}` as const,
  ),
  ...(['foreign', 'audience', 'issuer', 'time', 'unsigned', 'wrong'] as const).map(
    (one) => `sign_in.answer_${one}` as const,
  ),
];

/** Writes down that a provider's answer let nobody in. */
export const noteRefusal = (
  { db }: Pick<Context, 'db'>,
  { id, orgId, label }: ConnectionRow,
  reason: string,
  from: From,
): Promise<void> =>
  audit(db, { orgId, userId: null, from }, 'session.refuse', { type: 'connection', id }, { reason, connection: label });

/** What only an administrator can mend. */
const troubles: readonly string[] = [
  ...(['client_refused', 'secret_lost', 'provider_down'] as const).map((one) => `sign_in.${one}`),
  ...(['audience', 'issuer', 'time', 'unsigned'] as const).map((one) => `sign_in.answer_${one}`),
];

/** Tells administrators, once a day for each reason, that people can't come by a connection. */
export async function tellOfFailure(
  { db, clock }: Pick<Context, 'db'> & { clock: Pick<Context['clock'], 'now'> },
  { id, orgId, label }: ConnectionRow,
  reason: string,
): Promise<void> {
  if (!troubles.includes(reason)) return;
  const key = `connection ${id} ${reason} ${new Date(clock.now()).toISOString().slice(0, 10)}`;
  await tellAdmins(db, { orgId, kind: 'connection_failed', key, args: { name: label, reason } });
}
