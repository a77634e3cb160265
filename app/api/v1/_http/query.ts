import type { z } from 'zod';
import { ServiceError } from '@/lib/services/errors';
import { issuesOf } from '@/lib/services/issues';

/** The query, checked by a schema; a name given twice counts once. @throws ServiceError `invalid`. */
export function readQuery<S extends z.ZodType>(request: Pick<Request, 'url'>, schema: S): z.output<S> {
  return parse(schema, Object.fromEntries(new URL(request.url).searchParams));
}

/** @throws ServiceError `invalid`. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error, value);
  throw new ServiceError('invalid', 'request.invalid', { count: issues.length }, issues);
}
