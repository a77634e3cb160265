import { APIErrorCode } from '@notionhq/client';

/** An answer that refuses. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const invalid = (message: string) => new Refusal(400, APIErrorCode.ValidationError, message);
export const missing = (what: string, id: string) =>
  new Refusal(
    404,
    APIErrorCode.ObjectNotFound,
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "XIO".`,
  );
export const unauthorized = () => new Refusal(401, APIErrorCode.Unauthorized, 'API token is invalid.');
export const restricted = () =>
  new Refusal(403, APIErrorCode.RestrictedResource, 'Insufficient permissions for this endpoint.');

const codes: Record<number, string> = {
  401: APIErrorCode.Unauthorized,
  403: APIErrorCode.RestrictedResource,
  404: APIErrorCode.ObjectNotFound,
  409: APIErrorCode.ConflictError,
  429: APIErrorCode.RateLimited,
  500: APIErrorCode.InternalServerError,
  503: APIErrorCode.ServiceUnavailable,
  504: APIErrorCode.GatewayTimeout,
  529: APIErrorCode.ServiceOverload,
};

/** As Notion would say it; a 502 comes from a gateway before it, and is no JSON. */
export function refusalAnswer(one: Refusal): Response {
  const { status, message } = one;
  const body =
    status === 502
      ? '<html><head><title>502 Bad Gateway</title></head></html>'
      : JSON.stringify({ object: 'error', status, code: one.code, message, request_id: 'twin' });
  const type = status === 502 ? 'text/html' : 'application/json';
  return new Response(body, { status, headers: { 'content-type': type, ...one.headers } });
}

export const refusalOf = (status: number, retryAfterSeconds?: number) =>
  new Refusal(
    status,
    codes[status] ?? 'unknown',
    `The twin was told to answer ${status}.`,
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );
