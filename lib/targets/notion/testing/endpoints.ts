import { databaseAnswer, inside, pageAnswer, sourceAnswer } from './answers';
import { answered, asked as askedBlock, checkNoRows } from './block-content';
import { column, remove, rename } from './columns';
import { append, blockAnswer, restore, titleOf, trash } from './content';
import { invalid, restricted, unauthorized } from './errors';
import { propertyOf, setValue, type ValueRequest, written } from './properties';
import { checkFilter, matches, paged, sorted } from './query';
import { plainText, richText } from './rich-text';
import type { Endpoint, Requests } from './schemas';
import {
  all,
  childrenOf,
  type Database,
  type DataSource,
  editable,
  find,
  isTrashed,
  newId,
  type Page,
  type PropertyConfig,
  type PropertyValue,
  pagesIn,
  sourcesOf,
  uuid,
  type Workspace,
} from './state';

/** What an endpoint works with. */
export interface Scene {
  state: Workspace;
  now: number;
  /** Before the addresses of pages. */
  origin: string;
  /** A page younger than this is not found by queries and searches yet, ms. */
  hiddenMs: number;
}

type Handlers = { [E in Endpoint]: (asked: Requests[E], scene: Scene) => unknown };

const list = (type: string, page: ReturnType<typeof paged>) => ({ object: 'list', type, [type]: {}, ...page });

const userAnswer = ({ state }: Scene, id: string) => {
  if (id === state.bot) {
    const bot = {
      owner: { type: 'workspace', workspace: true },
      workspace_id: state.id,
      workspace_name: state.name,
      workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
    };
    return { object: 'user', id, name: 'XIO', avatar_url: null, type: 'bot', bot };
  }
  const member = state.members.find((one) => one.id === id);
  if (!member) throw invalid(`Could not find user with ID: ${id}.`);
  const person = state.capabilities.emails ? { email: member.email } : {};
  return { object: 'user', id, name: member.name, avatar_url: null, type: 'person', person };
};

const isFresh = ({ now, hiddenMs }: Scene, one: { createdAt: number }) => now - one.createdAt < hiddenMs;

function setValues(state: Workspace, page: Page, properties: Record<string, ValueRequest>): void {
  const source = page.parent === null ? undefined : state.things[page.parent];
  const configOf = (key: string): PropertyConfig => {
    if (source?.kind === 'source') {
      const found = propertyOf(source, key);
      if (!found) throw invalid(`${key} is not a property that exists.`);
      return found;
    }
    if (key !== 'title') throw invalid(`${key} is not a property that exists.`);
    return { id: 'title', name: 'title', description: null, type: 'title', title: {} };
  };
  const values = Object.entries(properties).map(([key, asked]): [PropertyConfig, PropertyValue] => {
    const config = configOf(key);
    return [config, written(state, config, asked)];
  });
  for (const [config, value] of values) setValue(state, page, config, value);
}

function sourceFor(state: Workspace, parent: { data_source_id: string } | { database_id: string }): DataSource {
  if ('data_source_id' in parent) return find(state, 'source', parent.data_source_id);
  const [only, ...others] = sourcesOf(state, find(state, 'database', parent.database_id).id);
  if (!only || others.length > 0) throw invalid('Databases with multiple data sources are not supported here.');
  return only;
}

const holder = (state: Workspace, id: string) =>
  state.things[uuid(id)]?.kind === 'page' ? find(state, 'page', id) : find(state, 'block', id);

function anyBlock(state: Workspace, id: string) {
  const kind = state.things[uuid(id)]?.kind;
  return kind === 'page' || kind === 'database' ? find(state, kind, id) : find(state, 'block', id);
}

export const handlers: Handlers = {
  'users.me': (_asked, scene) => userAnswer(scene, scene.state.bot),
  'users.retrieve': (asked, scene) => userAnswer(scene, uuid(asked.user_id)),
  'users.list': (asked, scene) => {
    const ids = [...scene.state.members.map(({ id }) => ({ id })), { id: scene.state.bot }];
    const page = paged(ids, asked);
    return list('user', { ...page, results: page.results.map(({ id }) => Object(userAnswer(scene, id))) });
  },

  search: (asked, scene) => {
    const { state } = scene;
    const kind = asked.filter && 'value' in asked.filter ? asked.filter.value : null;
    const query = asked.query?.toLowerCase() ?? '';
    const found = [
      ...(kind === 'data_source' ? [] : all(state, 'page')),
      ...(kind === 'page' ? [] : all(state, 'source')),
    ]
      .filter((one) => !isTrashed(state, one.id) && !isFresh(scene, one))
      .filter((one) => titleOf(one).toLowerCase().includes(query))
      .toSorted((a, b) => b.editedAt - a.editedAt);
    const page = paged(found, asked);
    const results = page.results.map((one) =>
      Object(one.kind === 'page' ? pageAnswer(state, scene.origin, one) : sourceAnswer(state, scene.origin, one)),
    );
    return list('page_or_data_source', { ...page, results });
  },

  'pages.create': (asked, { state, now, origin }) => {
    if (!state.capabilities.insert) throw restricted();
    const parent = asked.parent ?? { workspace: true as const };
    const into =
      'workspace' in parent
        ? null
        : editable(state, 'page_id' in parent ? find(state, 'page', parent.page_id) : sourceFor(state, parent));
    const page: Page = {
      kind: 'page',
      id: newId(state),
      parent: into?.id ?? null,
      createdAt: now,
      editedAt: now,
      trashed: false,
      values: {},
      icon: null,
    };
    const blocks = asked.children ?? asked.content ?? [];
    checkNoRows(blocks.map(askedBlock));
    setValues(state, page, asked.properties ?? {});
    state.things[page.id] = page;
    append(state, page, blocks, { type: 'end' }, now);
    if (into) childrenOf(state, into.id).push(page.id);
    if (!into) state.shared[page.id] = true;
    return pageAnswer(state, origin, page, asked.filter_properties);
  },
  'pages.retrieve': (asked, { state, origin }) =>
    pageAnswer(state, origin, find(state, 'page', asked.page_id), asked.filter_properties),
  'pages.update': (asked, { state, now, origin }) => {
    if (!state.capabilities.update) throw restricted();
    const page = find(state, 'page', asked.page_id);
    const trashed = asked.in_trash ?? asked.archived;
    if (trashed === false && page.trashed) restore(state, page, now);
    if (asked.properties || asked.erase_content) editable(state, page);
    if (asked.properties) setValues(state, page, asked.properties);
    if (asked.erase_content) for (const one of inside(state, page.id)) trash(state, one, now);
    if (trashed) trash(state, page, now);
    page.editedAt = now;
    return pageAnswer(state, origin, page, asked.filter_properties);
  },

  'databases.create': (asked, { state, now, origin }) => {
    if (!state.capabilities.insert) throw restricted();
    const { parent } = asked;
    const into = 'page_id' in parent ? editable(state, find(state, 'page', parent.page_id)) : null;
    const title = plainText(richText(asked.title));
    const columns = Object.entries(asked.initial_data_source?.properties ?? { Name: { title: {} } });
    if (columns.filter(([, one]) => 'title' in one).length !== 1) {
      throw invalid('body failed validation: a database needs exactly one title property.');
    }
    const thing = { createdAt: now, editedAt: now, trashed: false, title };
    const database: Database = {
      ...thing,
      kind: 'database',
      id: newId(state),
      parent: into?.id ?? null,
      inline: asked.is_inline ?? false,
    };
    const source: DataSource = { ...thing, kind: 'source', id: newId(state), parent: database.id, properties: [] };
    state.things[database.id] = database;
    state.things[source.id] = source;
    try {
      for (const [name, one] of columns) source.properties.push(column(state, source, name, one));
    } catch (error) {
      delete state.things[database.id];
      delete state.things[source.id];
      throw error;
    }
    if (into) childrenOf(state, into.id).push(database.id);
    else state.shared[database.id] = true;
    return databaseAnswer(state, origin, database);
  },
  'databases.retrieve': (asked, { state, origin }) =>
    databaseAnswer(state, origin, find(state, 'database', asked.database_id)),
  'databases.update': (asked, { state, now, origin }) => {
    const database = find(state, 'database', asked.database_id);
    if (asked.title) database.title = plainText(richText(asked.title));
    if (asked.in_trash === true) trash(state, database, now);
    if (asked.in_trash === false && database.trashed) restore(state, database, now);
    return databaseAnswer(state, origin, database);
  },

  'dataSources.retrieve': (asked, { state, origin }) =>
    sourceAnswer(state, origin, find(state, 'source', asked.data_source_id)),
  'dataSources.update': (asked, { state, now, origin }) => {
    if (!state.capabilities.update) throw restricted();
    const source = editable(state, find(state, 'source', asked.data_source_id));
    if (asked.title) source.title = plainText(richText(asked.title));
    for (const [key, change] of Object.entries(asked.properties ?? {})) {
      const before = propertyOf(source, key);
      const onlyName = change && Object.keys(change).every((name) => name === 'name' || name === 'description');
      if (change === null) {
        if (!before) throw invalid(`Could not find property with name or id: ${key}`);
        if (before.type === 'title') throw invalid('A title property cannot be removed.');
        remove(state, source, before);
      } else if (!onlyName) {
        const made = column(state, source, before?.name ?? key, change, before);
        source.properties = before
          ? source.properties.map((one) => (one === before ? made : one))
          : [...source.properties, made];
      } else if (!before) {
        throw invalid(`Could not find property with name or id: ${key}`);
      }
      const name = change && 'name' in change ? change.name : undefined;
      const changed = propertyOf(source, before?.id ?? key);
      if (name !== undefined && changed) rename(state, changed, name);
    }
    source.editedAt = now;
    return sourceAnswer(state, origin, source);
  },
  'dataSources.query': (asked, scene) => {
    const { state, origin } = scene;
    const source = find(state, 'source', asked.data_source_id);
    const { filter } = asked;
    if (filter) checkFilter(source, filter);
    const wantTrash = asked.in_trash ?? asked.archived ?? false;
    const found = pagesIn(state, source.id)
      .filter((one) => isTrashed(state, one.id) === wantTrash && !isFresh(scene, one))
      .filter((one) => !filter || matches(state, source, one, filter));
    const page = paged(sorted(state, source, found, asked.sorts ?? []), asked);
    const results = page.results.map((one) => Object(pageAnswer(state, origin, one, asked.filter_properties)));
    return list('page_or_data_source', { ...page, results });
  },

  'blocks.retrieve': (asked, { state }) => blockAnswer(state, anyBlock(state, asked.block_id)),
  'blocks.update': (asked, { state, now }) => {
    if (!state.capabilities.update) throw restricted();
    const block = find(state, 'block', asked.block_id);
    if (asked.in_trash === false && block.trashed) restore(state, block, now);
    editable(state, block);
    const given = Object.entries(asked).find(([key]) => !['block_id', 'type', 'in_trash', 'archived'].includes(key));
    if (given) {
      const [type, content] = given;
      if (type !== block.type) throw invalid(`Block type ${type} does not match the block: ${block.type}.`);
      const { color } = block.content;
      block.content = { ...block.content, ...answered(type, { ...(color ? { color } : {}), ...Object(content) }) };
    }
    if (asked.in_trash ?? asked.archived) trash(state, block, now);
    block.editedAt = now;
    return blockAnswer(state, block);
  },
  'blocks.delete': (asked, { state, now }) => {
    if (!state.capabilities.update) throw restricted();
    const block = editable(state, anyBlock(state, asked.block_id));
    trash(state, block, now);
    return blockAnswer(state, block);
  },
  'blocks.children.list': (asked, { state }) => {
    const page = paged(inside(state, holder(state, asked.block_id).id), asked);
    return list('block', { ...page, results: page.results.map((one) => Object(blockAnswer(state, one))) });
  },
  'blocks.children.append': (asked, { state, now }) => {
    if (!state.capabilities.insert) throw restricted();
    const into = editable(state, holder(state, asked.block_id));
    const { after, position = after ? { type: 'after_block', after_block: { id: after } } : { type: 'end' } } = asked;
    const made = append(state, into, asked.children, position, now);
    const results = made.map((one) => Object(blockAnswer(state, one)));
    return list('block', { results, next_cursor: null, has_more: false });
  },

  'oauth.token': (asked, { state }) => {
    if (asked.grant_type !== 'authorization_code') throw unauthorized();
    const at = state.codes.indexOf(asked.code);
    if (at < 0) throw invalid('Invalid code.');
    state.codes.splice(at, 1);
    const access_token = `ntn_oauth_${newId(state)}`;
    state.tokens.push(access_token);
    return {
      access_token,
      token_type: 'bearer',
      refresh_token: `nrt_${newId(state)}`,
      bot_id: state.bot,
      workspace_icon: null,
      workspace_name: state.name,
      workspace_id: state.id,
      owner: { type: 'workspace', workspace: true },
      duplicated_template_id: null,
    };
  },
};
