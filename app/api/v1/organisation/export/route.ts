import { exportOrganisation } from '@/lib/services/archive/stream';
import { handle } from '../../_http/handle';
import { download } from '../../_http/respond';

export const GET = handle('organisation.export', async ({ ctx, who }) => {
  const { name, body } = await exportOrganisation(ctx, who);
  return download(body, 'application/zip', name);
});
