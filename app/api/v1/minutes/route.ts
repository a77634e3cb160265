import { readMinutes } from '@/lib/services/minutes/read';
import { wakeMinutes } from '@/lib/services/minutes/sweep';
import { takeMinutes } from '@/lib/services/minutes/take';
import { handle } from '../_http/handle';
import { created } from '../_http/respond';
import { readTaking } from './read-taking';

/** Makes a meeting of a transcript; its minutes are taken after the answer. */
export const POST = handle('meeting.create', async (call) => {
  const { ctx, who } = call;
  const { source, ...about } = await readTaking(call.request);
  const asked = { ...about, source: typeof source === 'string' ? source : Buffer.from(source).toString('base64') };
  let meetingId: string | undefined;
  const answer = await created(call, asked, async ({ db }) => {
    ({ meetingId } = await takeMinutes({ ...ctx, db }, who, { ...about, source }));
    return readMinutes({ db }, who, meetingId);
  });
  if (meetingId) wakeMinutes(ctx, { orgId: who.orgId, meetingId });
  return answer;
});
