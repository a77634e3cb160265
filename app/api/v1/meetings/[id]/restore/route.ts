import { restoreMeeting } from '@/lib/services/meetings/restore';
import { handle } from '../../../_http/handle';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('meeting.delete', async ({ ctx, who, params }) =>
  json(await restoreMeeting(ctx, who, params.id)),
);
