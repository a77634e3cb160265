import { invite } from '@/lib/services/invitations/invite';
import { listInvitations } from '@/lib/services/invitations/list';
import { inviteSchema, listInvitationsSchema } from '@/lib/services/invitations/schemas';
import { handle } from '../_http/handle';
import { readBody, readQuery } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('member.change', async ({ ctx, who, request }) =>
  json(await listInvitations(ctx, who, readQuery(request, listInvitationsSchema))),
);

/** Takes no `Idempotency-Key`: an address is invited once, and no link is kept. */
export const POST = handle('member.change', async ({ ctx, who, request }) =>
  json(await invite(ctx, who, await readBody(request, inviteSchema, 4)), 201),
);
