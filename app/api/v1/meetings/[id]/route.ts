import { changeMeeting } from '@/lib/services/meetings/change';
import { readMeeting } from '@/lib/services/meetings/read';
import { removeMeeting } from '@/lib/services/meetings/remove';
import { changeMeetingSchema } from '@/lib/services/meetings/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('meeting.read', async ({ ctx, who, params }) =>
  json(await readMeeting(ctx, who, params.id)),
);

export const PATCH = handle<Params>('meeting.change', async ({ ctx, who, request, params }) => {
  const change = await readBody(request, changeMeetingSchema, 1024);
  return json(await changeMeeting(ctx, who, { ...change, meetingId: params.id }));
});

export const DELETE = handle<Params>('meeting.delete', async ({ ctx, who, params }) => {
  await removeMeeting(ctx, who, params.id);
  return new Response(null, { status: 204 });
});
