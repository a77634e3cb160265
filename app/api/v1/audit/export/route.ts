import { exportAudit } from '@/lib/services/audit/export';
import { exportAuditSchema } from '@/lib/services/audit/schemas';
import { handle } from '../../_http/handle';
import { readQuery } from '../../_http/input';
import { streamed } from '../../_http/respond';

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

export const GET = handle('audit.read', async ({ ctx, who, request }) => {
  const query = readQuery(request, exportAuditSchema);
  return streamed(exportAudit(ctx, who, query), types[query.format], `audit.${query.format}`);
});
