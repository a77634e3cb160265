/** The closed set of ways in which a service refuses. Each has one HTTP status and one sentence a language. */
export type ErrorCode =
  | 'invalid' // 400: the input is wrong; `issues` say where
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not_found' // 404: also another organisation's
  | 'not_allowed' // 405: the address is right, the method is not; `args.allowed` names those that are
  | 'conflict' // 409: the state has moved on; `detail` says what happened instead
  | 'too_large' // 413
  | 'rate_limited' // 429
  | 'unavailable'; // 503

export interface InputIssue {
  /** Dotted path of the field, e.g. `agenda.items.0.minutes`. */
  path: string;
  /** Key of a sentence in `lib/words/*\/errors.json`, with its arguments. */
  code: string;
  args?: Record<string, string | number>;
}

/** Thrown by services, mapped to problem details (RFC 9457) in one place. `reason` keys a sentence in `errors.json`. */
export class ServiceError extends Error {
  /** Each of the server's bundles has this class once; the context may live in another one than who asks it. */
  static override [Symbol.hasInstance](value: unknown): value is ServiceError {
    return value instanceof Error && value.name === 'ServiceError';
  }

  constructor(
    readonly code: ErrorCode,
    readonly reason: string,
    readonly args: Record<string, string | number> = {},
    readonly issues: InputIssue[] = [],
    readonly extra: Record<string, unknown> = {},
  ) {
    super(`${code}: ${reason}`);
    this.name = 'ServiceError';
  }
}
