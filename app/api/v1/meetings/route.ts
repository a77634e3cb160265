import { parseAgenda } from '@/lib/services/agendas/parse';
import { createMeeting } from '@/lib/services/meetings/create';
import { listMeetings } from '@/lib/services/meetings/list';
import { listMeetingsSchema, postMeetingSchema } from '@/lib/services/meetings/schemas';
import { usableTemplate } from '@/lib/services/templates/use';
import { handle } from '../_http/handle';
import { readBody, readQuery } from '../_http/input';
import { created, json } from '../_http/respond';

/** The agenda itself may have 256 KB; JSON escapes can make it longer on the wire. */
const limitKb = 1024;

export const GET = handle('meeting.read', async ({ ctx, who, request }) =>
  json(await listMeetings(ctx, who, readQuery(request, listMeetingsSchema))),
);

export const POST = handle('meeting.create', async (call) => {
  const body = await readBody(call.request, postMeetingSchema, limitKb);
  const now = new Date(call.ctx.clock.now());
  const { teamId, templateId, openedAt, exportTo } = body;
  const policy = templateId ? (await usableTemplate(call.ctx, call.who, templateId)).body.policy : undefined;
  const agenda = body.agenda ?? parseAgenda(body.markdown ?? '', now, call.who.name, policy);
  return created(call, body, (ctx) => createMeeting(ctx, call.who, { agenda, teamId, templateId, openedAt, exportTo }));
});
