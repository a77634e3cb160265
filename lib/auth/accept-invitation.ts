import { cookies, headers } from 'next/headers';
import { ServiceError } from '../services/errors';
import { acceptInvitation } from '../services/invitations/accept';
import { type OpenInvitation, readInvitation } from '../services/invitations/read';
import { getContext } from '../wiring';
import { countingWrong, wrongToken } from './guesses';
import { fromOf, hostAllowed, originAllowed } from './hosts';
import { keepSession, openSession, resolveSession } from './sessions';
import { tokenOf } from './token';

/** What a link opens, and who is signed in in this browser; null where it opens nothing. */
export async function openInvitation(
  token: string,
): Promise<{ invitation: OpenInvitation; visitor: { name: string } | null } | null> {
  const ctx = await getContext();
  const invitation = await readInvitation(ctx, token);
  if (!invitation) await wrongToken(ctx, fromOf(await headers(), ctx.env).address, token);
  return invitation && { invitation, visitor: await visitor() };
}

async function visitor() {
  const { db, env } = await getContext();
  const found = tokenOf(await headers(), env);
  return found?.byCookie ? resolveSession(db, found.token) : null;
}

/** Accepts by the link alone and opens a session in this browser. @throws ServiceError as `acceptInvitation`. */
export async function acceptHere(token: string, name: string | undefined): Promise<void> {
  const [ctx, sent] = [await getContext(), await headers()];
  if (!hostAllowed(sent, ctx.env) || !originAllowed(sent, ctx.env)) throw new ServiceError('forbidden', 'auth.origin');
  const from = fromOf(sent, ctx.env);
  const asked = { token, name, from, visitor: await visitor() };
  const session = await countingWrong(ctx, { ...from, token }, () =>
    acceptInvitation(ctx, asked, (tx, who) => openSession(tx, who, { method: 'invitation', from })),
  );
  keepSession(await cookies(), ctx.env, session);
}
