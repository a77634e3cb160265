import { type Client, isFullPage, type PageObjectResponse } from '@notionhq/client';
import type { Delivery } from '@/lib/ports/export-target';
import { type NotionOptions, notionClient } from './client';
import { type AskedFor, NotionFailure, notionFailure } from './failure';

/** One call of Notion in its turn; `before` runs between the turn and the call. @throws NotionFailure */
export type Ask = <T>(
  about: AskedFor,
  call: (client: Client) => Promise<T>,
  before?: () => Promise<void>,
) => Promise<T>;

export function asking(
  secret: string | null,
  options: NotionOptions,
  { turn, signal }: Pick<Delivery, 'turn' | 'signal'>,
): Ask {
  const client = notionClient(secret ?? '', options, signal);
  return async (about, call, before) => {
    await turn();
    await before?.();
    try {
      return await call(client);
    } catch (error) {
      throw notionFailure(error, about, Date.now());
    }
  };
}

/** All of a list that Notion gives in pages. */
export async function whole<T>(
  page: (cursor: string | undefined) => Promise<{ results: T[]; has_more: boolean; next_cursor: string | null }>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const { results, has_more: more, next_cursor: next } = await page(cursor);
    found.push(...results);
    cursor = more && next !== null ? next : undefined;
  } while (cursor !== undefined);
  return found;
}

/** A page by its id, also from the trash; null where there is none, or none that the integration can see. */
export async function pageAt(ask: Ask, id: string): Promise<PageObjectResponse | null> {
  try {
    const page = await ask('page', (client) => client.pages.retrieve({ page_id: id }));
    return isFullPage(page) ? page : null;
  } catch (error) {
    if (error instanceof NotionFailure && error.status === 404) return null;
    throw error;
  }
}
