import { parentOf, titleOf } from './content';
import { empty } from './properties';
import { asText } from './rich-text';
import {
  childrenOf,
  type Database,
  type DataSource,
  isTrashed,
  type Page,
  type PropertyValue,
  sourcesOf,
  stamp,
  type Workspace,
} from './state';

/** Notion gives at most so many related pages and people with a page. */
const mostReferences = 25;

export function valuesOf(state: Workspace, page: Page): [name: string, value: PropertyValue][] {
  const source = page.parent === null ? undefined : state.things[page.parent];
  if (source?.kind !== 'source') {
    return [['title', page.values.title ?? { id: 'title', type: 'title', title: [] }]];
  }
  return source.properties.map((config) => {
    const kept = page.values[config.id];
    return [config.name, kept?.type === config.type ? kept : empty(config, page, state)];
  });
}

const cut = (value: PropertyValue): PropertyValue => {
  if (value.type === 'relation') return { ...value, relation: value.relation.slice(0, mostReferences) };
  return value.type === 'people' ? { ...value, people: value.people.slice(0, mostReferences) } : value;
};

const slug = (title: string) =>
  title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

export const urlOf = (origin: string, one: { id: string }, title: string) =>
  encodeURI(`${origin}/${[slug(title), one.id.replaceAll('-', '')].filter(Boolean).join('-')}`);

/** `only`: ids of the properties that were asked for. */
export function pageAnswer(state: Workspace, origin: string, page: Page, only?: readonly string[]): object {
  const by = { object: 'user', id: state.bot };
  const trashed = isTrashed(state, page.id);
  const wanted = (value: PropertyValue) =>
    !only || only.includes(value.id) || only.includes(decodeURIComponent(value.id));
  return {
    object: 'page',
    id: page.id,
    created_time: stamp(page.createdAt),
    last_edited_time: stamp(page.editedAt),
    created_by: by,
    last_edited_by: by,
    in_trash: trashed,
    archived: trashed,
    is_archived: false,
    is_locked: false,
    url: urlOf(origin, page, titleOf(page)),
    public_url: null,
    parent: parentOf(state, page),
    icon: page.icon,
    cover: null,
    properties: Object.fromEntries(
      valuesOf(state, page)
        .filter(([, value]) => wanted(value))
        .map(([name, value]) => [name, cut(value)]),
    ),
  };
}

export function databaseAnswer(state: Workspace, origin: string, one: Database): object {
  const trashed = isTrashed(state, one.id);
  return {
    object: 'database',
    id: one.id,
    title: asText(one.title),
    description: [],
    parent: parentOf(state, one),
    is_inline: one.inline,
    in_trash: trashed,
    archived: trashed,
    is_locked: false,
    created_time: stamp(one.createdAt),
    last_edited_time: stamp(one.editedAt),
    data_sources: sourcesOf(state, one.id).map(({ id, title }) => ({ id, name: title })),
    icon: null,
    cover: null,
    url: urlOf(origin, one, one.title),
    public_url: null,
  };
}

export function sourceAnswer(state: Workspace, origin: string, one: DataSource): object {
  const by = { object: 'user', id: state.bot };
  const trashed = isTrashed(state, one.id);
  const database = state.things[one.parent];
  return {
    object: 'data_source',
    id: one.id,
    title: asText(one.title),
    description: [],
    parent: parentOf(state, one),
    database_parent: database ? parentOf(state, database) : { type: 'workspace', workspace: true },
    is_inline: false,
    in_trash: trashed,
    archived: trashed,
    created_time: stamp(one.createdAt),
    last_edited_time: stamp(one.editedAt),
    created_by: by,
    last_edited_by: by,
    properties: Object.fromEntries(one.properties.map((property) => [property.name, property])),
    icon: null,
    cover: null,
    url: urlOf(origin, { id: one.parent }, one.title),
    public_url: null,
  };
}

/** Everything inside, in order, for who renders it. */
export const inside = (state: Workspace, id: string) =>
  childrenOf(state, id).flatMap((one) => {
    const found = state.things[one];
    return found && found.kind !== 'source' ? [found] : [];
  });
