import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { cancelExport } from './cancel';
import { retryExport } from './retry';

type One = (ctx: Context, who: Member, exportId: string) => Promise<unknown>;

/** Each of them; of several, those that somebody else or the outbox has settled meanwhile are left alone. */
const each =
  (one: One) =>
  async (ctx: Context, who: Member, exportIds: readonly string[]): Promise<void> => {
    for (const exportId of exportIds) {
      await one(ctx, who, exportId).catch((error: unknown) => {
        const settled =
          error instanceof ServiceError && (error.reason === 'export.not_failed' || error.reason === 'export.over');
        if (!settled || exportIds.length === 1) throw error;
      });
    }
  };

/** Tries exports again. @throws ServiceError as `retryExport`. */
export const retryExports = each(retryExport);
/** Takes exports back. @throws ServiceError as `cancelExport`. */
export const cancelExports = each(cancelExport);
