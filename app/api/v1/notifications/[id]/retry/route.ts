import { retryMail } from '@/lib/services/notifications/retry-mail';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('notification.read', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema);
  return json(await retryMail(ctx, who, params.id), 202);
});
