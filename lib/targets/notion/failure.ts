import { ClientErrorCode, isHTTPResponseError, isNotionClientError } from '@notionhq/client';
import type { Reason } from '@/lib/council/events';
import { ExportFailure } from '@/lib/ports/export-target';

/** A failed call of Notion. */
export class NotionFailure extends ExportFailure {
  static override [Symbol.hasInstance](value: unknown): value is NotionFailure {
    return value instanceof Error && value.name === 'NotionFailure';
  }

  override name = 'NotionFailure';
  constructor(
    reason: Reason,
    blames: ExportFailure['blames'],
    /** What was asked may have been done all the same: look before asking again. */
    readonly ambiguous: boolean,
    /** Of the answer; null where none came. */
    readonly status: number | null,
    retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(reason, blames, retryAfterMs, options);
  }
}

/** What a call asked for: a place chosen by an administrator (a database, the parent page), or one page and its blocks. */
export type AskedFor = 'place' | 'page';

/** What the client threw, for people and for the queue. `now` in ms since 1970, for a Retry-After that is a date. */
export function notionFailure(error: unknown, about: AskedFor, now: number): NotionFailure {
  if (error instanceof NotionFailure) return error;
  const cause = { cause: error };
  if (isHTTPResponseError(error)) return answered(error, about, now);
  if (isNotionClientError(error) && error.code === ClientErrorCode.InvalidPathParameter) {
    return new NotionFailure(rejected(error.message), 'item', false, null, null, cause);
  }
  if (error instanceof SyntaxError) {
    return new NotionFailure({ code: 'export.unreadable' }, 'service', true, null, null, cause);
  }
  const reached = !neverSent.has(codeOf(error) ?? '');
  const code = reached ? 'export.no_answer' : 'export.unreachable';
  return new NotionFailure({ code }, 'service', reached, null, null, cause);
}

type Answer = Error & { status: number; headers: unknown };

function answered(error: Answer, about: AskedFor, now: number): NotionFailure {
  const { status } = error;
  const cause = { cause: error };
  const wait = retryAfterMs(error.headers, now);
  const service = (code: string, ambiguous: boolean) =>
    new NotionFailure({ code, args: { status } }, 'service', ambiguous, status, wait, cause);
  const access = (code: string) => new NotionFailure({ code }, 'access', false, status, null, cause);
  if (status === 401) return access('export.token_refused');
  if (status === 403) return access('export.forbidden');
  if (status === 404) {
    const blames = about === 'place' ? 'access' : 'item';
    return new NotionFailure({ code: 'export.not_shared' }, blames, false, status, null, cause);
  }
  // Both are told before anything was done.
  if (status === 429 || status === 529) return service('export.busy', false);
  if (status === 408 || status === 409 || status >= 500) return service('export.service_down', true);
  if (status >= 400) return new NotionFailure(rejected(error.message), 'item', false, status, null, cause);
  return service('export.unreadable', true);
}

const rejected = (message: string): Reason => ({ code: 'export.rejected', args: { message: masked(message) } });

const longest = 300;

/** Notion's own words for people to read: without secrets, in one line, not too long. */
function masked(message: string): string {
  const plain = message
    .replace(/\b(secret_|ntn_|Bearer\s+)[\w.~+/=-]+/gi, '$1…')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : plain;
}

/** Retry-After in ms, from seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: unknown, now: number): number | null {
  const value = headers instanceof Headers ? headers.get('retry-after')?.trim() : undefined;
  if (!value) return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : null;
}

/** No connection came about, so nothing was sent. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? null : codeOf(error.cause);
}
