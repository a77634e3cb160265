import { ZodError } from 'zod';
import type { Language } from '../council/agenda.schema';
import { languageCookie, pickLanguage } from '../words/locale';
import { type ErrorCode, ServiceError } from './errors';
import { issuesOf } from './issues';
import { sentence } from './sentences';

const statuses: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
};

/** RFC 9457. `code` is the reason's key; `errors` say which field is wrong and how to correct it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  errors?: { path: string; code: string; message: string; line?: number }[];
  [extra: string]: unknown;
}

/** Where an unknown failure is written. */
export interface Complaints {
  error(fields: object, message: string): void;
}

/** What any failure becomes for a reader. An unknown one is logged and shown as its id only. */
export function toProblem(error: unknown, language: Language, instance: string, logger?: Complaints): Problem {
  const known = asServiceError(error);
  if (known) {
    const { code, reason, args, issues, extra } = known;
    return {
      ...extra,
      type: `/api/v1/docs#${code}`,
      title: sentence(language, `title.${code}`),
      status: statuses[code],
      detail: sentence(language, reason, args),
      instance,
      code: reason,
      ...(issues.length > 0 ? { errors: issues.map((issue) => toLine(issue, language)) } : {}),
    };
  }
  const id = crypto.randomUUID();
  logger?.error({ err: error, id, instance }, 'unexpected error');
  return {
    type: '/api/v1/docs#internal',
    title: sentence(language, 'title.internal'),
    status: 500,
    detail: sentence(language, 'internal', { id }),
    instance,
    code: 'internal',
    id,
  };
}

/** The response of a failed request, in the request's language. */
export function problemResponse(
  error: unknown,
  request: Pick<Request, 'url' | 'headers'>,
  logger?: Complaints,
): Response {
  const problem = toProblem(error, languageOf(request), new URL(request.url).pathname, logger);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer realm="XIO"';
  if (error instanceof ServiceError && error.code === 'not_allowed') headers.allow = String(error.args.allowed);
  if (error instanceof ServiceError && error.code === 'rate_limited') Object.assign(headers, refusedRate(error.args));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** How long to wait; where a rate was refused also which, by the names of draft-ietf-httpapi-ratelimit-headers. */
function refusedRate({ seconds = 1, policy, limit, window }: ServiceError['args']): Record<string, string> {
  const wait = { 'retry-after': String(seconds) };
  if (policy === undefined) return wait;
  return {
    ...wait,
    'ratelimit-policy': `"${policy}";q=${limit};w=${window}`,
    ratelimit: `"${policy}";r=0;t=${seconds}`,
  };
}

/** The reader's language: the cookie's, else the best of `Accept-Language`. */
export function languageOf(request: Pick<Request, 'headers'>): Language {
  const cookie = new RegExp(`(?:^|;\\s*)${languageCookie}=([^;]*)`).exec(request.headers.get('cookie') ?? '')?.[1];
  return pickLanguage(cookie, request.headers.get('accept-language'));
}

function toLine(issue: ServiceError['issues'][number], language: Language) {
  const line = issue.args?.line;
  return {
    path: issue.path,
    code: issue.code,
    message: sentence(language, issue.code, issue.args),
    ...(typeof line === 'number' ? { line } : {}),
  };
}

/** Refusals we know, with those that come from below: a schema's and the database's. */
function asServiceError(error: unknown): ServiceError | null {
  if (error instanceof ServiceError) return error;
  if (error instanceof ZodError) {
    const issues = issuesOf(error);
    return new ServiceError('invalid', 'request.invalid', { count: issues.length }, issues);
  }
  return fromDatabase(error);
}

/** Node's connection errors, PostgreSQL's classes 57P (shutting down) and 53 (full), a statement that took too long, and text it can't store. */
function fromDatabase(error: unknown, depth = 0): ServiceError | null {
  if (!(error instanceof Error) || depth > 3) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (
    /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|57P0\d|57014|53\d{3})$/.test(code) ||
    error.message === 'Query read timeout' ||
    ('sourceError' in error && error.sourceError) // what became of a request of Neon's client
  ) {
    return new ServiceError('unavailable', 'database_unavailable');
  }
  if (code === '22021' || code === '22P05') return new ServiceError('invalid', 'request.characters');
  return fromDatabase(error.cause, depth + 1);
}
