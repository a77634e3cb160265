import { noteDownload } from '@/lib/services/exports/note-download';
import { downloadMinutes } from '@/lib/services/minutes/download';
import { readMinutes } from '@/lib/services/minutes/read';
import { minutesFormatSchema } from '@/lib/services/minutes/schemas';
import { decisionFileName } from '@/lib/targets/file/decision-markdown';
import { handle } from '../../_http/handle';
import { readQuery } from '../../_http/input';
import { download, json } from '../../_http/respond';

/** How far the minutes are, and what stands in them now; with `format` as a file to save. */
export const GET = handle<{ id: string }>('artifact.read', async ({ ctx, who, request, params }) => {
  const { format } = readQuery(request, minutesFormatSchema);
  if (format === undefined) return json(await readMinutes(ctx, who, params.id));
  const { title, body } = await downloadMinutes(ctx, who, { meetingId: params.id, format });
  await noteDownload(ctx, who, { type: 'meeting', id: params.id }, format);
  const type = format === 'md' ? 'text/markdown; charset=utf-8' : 'application/json';
  return download(body, type, decisionFileName(title, format));
});
