import { audit } from '../audit';
import type { Context, From } from '../context';
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
