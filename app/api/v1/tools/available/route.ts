import { listAvailableTools } from '@/lib/services/tools/available';
import { handle } from '../../_http/handle';
import { json } from '../../_http/respond';

export const GET = handle('tool.read', async ({ ctx, who }) => json(await listAvailableTools(ctx, who)));
