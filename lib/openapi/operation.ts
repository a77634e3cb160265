import type { z } from 'zod';

/** What a client can call; `Name` is of a schema that the description names. */
export interface OperationOf<Name extends string = string> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `[id]`. */
  path: string;
  summary: string;
  query?: z.ZodObject;
  body?: Name;
  status?: number;
  /** A named schema of JSON, or another media type. */
  answer?: Name | `${string}/${string}`;
  /** What each event or line of another media type holds. */
  items?: readonly Name[];
  /** What headers of the answer say. */
  headers?: Readonly<Record<string, string>>;
  /** Takes an `Idempotency-Key`. */
  once?: boolean;
}
