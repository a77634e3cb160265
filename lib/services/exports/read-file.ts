import { and, eq, isNull } from 'drizzle-orm';
import { exportFiles, exportRows, meetings } from '@/db/schema';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { exportFormatSchema } from './schemas';

/** A file that an export made. @throws ServiceError `not_found`, also for a deleted meeting's. */
export async function readExportFile(
  { db }: Pick<Context, 'db'>,
  { orgId }: Member,
  { exportId, format }: { exportId: string; format: string },
): Promise<Pick<typeof exportFiles.$inferSelect, 'name' | 'mediaType' | 'body'>> {
  const { name, mediaType, body } = exportFiles;
  const known = exportFormatSchema.safeParse(format);
  const [file] = known.success
    ? await db
        .select({ name, mediaType, body })
        .from(exportFiles)
        .innerJoin(exportRows, eq(exportRows.id, exportFiles.exportId))
        .innerJoin(meetings, eq(meetings.id, exportRows.meetingId))
        .where(
          and(
            eq(exportFiles.orgId, orgId),
            eq(exportFiles.exportId, exportId),
            eq(exportFiles.format, known.data),
            isNull(meetings.deletedAt),
          ),
        )
    : [];
  if (!file) throw new ServiceError('not_found', 'export.no_file');
  return file;
}
