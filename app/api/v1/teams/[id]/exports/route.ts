import { setTeamExports } from '@/lib/services/teams/export-to';
import { teamExportsSchema } from '@/lib/services/teams/schemas';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

/** Where accepted decisions of the team's meetings go by themselves. */
export const PUT = handle<{ id: string }>('team.change', async ({ ctx, who, request, params }) => {
  const body = await readBody(request, teamExportsSchema, 16);
  return json(await setTeamExports(ctx, who, { ...body, teamId: params.id }));
});
