import { Client } from '@notionhq/client';

export interface NotionOptions {
  /** Another address than Notion's own, without a path. */
  baseUrl?: string | undefined;
  /** For one call with its whole answer, ms. */
  timeoutMs?: number | undefined;
  /** How requests go out, where not over the network. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/**
 * A client for one use: it never repeats a call of its own accord, says nothing on the console, and
 * `signal` ends the call that is under way. What it throws goes through `notionFailure`.
 */
export function notionClient(secret: string, options: NotionOptions, signal?: AbortSignal): Client {
  const { baseUrl, timeoutMs = 20_000, fetch: send = fetch } = options;
  return new Client({
    auth: secret,
    notionVersion: Client.defaultNotionVersion,
    retry: false,
    logger: () => undefined,
    // Ours ends before it, and with the body: the client's own time-out leaves the connection open.
    timeoutMs: timeoutMs + 1_000,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    fetch: async (url, { method = 'GET', headers = {}, body = null } = {}) => {
      const ends = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
      const answer = await send(url, { method, headers, body, redirect: 'error', signal: AbortSignal.any(ends) });
      return { ok: answer.ok, status: answer.status, headers: answer.headers, text: () => answer.text() };
    },
  });
}
