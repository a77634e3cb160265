import { audit } from '../audit';
import type { Context, From } from '../context';
import type { ConnectionRow } from './rows';

/** Writes down that a provider's answer let nobody in. */
export const noteRefusal = (
  { db }: Pick<Context, 'db'>,
  { id, orgId, label }: ConnectionRow,
  reason: string,
  from: From,
): Promise<void> =>
  audit(db, { orgId, userId: null, from }, 'session.refuse', { type: 'connection', id }, { reason, connection: label });
