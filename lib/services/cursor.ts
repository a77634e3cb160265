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
