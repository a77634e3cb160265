import { retryMinutes } from '@/lib/services/minutes/again';
import { retryMinutesSchema } from '@/lib/services/minutes/schemas';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('meeting.create', async ({ ctx, who, request, params }) => {
  const asked = await readBody(request, retryMinutesSchema);
  return json(await retryMinutes(ctx, who, { ...asked, meetingId: params.id }));
});
