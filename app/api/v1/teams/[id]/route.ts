import { archiveTeam } from '@/lib/services/teams/archive';
import { changeTeam } from '@/lib/services/teams/change';
import { readTeam } from '@/lib/services/teams/read';
import { archiveTeamSchema, changeTeamSchema, teamQuerySchema } from '@/lib/services/teams/schemas';
import { handle } from '../../_http/handle';
import { readBody, readQuery } from '../../_http/input';
import { json } from '../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('team.read', async ({ ctx, who, request, params }) =>
  json(await readTeam(ctx, who, { teamId: params.id, ...readQuery(request, teamQuerySchema) })),
);

export const PUT = handle<Params>('team.change', async ({ ctx, who, request, params }) => {
  const change = await readBody(request, changeTeamSchema, 256);
  return json(await changeTeam(ctx, who, { ...change, teamId: params.id }));
});

export const PATCH = handle<Params>('team.change', async ({ ctx, who, request, params }) =>
  json(await archiveTeam(ctx, who, { ...(await readBody(request, archiveTeamSchema, 1)), teamId: params.id })),
);
