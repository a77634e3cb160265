import { measuredCsv } from '@/lib/services/measures/csv';
import { readMeasured, readMeasures } from '@/lib/services/measures/read';
import { measuresQuerySchema } from '@/lib/services/measures/schemas';
import { handle } from '../_http/handle';
import { readQuery } from '../_http/input';
import { download, json } from '../_http/respond';

/** The measures of a period; as CSV one line a meeting. */
export const GET = handle('measures.read', async ({ ctx, who, request }) => {
  const query = readQuery(request, measuresQuerySchema);
  if (query.format !== 'csv') return json(await readMeasures(ctx, who, query));
  const { from, to, rows } = await readMeasured(ctx, who, query);
  return download(measuredCsv(who, rows), 'text/csv; charset=utf-8', `measures-${from}-${to}.csv`);
});
