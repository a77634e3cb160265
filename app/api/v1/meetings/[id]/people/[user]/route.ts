import { listMeetingPeople } from '@/lib/services/meeting-people/list';
import { putMeetingPerson, removeMeetingPerson } from '@/lib/services/meeting-people/put';
import { putPersonSchema } from '@/lib/services/meeting-people/schemas';
import { handle } from '../../../../_http/handle';
import { readBody } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

type Params = { id: string; user: string };

export const PUT = handle<Params>('meeting.people', async ({ ctx, who, request, params }) => {
  const { role } = await readBody(request, putPersonSchema, 4);
  await putMeetingPerson(ctx, who, { meetingId: params.id, userId: params.user, role });
  return json(await listMeetingPeople(ctx, who, { meetingId: params.id }));
});

export const DELETE = handle<Params>('meeting.people', async ({ ctx, who, params }) => {
  await removeMeetingPerson(ctx, who, { meetingId: params.id, userId: params.user });
  return new Response(null, { status: 204 });
});
