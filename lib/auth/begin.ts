import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { tellOfFailure } from '../services/sign-in/refuse';
import { connectionAt } from '../services/sign-in/ways';
import { beginOidc } from './oidc';
import { beginSaml } from './saml';

interface Begin {
  connectionId: string;
  /** A path of ours. */
  next: string;
  email?: string | undefined;
}

/** Where a connection's provider asks who somebody is, and what the browser keeps meanwhile. @throws ServiceError. */
export async function beginSignIn(
  ctx: Context,
  { connectionId, ...asked }: Begin,
): Promise<{ to: string; begun: string }> {
  const connection = await connectionAt(ctx.db, connectionId);
  if (!connection) throw new ServiceError('not_found', 'sign_in.no_connection');
  const begin = connection.kind === 'saml' ? beginSaml : beginOidc;
  try {
    return await begin(ctx, { connection, ...asked });
  } catch (error) {
    if (error instanceof ServiceError) await tellOfFailure(ctx, connection, error.reason);
    throw error;
  }
}
