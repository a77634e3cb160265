import type { DataSourceObjectResponse, PageObjectResponse } from '@notionhq/client';
import { invalid, missing } from './errors';

export type PropertyConfig = DataSourceObjectResponse['properties'][string];
export type PropertyValue = PageObjectResponse['properties'][string];
export type Icon = PageObjectResponse['icon'];

interface Thing {
  id: string;
  /** Of the page, block, data source or database that holds it; null: the workspace. */
  parent: string | null;
  createdAt: number;
  editedAt: number;
  trashed: boolean;
}
export interface Page extends Thing {
  kind: 'page';
  /** By property id; the title of a page outside of a database is `title`. */
  values: Record<string, PropertyValue>;
  icon: Icon;
}
export interface Block extends Thing {
  kind: 'block';
  type: string;
  content: Record<string, unknown>;
  /** The person who wrote it; else the integration did. */
  by?: string;
}
export interface Database extends Thing {
  kind: 'database';
  title: string;
  inline: boolean;
}
export interface DataSource extends Thing {
  kind: 'source';
  parent: string;
  title: string;
  /** In order. */
  properties: PropertyConfig[];
}
export type Anything = Page | Block | Database | DataSource;

export interface Member {
  id: string;
  name: string;
  email: string;
}

/** All of a workspace, as JSON. */
export interface Workspace {
  serial: number;
  id: string;
  name: string;
  /** The integration's own user. */
  bot: string;
  members: Member[];
  /** Those that are good. */
  tokens: string[];
  /** OAuth codes not yet used. */
  codes: string[];
  capabilities: { insert: boolean; update: boolean; emails: boolean };
  things: Record<string, Anything>;
  /** Content in order, by the id of what holds it: blocks, pages, databases. */
  children: Record<string, string[]>;
  /** What a person shared with the integration or took from it again; all that lies inside follows. */
  shared: Record<string, boolean>;
}

export const newWorkspace = (): Workspace => ({
  serial: 2,
  id: '2b000000-0000-4000-8000-000000000000',
  name: 'Acme',
  bot: '2b000000-0000-4000-8000-000000000001',
  members: [],
  tokens: ['ntn_test'],
  codes: [],
  capabilities: { insert: true, update: true, emails: true },
  things: {},
  children: {},
  shared: {},
});

export function newId(state: Workspace): string {
  state.serial += 1;
  return `2b000000-0000-4000-8000-${state.serial.toString(16).padStart(12, '0')}`;
}

/** With dashes, as Notion gives it; it takes both. @throws Refusal */
export function uuid(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) {
    throw invalid(`path failed validation: path.id should be a valid uuid, instead was \`"${id}"\`.`);
  }
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function isShared(state: Workspace, id: string): boolean {
  for (let at: string | null = id; at !== null; at = state.things[at]?.parent ?? null) {
    const said = state.shared[at];
    if (said !== undefined) return said;
  }
  return false;
}

/** What the integration can see. @throws Refusal: a thing that it may not see is not found. */
export function find<K extends Anything['kind']>(
  state: Workspace,
  kind: K,
  id: string,
): Extract<Anything, { kind: K }> {
  const found = state.things[uuid(id)];
  if (!found || !isKind(found, kind) || !isShared(state, found.id)) {
    throw missing(kind === 'source' ? 'data source' : kind, id);
  }
  return found;
}

const isKind = <K extends Anything['kind']>(one: Anything, kind: K): one is Extract<Anything, { kind: K }> =>
  one.kind === kind;

export const all = <K extends Anything['kind']>(state: Workspace, kind: K): Extract<Anything, { kind: K }>[] =>
  Object.values(state.things)
    .filter((one) => isKind(one, kind))
    .filter((one) => isShared(state, one.id));

/** Pages of a data source that the integration can see, oldest first, those in the trash among them. */
export const pagesIn = (state: Workspace, sourceId: string): Page[] =>
  childrenOf(state, sourceId).flatMap((id) => {
    const one = state.things[id];
    return one?.kind === 'page' && isShared(state, id) ? [one] : [];
  });

export const sourcesOf = (state: Workspace, databaseId: string): DataSource[] =>
  Object.values(state.things).filter((one) => one.kind === 'source' && one.parent === databaseId) as DataSource[];

export function isTrashed(state: Workspace, id: string): boolean {
  for (let at: string | null = id; at !== null; at = state.things[at]?.parent ?? null) {
    if (state.things[at]?.trashed) return true;
  }
  return false;
}

/** @throws Refusal where it lies in the trash. */
export function editable<T extends Anything>(state: Workspace, one: T): T {
  if (isTrashed(state, one.id)) {
    throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  }
  return one;
}

export const childrenOf = (state: Workspace, id: string): string[] => {
  state.children[id] ??= [];
  return state.children[id];
};

export const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}:00.000Z`;
