import { createTeam } from '@/lib/services/teams/create';
import { listTeams } from '@/lib/services/teams/list';
import { createTeamSchema, listTeamsSchema } from '@/lib/services/teams/schemas';
import { handle } from '../_http/handle';
import { readBody, readQuery } from '../_http/input';
import { created, json } from '../_http/respond';

export const GET = handle('team.read', async ({ ctx, who, request }) =>
  json(await listTeams(ctx, who, readQuery(request, listTeamsSchema))),
);

export const POST = handle('team.change', async (call) => {
  const body = await readBody(call.request, createTeamSchema, 256);
  return created(call, body, (ctx) => createTeam(ctx, call.who, body));
});
