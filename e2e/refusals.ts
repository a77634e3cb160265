import { createServer } from 'node:http';
import { type APIRequestContext, type APIResponse, expect, type Page } from '@playwright/test';

/** One try to get in where one does not belong, and how it must end. */
export interface Try {
  who: string;
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  data?: unknown;
  headers?: Record<string, string>;
  status: number;
}

/**
 * Tries them all with somebody's cookies. Each must be refused with its status, lead no further than to signing in,
 * and say nothing of the `secrets`. Returns a line for each.
 */
export async function refused(as: Page | APIRequestContext, tries: readonly Try[], secrets: readonly string[]) {
  const request = 'request' in as ? as.request : as;
  const lines: string[] = [];
  for (const { who, method = 'GET', path, data, headers = {}, status } of tries) {
    const answer: APIResponse = await request.fetch(path, { method, data, headers, maxRedirects: 0 });
    const to = answer.headers().location ?? '';
    const what = `${who}: ${method} ${shown(path)}`;
    const body = await answer.text();
    expect(answer.status(), `${what}\n${body.slice(0, 300)}`).toBe(status);
    for (const secret of secrets) expect(body, what).not.toContain(secret);
    lines.push(`${what} → ${answer.status()}${to ? ` to ${shown(to)}` : ''} ${sentenceOf(body)}`.trim());
  }
  return lines;
}

/** Ids and tokens are not worth reading. */
const shown = (path: string) => path.replace(/[\w-]{43}/g, '…').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');

function sentenceOf(body: string): string {
  try {
    const { detail = '', errors = [] } = JSON.parse(body) as { detail?: string; errors?: { message: string }[] };
    return [detail, ...errors.map(({ message }) => message)].join(' ');
  } catch {
    return '';
  }
}

/** A server that sends whoever asks it on to another of its addresses, which stands for the inner network. */
export async function startDetour() {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url.startsWith('/inner')) response.end('secret');
    else response.writeHead(302, { location: '/inner' }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return { host, url: `http://${host}`, asked, close: () => void server.close() };
}
