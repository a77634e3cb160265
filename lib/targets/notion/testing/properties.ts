import type { CreatePageParameters } from '@notionhq/client';
import { invalid, missing } from './errors';
import { richText } from './rich-text';
import {
  type DataSource,
  find,
  newId,
  type Page,
  type PropertyConfig,
  type PropertyValue,
  type Workspace,
} from './state';

export type ValueRequest = NonNullable<CreatePageParameters['properties']>[string];

/** By name or id; ids are taken as given and decoded. */
export const propertyOf = (source: DataSource, key: string): PropertyConfig | undefined =>
  source.properties.find((one) => one.name === key || one.id === key || decodeURIComponent(one.id) === key);

type Option = Extract<PropertyValue, { type: 'status' }>['status'];
type Known = Extract<PropertyConfig, { type: 'select' }>['select']['options'][number];

const optionOf = (known: Known | undefined): Option =>
  known ? { id: known.id, name: known.name, color: known.color } : null;

/** What a page has where nobody wrote anything. */
export function empty(config: PropertyConfig, page: Page, state: Workspace): PropertyValue {
  const { id } = config;
  const by = { object: 'user' as const, id: state.bot };
  switch (config.type) {
    case 'title':
      return { id, type: 'title', title: [] };
    case 'rich_text':
      return { id, type: 'rich_text', rich_text: [] };
    case 'number':
      return { id, type: 'number', number: null };
    case 'url':
      return { id, type: 'url', url: null };
    case 'select':
      return { id, type: 'select', select: null };
    case 'status':
      return { id, type: 'status', status: optionOf(config.status.options[0]) };
    case 'multi_select':
      return { id, type: 'multi_select', multi_select: [] };
    case 'people':
      return { id, type: 'people', people: [] };
    case 'email':
      return { id, type: 'email', email: null };
    case 'phone_number':
      return { id, type: 'phone_number', phone_number: null };
    case 'date':
      return { id, type: 'date', date: null };
    case 'checkbox':
      return { id, type: 'checkbox', checkbox: false };
    case 'files':
      return { id, type: 'files', files: [] };
    case 'relation':
      return { id, type: 'relation', relation: [] };
    case 'created_time':
      return { id, type: 'created_time', created_time: new Date(page.createdAt).toISOString() };
    case 'last_edited_time':
      return { id, type: 'last_edited_time', last_edited_time: new Date(page.editedAt).toISOString() };
    case 'created_by':
      return { id, type: 'created_by', created_by: by };
    case 'last_edited_by':
      return { id, type: 'last_edited_by', last_edited_by: by };
    case 'formula':
      return { id, type: 'formula', formula: { type: 'string', string: '' } };
    case 'unique_id':
      return { id, type: 'unique_id', unique_id: { prefix: config.unique_id.prefix, number: 1 } };
    case 'rollup':
      return { id, type: 'rollup', rollup: { type: 'number', number: null, function: config.rollup.function } };
  }
}

type OptionRequest = { id?: string; name?: string };

/** The option that is meant; a select makes one that it does not know, a status refuses it. */
function option(state: Workspace, config: PropertyConfig, asked: OptionRequest): NonNullable<Option> {
  const options = config.type === 'select' ? config.select.options : [];
  const known =
    config.type === 'status'
      ? config.status.options
      : config.type === 'multi_select'
        ? config.multi_select.options
        : options;
  const found = known.find((one) => (asked.id === undefined ? one.name === asked.name : one.id === asked.id));
  if (found) return { id: found.id, name: found.name, color: found.color };
  if (config.type === 'status' || asked.name === undefined) {
    throw invalid(`${config.type} option "${asked.name ?? asked.id}" does not exist.`);
  }
  const made = { id: newId(state), name: asked.name, color: 'default' as const };
  known.push({ ...made, description: null });
  return made;
}

/** A value that was sent, as it is kept. @throws Refusal where the property can't hold it. */
export function written(state: Workspace, config: PropertyConfig, asked: ValueRequest): PropertyValue {
  const { id } = config;
  if (!(config.type in asked)) throw invalid(`${config.name} is expected to be ${config.type}.`);
  if ('title' in asked) return { id, type: 'title', title: richText(asked.title) };
  if ('rich_text' in asked) return { id, type: 'rich_text', rich_text: richText(asked.rich_text) };
  if ('number' in asked) return { id, type: 'number', number: asked.number };
  if ('url' in asked) return { id, type: 'url', url: asked.url };
  if ('email' in asked) return { id, type: 'email', email: asked.email };
  if ('phone_number' in asked) return { id, type: 'phone_number', phone_number: asked.phone_number };
  if ('checkbox' in asked) return { id, type: 'checkbox', checkbox: asked.checkbox };
  if ('select' in asked) return { id, type: 'select', select: asked.select && option(state, config, asked.select) };
  if ('status' in asked) return { id, type: 'status', status: asked.status && option(state, config, asked.status) };
  if ('multi_select' in asked) {
    return { id, type: 'multi_select', multi_select: asked.multi_select.map((one) => option(state, config, one)) };
  }
  if ('date' in asked) return { id, type: 'date', date: asked.date && day(config.name, asked.date) };
  if ('people' in asked) {
    return { id, type: 'people', people: asked.people.map((one) => ({ object: 'user', id: person(state, one.id) })) };
  }
  if ('relation' in asked && config.type === 'relation') {
    const target = config.relation.data_source_id;
    return { id, type: 'relation', relation: asked.relation.map((one) => ({ id: related(state, one.id, target) })) };
  }
  throw invalid(`${config.name} can't be written.`);
}

const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

function day(name: string, asked: { start: string; end?: string | null; time_zone?: string | null }) {
  const { start, end = null, time_zone = null } = asked;
  for (const one of [start, end]) {
    if (one !== null && (!form.test(one) || Number.isNaN(Date.parse(one)))) {
      throw invalid(`body failed validation: body.properties.${name}.date should be a valid ISO 8601 date string.`);
    }
  }
  return { start, end, time_zone };
}

function person(state: Workspace, id: string): string {
  if (![state.bot, ...state.members.map((one) => one.id)].includes(id)) throw missing('user', id);
  return id;
}

function related(state: Workspace, id: string, sourceId: string): string {
  const page = find(state, 'page', id);
  if (page.parent !== sourceId) throw invalid(`Page with ID ${id} is not in the data source ${sourceId}.`);
  return page.id;
}

/** Keeps a value, and the other end of a relation of two sides. */
export function setValue(state: Workspace, page: Page, config: PropertyConfig, value: PropertyValue): void {
  if (config.type === 'relation' && value.type === 'relation' && 'dual_property' in config.relation) {
    const before = page.values[config.id];
    const old = before?.type === 'relation' ? before.relation.map((one) => one.id) : [];
    const now = value.relation.map((one) => one.id);
    const other = config.relation.dual_property.synced_property_id;
    for (const id of old.filter((one) => !now.includes(one))) link(state, id, other, page.id, false);
    for (const id of now.filter((one) => !old.includes(one))) link(state, id, other, page.id, true);
  }
  page.values[config.id] = value;
}

function link(state: Workspace, pageId: string, propertyId: string, to: string, linked: boolean): void {
  const page = state.things[pageId];
  if (page?.kind !== 'page') return;
  const before = page.values[propertyId];
  const others = before?.type === 'relation' ? before.relation.filter((one) => one.id !== to) : [];
  page.values[propertyId] = { id: propertyId, type: 'relation', relation: linked ? [...others, { id: to }] : others };
}
