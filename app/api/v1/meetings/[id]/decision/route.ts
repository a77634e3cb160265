import { readDecision } from '@/lib/services/artifacts/decision';
import { reviseDecision } from '@/lib/services/decisions/revise';
import { reviseSchema } from '@/lib/services/decisions/schemas';
import { noteDownload } from '@/lib/services/exports/note-download';
import { readMeeting } from '@/lib/services/meetings/read';
import { decisionQuerySchema, runQuerySchema } from '@/lib/services/run-requests.schema';
import { decisionFileName, decisionToMarkdown } from '@/lib/targets/file/decision-markdown';
import { handle } from '../../../_http/handle';
import { readBody, readQuery } from '../../../_http/input';
import { accepted, download, json } from '../../../_http/respond';

/** The decision; with `format` as a file to save. */
export const GET = handle<{ id: string }>('artifact.read', async ({ ctx, who, request, params }) => {
  const { format, ...run } = readQuery(request, decisionQuerySchema);
  const decision = await readDecision(ctx, who, { meetingId: params.id, ...run });
  if (format === undefined) return json(decision);
  const { agenda } = await readMeeting(ctx, who, params.id);
  await noteDownload(ctx, who, { type: 'meeting', id: params.id }, format);
  const name = decisionFileName(decision.log.title, format);
  return format === 'md'
    ? download(decisionToMarkdown(decision, agenda), 'text/markdown; charset=utf-8', name)
    : download(`${JSON.stringify(decision, null, 2)}\n`, 'application/json', name);
});

/** A person's changes, as the next version. */
export const PATCH = handle<{ id: string }>('decision.edit', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, reviseSchema, 256);
  return accepted(call, body, (commandId) => reviseDecision(ctx, who, { ...where, ...body, commandId }), 200);
});
