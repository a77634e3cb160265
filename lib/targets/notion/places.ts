import {
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  type PageObjectResponse,
  type SearchResponse,
} from '@notionhq/client';
import type { Language } from '@/lib/council/agenda.schema';
import type { Calls } from './calls';
import { NotionFailure } from './failure';
import { faultsOf, newColumns, placeFrom } from './mapping';
import { placeWords } from './place-words';
import { propose } from './propose';
import { fieldNames, type NotionPlace, type Place } from './settings';
import { plainText, type Source, sourceFrom } from './source';

/** What the integration can see and an administrator can pick. */
export interface Found {
  id: string;
  title: string;
  url: string | null;
}

export type Kind = 'page' | 'data_source';

interface Asked {
  kind: Kind;
  /** Words of the title, or the address of a page or a database. */
  query: string;
  cursor: string | null;
}

const pageSize = 25;
/** Rows of databases are pages, too, and no place to build below: pages of answers that hold nothing else are skipped. */
const mostSkipped = 4;

/** A page of places by title, newest first. @throws NotionFailure */
export async function findPlaces(calls: Calls, { kind, query, cursor }: Asked) {
  const id = notionId(query);
  if (id) return { places: [await placeAt(calls, kind, id)], nextCursor: null };
  let next = cursor;
  for (let n = 0; ; n += 1) {
    const found = await calls.ask((client) =>
      client.search({
        ...(query ? { query } : {}),
        filter: { property: 'object', value: kind },
        sort: { timestamp: 'last_edited_time', direction: 'descending' },
        page_size: pageSize,
        ...(next ? { start_cursor: next } : {}),
      }),
    );
    const places = found.results.flatMap(foundFrom);
    next = found.has_more ? found.next_cursor : null;
    if (places.length > 0 || next === null || n === mostSkipped) return { places, nextCursor: next };
  }
}

/** The id in an address of Notion, or an id by itself; the first of an address is the page's, not the view's. */
export function notionId(query: string): string | null {
  const text = query.trim();
  const path = URL.canParse(text) ? new URL(text).pathname : text;
  const whole = URL.canParse(text) ? /([0-9a-f]{32})\/?$/i : /^([0-9a-f]{32})$/i;
  const hex = whole.exec(path.replaceAll('-', ''))?.[1]?.toLowerCase();
  return hex ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}

async function placeAt(calls: Calls, kind: Kind, id: string): Promise<Found> {
  if (kind === 'page') {
    const page = await calls.ask((client) => client.pages.retrieve({ page_id: id }));
    return { id, title: isFullPage(page) ? titleOf(page) : '', url: isFullPage(page) ? page.url : null };
  }
  // People copy the address of a database; what is mapped is its data source.
  const database = await calls.ask((client) => client.databases.retrieve({ database_id: id }));
  const first = isFullDatabase(database) ? database.data_sources[0] : undefined;
  if (!first || !isFullDatabase(database)) throw notThere();
  return { id: first.id, title: first.name || plainText(database.title), url: database.url };
}

const notThere = () => new NotionFailure({ code: 'export.not_shared' }, 'access', false, 404);

function foundFrom(one: SearchResponse['results'][number]): Found[] {
  if (one.object === 'data_source') {
    return isFullDataSource(one) ? [{ id: one.id, title: plainText(one.title), url: one.url }] : [];
  }
  if (!isFullPage(one) || one.parent.type === 'data_source_id' || one.parent.type === 'database_id') return [];
  return [{ id: one.id, title: titleOf(one), url: one.url }];
}

function titleOf(page: PageObjectResponse): string {
  const title = Object.values(page.properties).find((one) => one.type === 'title');
  return title?.type === 'title' ? plainText(title.title) : '';
}

/** @throws NotionFailure */
export async function readSource(calls: Calls, dataSourceId: string): Promise<Source> {
  const found = await calls.ask((client) => client.dataSources.retrieve({ data_source_id: dataSourceId }));
  if (!isFullDataSource(found) || found.in_trash) throw notThere();
  return sourceFrom(found);
}

interface Making {
  pageId: string;
  language: Language;
  /** The data source of the decisions; null while they are the ones that are made. */
  decisions: string | null;
}

/**
 * A database below a page with all that XIO writes. One that an earlier try has made there is taken, so that a lost
 * answer makes no second one. @throws NotionFailure
 */
export async function makePlace(calls: Calls, place: Place, making: Making): Promise<NotionPlace> {
  const { pageId, language, decisions } = making;
  const there = await madeBefore(calls, place, making);
  if (there) return there;
  const properties = newColumns(place, fieldNames(place), { decisions, language, taken: [] });
  const database = await calls.ask((client) =>
    client.databases.create({
      parent: { type: 'page_id', page_id: pageId },
      title: [{ type: 'text', text: { content: placeWords[language][place].title } }],
      initial_data_source: { properties },
    }),
  );
  const first = isFullDatabase(database) ? database.data_sources[0] : undefined;
  if (!first) throw notThere();
  const made = placeAsProposed(place, await readSource(calls, first.id), making);
  if (!made) throw new NotionFailure({ code: 'export.unreadable' }, 'service', true, null);
  return made;
}

function placeAsProposed(place: Place, source: Source, { decisions, language }: Making): NotionPlace | null {
  const mapping = propose(place, source, decisions, language);
  const whole = fieldNames(place).every((field) => field in mapping.properties);
  return whole && faultsOf(place, source, mapping, decisions).length === 0 ? placeFrom(source, mapping) : null;
}

async function madeBefore(calls: Calls, place: Place, making: Making): Promise<NotionPlace | null> {
  const { title } = placeWords[making.language][place];
  const { results } = await calls.ask((client) =>
    client.blocks.children.list({ block_id: making.pageId, page_size: 100 }),
  );
  for (const block of results) {
    if (!('type' in block) || block.type !== 'child_database' || block.child_database.title !== title) continue;
    const database = await calls.ask((client) => client.databases.retrieve({ database_id: block.id }));
    const first = isFullDatabase(database) ? database.data_sources[0] : undefined;
    const made = first && placeAsProposed(place, await readSource(calls, first.id), making);
    if (made) return made;
  }
  return null;
}

/** Adds columns that a mapping misses, and reads the data source as it is then. @throws NotionFailure */
export async function addColumns(
  calls: Calls,
  place: Place,
  source: Source,
  { wanted, decisions, language }: { wanted: readonly string[]; decisions: string | null; language: Language },
): Promise<Source> {
  const taken = source.columns.map(({ name }) => name);
  const properties = newColumns(place, wanted, { decisions, language, taken });
  if (Object.keys(properties).length === 0) return source;
  await calls.ask((client) => client.dataSources.update({ data_source_id: source.dataSourceId, properties }));
  return readSource(calls, source.dataSourceId);
}

/** Who a token belongs to and what it may do, as far as Notion tells. */
export interface Tokened {
  name: string | null;
  workspace: { id: string | null; name: string | null };
  /** May read who the people of the workspace are, so that owners can be found by e-mail. */
  people: boolean;
}

/** @throws NotionFailure */
export async function readToken(calls: Calls): Promise<Tokened> {
  const me = await calls.ask((client) => client.users.me({}));
  const bot = me.type === 'bot' && 'workspace_id' in me.bot ? me.bot : null;
  const people = await calls
    .ask((client) => client.users.list({ page_size: 1 }))
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotionFailure && error.status === 403) return false;
        throw error;
      },
    );
  return { name: me.name, workspace: { id: bot?.workspace_id ?? null, name: bot?.workspace_name ?? null }, people };
}
