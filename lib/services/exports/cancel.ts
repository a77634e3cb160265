import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { changeExports } from './append';
import { cancelRows } from './end';
import { exportMeant, exportNow, viewExport } from './meant';
import type { ExportView } from './schemas';

/**
 * Takes an export back that has not arrived; what a try has written already stays there, and is found again when it
 * is asked for once more.
 * @throws ServiceError `not_found`; `forbidden`; `conflict` where it is over.
 */
export async function cancelExport(ctx: Context, who: Member, exportId: string): Promise<ExportView> {
  const { row, run } = await exportMeant(ctx.db, who, exportId);
  await changeExports(ctx, { orgId: row.orgId, runId: run.id }, async (changing) => {
    const now = await exportNow(changing.tx, row);
    if (now.state !== 'waiting' && now.state !== 'sending') {
      throw new ServiceError('conflict', 'export.over', {}, [], { state: now.state });
    }
    const reason = { code: 'export.taken_back', args: { name: who.name } };
    await cancelRows(changing, [now], reason, { userId: who.userId, name: who.name });
    await audit(changing.tx, who, 'export.cancel', { type: 'export', id: row.id });
  });
  return viewExport(ctx, row);
}
