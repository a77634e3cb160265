import { and, desc, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { exportRows } from '@/db/schema';
import type { Context, Member } from '../context';
import { pageOf, readCursor, timeAndId } from '../cursor';
import { runMeant } from '../run-meant';
import { shown, viewExports } from './rows';
import { type ExportList, listExportsSchema } from './schemas';

/** Exports of a meeting's runs, or of one run, newest first, a page at a time. @throws ServiceError `not_found`. */
export async function listExports(
  { db }: Pick<Context, 'db'>,
  who: Member,
  { meetingId, ...input }: { meetingId: string } & z.input<typeof listExportsSchema>,
): Promise<ExportList> {
  const { runId, cursor, limit } = listExportsSchema.parse(input);
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  await runMeant(db, who.orgId, { meetingId, runId });
  const rows = await viewExports(
    db,
    who.orgId,
    and(
      eq(exportRows.meetingId, meetingId),
      runId === undefined ? undefined : eq(exportRows.runId, runId),
      place ? sql`(${exportRows.createdAt}, ${exportRows.id}) < (${place[0]}::timestamptz, ${place[1]})` : undefined,
    ),
    { order: sql`${desc(exportRows.createdAt)}, ${desc(exportRows.id)}`, limit: limit + 1 },
  );
  const { page, nextCursor } = pageOf(rows, limit);
  return { exports: page.map(shown), nextCursor };
}
