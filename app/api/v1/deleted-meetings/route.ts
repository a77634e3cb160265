import { listDeletedMeetings } from '@/lib/services/meetings/list-deleted';
import { handle } from '../_http/handle';
import { json } from '../_http/respond';

export const GET = handle('meeting.delete', async ({ ctx, who }) => json(await listDeletedMeetings(ctx, who)));
