import { listNotices } from '@/lib/services/notifications/list';
import { listNoticesSchema } from '@/lib/services/notifications/schemas';
import { handle } from '../_http/handle';
import { readQuery } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('notification.read', async ({ ctx, who, request }) =>
  json(await listNotices(ctx, who, readQuery(request, listNoticesSchema))),
);
