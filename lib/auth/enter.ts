import type { Context } from '../services/context';
import type { Arrival } from '../services/sign-in/arrival';
import { land } from '../services/sign-in/land';
import { openSession } from './sessions';

/** Signs in whom a provider has vouched for; returns the session's token. @throws ServiceError as `land` does. */
export async function enter(ctx: Pick<Context, 'db' | 'signal'>, arrival: Arrival): Promise<string> {
  const { method, connectionId, ...who } = await land(ctx, arrival);
  return openSession(ctx.db, who, { method, connectionId, from: arrival.from });
}
