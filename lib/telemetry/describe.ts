/** Addresses of share links without what opens them. */
export const hideShares = (text: string): string => text.replace(/\/s\/[\w-]{20,}/g, '/s/***');

/** `scheme://user:password@host` without its password, and share links without theirs, wherever they stand in a text. */
export function hidePasswords(text: string): string {
  return hideShares(text).replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]*@/gi, '$1:***@');
}

/** What an error says, without the values of a statement that failed: they hold what people said, and sessions. */
const messageOf = (error: Error): string =>
  hidePasswords('query' in error && 'params' in error ? `Failed query: ${String(error.query)}` : error.message);

function stackOf(error: Error, depth = 0): string {
  const stack = hidePasswords((error.stack ?? '').replace(error.message, () => messageOf(error)));
  return error.cause instanceof Error && depth < 3 ? `${stack}\nCaused by: ${stackOf(error.cause, depth + 1)}` : stack;
}

/** An error and its causes for the log, in the field names of ECS. */
export function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { type: error.name, message: messageOf(error), stack_trace: stackOf(error) };
}
