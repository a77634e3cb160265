import { readTeam } from '@/lib/services/teams/read';
import { teamQuerySchema } from '@/lib/services/teams/schemas';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

/** The set-up alone, as it can be posted to make another team. */
export const GET = handle<{ id: string }>('team.read', async ({ ctx, who, request, params }) => {
  const { config } = await readTeam(ctx, who, { teamId: params.id, ...readQuery(request, teamQuerySchema) });
  return json(config);
});
