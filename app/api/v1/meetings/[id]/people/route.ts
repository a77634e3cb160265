import { listMeetingPeople } from '@/lib/services/meeting-people/list';
import { handle } from '../../../_http/handle';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('meeting.read', async ({ ctx, who, params }) =>
  json(await listMeetingPeople(ctx, who, { meetingId: params.id })),
);
