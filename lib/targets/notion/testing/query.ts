import type { QueryDataSourceParameters } from '@notionhq/client';
import { valuesOf } from './answers';
import { invalid } from './errors';
import { empty, propertyOf } from './properties';
import { plainText } from './rich-text';
import type { DataSource, Page, PropertyValue, Workspace } from './state';

type Filter = NonNullable<QueryDataSourceParameters['filter']>;
type Sort = NonNullable<QueryDataSourceParameters['sorts']>[number];

/** What filters and sorts see of a value. */
function seen(value: PropertyValue): string | number | boolean | string[] | null {
  switch (value.type) {
    case 'title':
      return plainText(value.title);
    case 'rich_text':
      return plainText(value.rich_text);
    case 'select':
      return value.select?.name ?? null;
    case 'status':
      return value.status?.name ?? null;
    case 'multi_select':
      return value.multi_select.map((one) => one.name);
    case 'relation':
      return value.relation.map((one) => one.id);
    case 'people':
      return value.people.map((one) => one.id);
    case 'date':
      return value.date?.start ?? null;
    case 'number':
      return value.number;
    case 'checkbox':
      return value.checkbox;
    case 'url':
      return value.url;
    case 'email':
      return value.email;
    case 'phone_number':
      return value.phone_number;
    case 'created_time':
      return value.created_time;
    case 'last_edited_time':
      return value.last_edited_time;
    default:
      throw invalid(`The twin can't filter by ${value.type}.`);
  }
}

const nothing = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);
const among = (wanted: unknown, value: unknown) => (Array.isArray(wanted) ? wanted.includes(value) : wanted === value);
const within = (value: unknown, wanted: unknown) =>
  typeof wanted === 'string' && (typeof value === 'string' || Array.isArray(value)) && value.includes(wanted);
const order = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''));

const operators: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  equals: (value, wanted) => among(wanted, value ?? ''),
  does_not_equal: (value, wanted) => !among(wanted, value ?? ''),
  contains: within,
  does_not_contain: (value, wanted) => !within(value, wanted),
  starts_with: (value, wanted) => String(value ?? '').startsWith(String(wanted)),
  ends_with: (value, wanted) => String(value ?? '').endsWith(String(wanted)),
  is_empty: nothing,
  is_not_empty: (value) => !nothing(value),
  greater_than: (value, wanted) => order(value, wanted) > 0,
  less_than: (value, wanted) => order(value, wanted) < 0,
  greater_than_or_equal_to: (value, wanted) => order(value, wanted) >= 0,
  less_than_or_equal_to: (value, wanted) => order(value, wanted) <= 0,
  before: (value, wanted) => value !== null && order(value, wanted) < 0,
  after: (value, wanted) => value !== null && order(value, wanted) > 0,
  on_or_before: (value, wanted) => value !== null && order(value, wanted) <= 0,
  on_or_after: (value, wanted) => value !== null && order(value, wanted) >= 0,
};

function holds(condition: object, value: unknown): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const operator = operators[name];
    if (!operator) throw invalid(`The twin does not know the filter ${name}.`);
    return operator(value, wanted);
  });
}

function property(source: DataSource, key: string) {
  const found = propertyOf(source, key);
  if (!found) throw invalid(`Could not find property with name or id: ${key}`);
  return found;
}

/** @throws Refusal for a property that is not there, or is of another type. */
export function matches(state: Workspace, source: DataSource, page: Page, filter: Filter): boolean {
  if ('or' in filter) return filter.or.some((one) => matches(state, source, page, one));
  if ('and' in filter) return filter.and.every((one) => matches(state, source, page, one));
  if ('timestamp' in filter) {
    const at = filter.timestamp === 'created_time' ? page.createdAt : page.editedAt;
    const condition = 'created_time' in filter ? filter.created_time : filter.last_edited_time;
    return holds(condition, new Date(at).toISOString());
  }
  const config = property(source, filter.property);
  const condition = Object.entries(filter).find(([key]) => key !== 'property' && key !== 'type');
  if (condition?.[0] !== config.type) {
    throw invalid(`database property ${config.type} does not match filter ${condition?.[0]}`);
  }
  const kept = page.values[config.id];
  const value = kept?.type === config.type ? kept : empty(config, page, state);
  return holds(Object(condition[1]), seen(value));
}

/** Checks a filter where there is no page to try it on. */
export function checkFilter(source: DataSource, filter: Filter): void {
  if ('or' in filter || 'and' in filter) {
    for (const one of 'or' in filter ? filter.or : filter.and) checkFilter(source, one);
  } else if (!('timestamp' in filter)) {
    const config = property(source, filter.property);
    if (!(config.type in filter)) throw invalid(`database property ${config.type} does not match the filter`);
  }
}

export function sorted(state: Workspace, source: DataSource, pages: Page[], sorts: readonly Sort[]): Page[] {
  const keys = sorts.map((sort) => {
    const sign = sort.direction === 'descending' ? -1 : 1;
    if ('timestamp' in sort) {
      return (page: Page) => [sign, sort.timestamp === 'created_time' ? page.createdAt : page.editedAt] as const;
    }
    const { id } = property(source, sort.property);
    return (page: Page) => {
      const value = valuesOf(state, page).find(([, one]) => one.id === id)?.[1];
      return [sign, value ? seen(value) : null] as const;
    };
  });
  return pages.toSorted((a, b) => {
    for (const key of keys) {
      const [sign, value] = key(a);
      const compared = sign * order(value, key(b)[1]);
      if (compared !== 0) return compared;
    }
    return 0;
  });
}

/** A page of a list; the cursor is the id of the next one. @throws Refusal for a cursor that leads nowhere. */
export function paged<T extends { id: string }>(
  found: readonly T[],
  asked: { start_cursor?: string | null; page_size?: number },
) {
  const from = asked.start_cursor ? found.findIndex((one) => one.id === asked.start_cursor) : 0;
  if (from < 0) throw invalid(`The start_cursor provided is invalid: ${asked.start_cursor}`);
  const size = asked.page_size ?? 100;
  if (size < 1 || size > 100) throw invalid('body failed validation: page_size should be from 1 to 100.');
  const next = found[from + size];
  return { results: found.slice(from, from + size), next_cursor: next?.id ?? null, has_more: next !== undefined };
}
