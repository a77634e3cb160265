import { z } from 'zod';
import { ServiceError } from './errors';

/** A place in a list that is ordered by time and id, as an opaque word. */
export function writeCursor(place: (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws ServiceError `invalid` when this list did not write it. */
export function readCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ServiceError('invalid', 'request.cursor');
  }
}

/** A time that PostgreSQL knows too: it has no year 0. */
export const cursorTime = z.iso.datetime().regex(/^[1-9]/);
export const timeAndId = z.tuple([cursorTime, z.string().max(64)]);

/** What every list that goes on takes: where it goes on, and how many at a time. */
export const pageSchema = (usual: number, most: number) => ({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(most).default(usual),
});

/** The first `limit` of rows of which one more was asked for, and where the next page begins. */
export function pageOf<T extends { id: string; createdAt: Date }>(
  rows: readonly T[],
  limit: number,
): { page: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: end ? writeCursor([end.createdAt.toISOString(), end.id]) : null };
}
