import type { BlockObjectRequest } from '@notionhq/client';
import type { Clock } from '@/lib/ports/clock';
import { valuesOf } from './answers';
import { type ColumnRequest, column, remove, rename } from './columns';
import { append, restore, trash } from './content';
import { propertyOf, setValue, type ValueRequest, written } from './properties';
import { asText } from './rich-text';
import {
  childrenOf,
  type Database,
  type DataSource,
  newId,
  type Page,
  type PropertyValue,
  type Workspace,
} from './state';

interface Inside {
  /** Of the page that it is in; else it lies in the workspace. */
  parent?: string | null;
  /** With the integration; what lies in a page follows it. */
  shared?: boolean;
}

/** What people do in the workspace, with their own hands: no limits, no faults. */
export function personOf(stateNow: () => Workspace, clock: Clock) {
  const thing = (parent: string | null) => {
    const now = clock.now();
    return { id: newId(stateNow()), parent, createdAt: now, editedAt: now, trashed: false };
  };
  const kindOf = <K extends 'page' | 'source'>(kind: K, id: string) => {
    const found = stateNow().things[id];
    if (found?.kind !== kind) throw new Error(`there is no ${kind} ${id}`);
    return found;
  };
  const pageOf = (id: string) => kindOf('page', id) as Page;
  const sourceOf = (id: string) => kindOf('source', id) as DataSource;
  const columnOf = (sourceId: string, name: string) => {
    const found = propertyOf(sourceOf(sourceId), name);
    if (!found) throw new Error(`there is no property ${name}`);
    return found;
  };
  const put = (into: string | null, one: Page | Database, shared: boolean) => {
    const state = stateNow();
    state.things[one.id] = one;
    if (into !== null) childrenOf(state, into).push(one.id);
    if (shared) state.shared[one.id] = true;
  };

  return {
    /** A page of the workspace, or inside another. */
    addPage(title: string, { parent = null, shared = parent === null }: Inside = {}): string {
      const value: PropertyValue = { id: 'title', type: 'title', title: asText(title) };
      const page: Page = { ...thing(parent), kind: 'page', values: { title: value }, icon: null };
      put(parent, page, shared);
      return page.id;
    },
    /** A database, with whatever columns: also none of them a title, as no person could make it. */
    addDatabase(
      title: string,
      columns: Record<string, ColumnRequest>,
      { parent = null, shared = parent === null }: Inside = {},
    ): { databaseId: string; dataSourceId: string } {
      const state = stateNow();
      const database: Database = { ...thing(parent), kind: 'database', title, inline: false };
      const source: DataSource = { ...thing(database.id), parent: database.id, kind: 'source', title, properties: [] };
      put(parent, database, shared);
      state.things[source.id] = source;
      for (const [name, one] of Object.entries(columns)) source.properties.push(column(state, source, name, one));
      return { databaseId: database.id, dataSourceId: source.id };
    },
    addMember(name: string, email: string): string {
      const id = newId(stateNow());
      stateNow().members.push({ id, name, email });
      return id;
    },
    renameProperty: (sourceId: string, from: string, to: string) => rename(stateNow(), columnOf(sourceId, from), to),
    removeProperty: (sourceId: string, name: string) =>
      remove(stateNow(), sourceOf(sourceId), columnOf(sourceId, name)),
    /** Also to another type: what pages had there is gone from sight. */
    changeProperty(sourceId: string, name: string, to: ColumnRequest): void {
      const source = sourceOf(sourceId);
      const before = columnOf(sourceId, name);
      const made = column(stateNow(), source, name, to, before);
      source.properties = source.properties.map((one) => (one === before ? made : one));
    },
    addProperty: (sourceId: string, name: string, one: ColumnRequest) => {
      const source = sourceOf(sourceId);
      source.properties.push(column(stateNow(), source, name, one));
    },
    /** Writes a value, such as a task's status. */
    set(pageId: string, property: string, value: ValueRequest): void {
      const state = stateNow();
      const page = pageOf(pageId);
      const config = columnOf(page.parent ?? '', property);
      setValue(state, page, config, written(state, config, value));
      page.editedAt = clock.now();
    },
    /** What stands in a page, by property's name. */
    read: (pageId: string): Record<string, PropertyValue> => Object.fromEntries(valuesOf(stateNow(), pageOf(pageId))),
    /** At the end of a page, or below a block. */
    write: (id: string, blocks: BlockObjectRequest[]) => {
      const by = newId(stateNow());
      const found = stateNow().things[id];
      return append(stateNow(), found?.kind === 'block' ? found : pageOf(id), blocks, { type: 'end' }, clock.now()).map(
        (one) => {
          one.by = by;
          return one.id;
        },
      );
    },
    trash: (id: string) => {
      const found = stateNow().things[id];
      if (found) trash(stateNow(), found, clock.now());
    },
    restore: (id: string) => {
      const found = stateNow().things[id];
      if (found) restore(stateNow(), found, clock.now());
    },
    share: (id: string) => {
      stateNow().shared[id] = true;
    },
    unshare: (id: string) => {
      stateNow().shared[id] = false;
    },
    allow: (capabilities: Partial<Workspace['capabilities']>) => {
      Object.assign(stateNow().capabilities, capabilities);
    },
    /** The integration's token is good no more. */
    revoke: (token: string) => {
      stateNow().tokens = stateNow().tokens.filter((one) => one !== token);
    },
    /** Allows the integration, as after the consent page of OAuth. @returns the code. */
    consent(): string {
      const code = `code-${newId(stateNow())}`;
      stateNow().codes.push(code);
      return code;
    },
    /** Pages of a data source that are not in the trash, oldest first. */
    pagesOf: (sourceId: string): Page[] =>
      childrenOf(stateNow(), sourceId).flatMap((id) => {
        const one = stateNow().things[id];
        return one?.kind === 'page' && !one.trashed ? [one] : [];
      }),
  };
}
export type NotionPerson = ReturnType<typeof personOf>;
