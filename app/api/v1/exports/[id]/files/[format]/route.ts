import { noteDownload } from '@/lib/services/exports/note-download';
import { readExportFile } from '@/lib/services/exports/read-file';
import { handle } from '../../../../_http/handle';
import { download } from '../../../../_http/respond';

/** A file that an export made, to be saved. */
export const GET = handle<{ id: string; format: string }>('artifact.read', async ({ ctx, who, params }) => {
  const { body, mediaType, name } = await readExportFile(ctx, who, { exportId: params.id, format: params.format });
  await noteDownload(ctx, who, { type: 'export', id: params.id }, params.format);
  return download(body, mediaType, name);
});
