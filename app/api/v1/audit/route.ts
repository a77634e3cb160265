import { listAudit } from '@/lib/services/audit/list';
import { listAuditSchema } from '@/lib/services/audit/schemas';
import { handle } from '../_http/handle';
import { readQuery } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('audit.read', async ({ ctx, who, request }) =>
  json(await listAudit(ctx, who, readQuery(request, listAuditSchema))),
);
