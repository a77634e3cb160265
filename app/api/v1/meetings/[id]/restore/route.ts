import { z } from 'zod';
import { restoreMeeting } from '@/lib/services/meetings/restore';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

const bodySchema = z.strictObject({});

export const POST = handle<{ id: string }>('meeting.delete', async ({ ctx, who, request, params }) => {
  await readBody(request, bodySchema, 1);
  return json(await restoreMeeting(ctx, who, params.id));
});
