import { readNotices } from '@/lib/services/notifications/read';
import { readNoticesSchema } from '@/lib/services/notifications/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const POST = handle('notification.read', async ({ ctx, who, request }) =>
  json(await readNotices(ctx, who, await readBody(request, readNoticesSchema))),
);
