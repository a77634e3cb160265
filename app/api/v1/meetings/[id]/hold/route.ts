import { z } from 'zod';
import { holdMeeting } from '@/lib/services/retention/hold-meeting';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

const bodySchema = z.strictObject({ held: z.boolean() });

export const PUT = handle<{ id: string }>('meeting.hold', async ({ ctx, who, request, params }) =>
  json(await holdMeeting(ctx, who, { ...(await readBody(request, bodySchema, 4)), meetingId: params.id })),
);
