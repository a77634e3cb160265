import type { z } from 'zod';
import { ServiceError } from '@/lib/services/errors';
import { parse } from './query';

export { readQuery } from './query';

const kilobyte = 1024;

/**
 * The JSON body, checked by a schema; no body counts as `{}`.
 * @throws ServiceError `too_large` over `limitKb`, `invalid` for what is no JSON or does not fit.
 */
export async function readBody<S extends z.ZodType>(request: Request, schema: S, limitKb = 64): Promise<z.output<S>> {
  const type = request.headers.get('content-type');
  const bytes = await readBytes(request, limitKb);
  if (type !== null && bytes.length > 0 && !/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    throw new ServiceError('invalid', 'request.media_type', { expected: 'application/json' });
  }
  return parse(schema, bytes.length === 0 ? {} : readJson(bytes));
}

/** @throws ServiceError `too_large` where more than `limitKb` is announced, or as soon as more has come. */
export async function readBytes(request: Request, limitKb: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > limitKb * kilobyte)
    throw new ServiceError('too_large', 'request.too_large', { limit: limitKb });
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length;
    if (size > limitKb * kilobyte) {
      await reader?.cancel().catch(() => undefined);
      throw new ServiceError('too_large', 'request.too_large', { limit: limitKb });
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function readJson(bytes: Uint8Array): object {
  let value: unknown;
  let again: string;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    // Fails on what is nested too deeply for anybody to read.
    again = JSON.stringify(value);
  } catch {
    throw new ServiceError('invalid', 'request.not_json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ServiceError('invalid', 'request.not_object');
  }
  // A zero byte or half a surrogate pair: PostgreSQL can store neither.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(again)) {
    throw new ServiceError('invalid', 'request.characters');
  }
  return value;
}
