import { readDecision } from '@/lib/services/artifacts/decision';
import { readMeeting } from '@/lib/services/meetings/read';
import { decisionQuerySchema } from '@/lib/services/run-requests.schema';
import { decisionFileName, decisionToMarkdown } from '@/lib/targets/file/decision-markdown';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { download, json } from '../../../_http/respond';

/** The decision; with `format` as a file to save. */
export const GET = handle<{ id: string }>('artifact.read', async ({ ctx, who, request, params }) => {
  const { format, ...run } = readQuery(request, decisionQuerySchema);
  const decision = await readDecision(ctx, who, { meetingId: params.id, ...run });
  if (format === undefined) return json(decision);
  const { agenda } = await readMeeting(ctx, who, params.id);
  const name = decisionFileName(decision.log.title, format);
  return format === 'md'
    ? download(decisionToMarkdown(decision, agenda), 'text/markdown; charset=utf-8', name)
    : download(`${JSON.stringify(decision, null, 2)}\n`, 'application/json', name);
});
