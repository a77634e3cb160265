import { cookies, headers } from 'next/headers';
import type { Context, Member } from '../services/context';
import { enterOrganisation } from '../services/organisations/enter';
import { sessionOf } from './held';
import { fromOf } from './hosts';
import { keepSession, openSession } from './sessions';

/** This browser's session becomes one of another organisation of one's own. @throws ServiceError as `enterOrganisation`. */
export async function goOver(ctx: Context, who: Member, organisation: string): Promise<void> {
  const sent = await headers();
  const asked = { organisation, from: await sessionOf(sent, ctx.env) };
  const token = await enterOrganisation(ctx, who, asked, (tx, into, { method, connectionId }) =>
    openSession(tx, into, { method, from: fromOf(sent, ctx.env), ...(connectionId ? { connectionId } : {}) }),
  );
  keepSession(await cookies(), ctx.env, token);
}
