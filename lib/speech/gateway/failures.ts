import { APICallError } from 'ai';
import type { Usage } from '../../council/events';
import type { ModelRef } from '../../council/team.schema';
import { WayRefused } from '../../net/guarded-fetch';
import { SpeechFailure } from '../../ports/speech';

/** Every way in which a model can fail a turn, and whether another attempt can help. */
export const failureCodes = {
  'model.key_refused': false,
  'model.not_found': false,
  'model.not_configured': false,
  'model.refused': false,
  'model.too_long': false,
  'model.quota': false,
  'model.bad_request': false,
  'model.private_address': false,
  'model.redirected': false,
  'model.key_unreadable': false,
  'model.rate_limited': true,
  'model.unavailable': true,
  'model.connection': true,
  'model.timeout': true,
  'model.empty': true,
  'model.breaker_open': true,
} as const;
export type FailureCode = keyof typeof failureCodes;

interface Details {
  status?: number | undefined;
  retryAfterMs?: number | null;
  usage?: Usage | null;
}

/** A failure of `model`. Its arguments name the provider, the model and the HTTP status, never what the provider wrote. */
export function failure(code: FailureCode, model: ModelRef, details: Details = {}): SpeechFailure {
  const args: Record<string, string | number> = { provider: model.provider, model: model.name };
  if (details.status !== undefined) args.status = details.status;
  return new SpeechFailure({ code, args }, failureCodes[code], details.retryAfterMs ?? null, details.usage ?? null);
}

/** Says what an error of the SDK or of a stream means for the turn. `now`: ms since 1970, for dates in Retry-After. */
export function classify(error: unknown, model: ModelRef, now: number): SpeechFailure {
  if (error instanceof SpeechFailure) return error;
  if (error instanceof WayRefused) {
    return failure(error.why === 'private' ? 'model.private_address' : 'model.redirected', model);
  }
  const { status, body, headers } = read(error);
  const code = codeOf(status, body);
  return failure(code, model, { status, retryAfterMs: failureCodes[code] ? retryAfter(headers, now) : null });
}

/** Characters of what a provider wrote that are looked at. */
const longestRead = 20_000;

function codeOf(status: number | undefined, whole: string): FailureCode {
  const body = whole.slice(0, longestRead);
  if (status === 401) return 'model.key_refused';
  if (/content[_ -]?(filter|policy|management)|safety (system|policy)/i.test(body)) return 'model.refused';
  if (status === 403) return 'model.key_refused';
  if (status === 404 || /model[_ ]not[_ ]found|model .{0,200}does not exist/is.test(body)) return 'model.not_found';
  if (status === 413 || /context[_ ](length|window)|too (long|many tokens)|maximum context/i.test(body)) {
    return 'model.too_long';
  }
  if (/insufficient[_ ]quota|billing|credit balance/i.test(body) && (status ?? 0) < 500) return 'model.quota';
  if (status === 429 || /rate[_ ]limit/i.test(body)) return 'model.rate_limited';
  // A stream that broke off carries the status of its good beginning.
  if (status === undefined || status < 400) return 'model.connection';
  return status >= 500 || status === 408 || status === 409 ? 'model.unavailable' : 'model.bad_request';
}

interface Seen {
  status: number | undefined;
  body: string;
  headers: Record<string, string>;
}

function read(error: unknown): Seen {
  if (APICallError.isInstance(error)) {
    const headers = error.responseHeaders ?? {};
    return { status: error.statusCode, body: `${error.message} ${error.responseBody ?? ''}`, headers };
  }
  if (typeof error !== 'object' || error === null) return { status: undefined, body: String(error), headers: {} };
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  // An error inside a stream is the provider's own object: its type and code say what happened.
  const parts = ['type', 'code', 'message'].map((key) => (key in error ? String(Reflect.get(error, key)) : ''));
  const overloaded = /overloaded|server_error|internal/i.test(parts.join(' ')) ? 500 : undefined;
  return { status: status ?? overloaded, body: parts.join(' '), headers: {} };
}

/** Ms that the provider asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date. At most ten minutes. */
function retryAfter(headers: Record<string, string>, now: number): number | null {
  const ms = Number.parseFloat(headers['retry-after-ms'] ?? '');
  const header = headers['retry-after'] ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  const wait = Number.isFinite(ms) ? ms : seconds;
  return Number.isFinite(wait) ? Math.min(Math.max(0, Math.round(wait)), 600_000) : null;
}

/** A server that can answer, but not by a JSON schema: the call may be made without one. */
export function refusesSchema(error: unknown): boolean {
  const { status, body } = read(error);
  return (status === 400 || status === 422) && /response_format|json_schema|structured output/i.test(body);
}
