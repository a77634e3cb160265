import { retryMinutes } from '@/lib/services/minutes/again';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('meeting.create', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema);
  return json(await retryMinutes(ctx, who, { meetingId: params.id }));
});
