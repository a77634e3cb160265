import type { CreatePageParameters } from '@notionhq/client';
import type { Field, MappedProperty, NotionPlace, Place } from './settings';
import { arrayLimit, beginning, richTexts, textLimit, urlLimit } from './texts';

export type PropertyRequest = NonNullable<CreatePageParameters['properties']>[string];

/** One field in every way that a property may want it. */
interface Value {
  text?: string;
  number?: number | null;
  /** A day or a moment, ISO 8601; anything else is not written. */
  date?: string | null;
  /** A person's or a page's id in Notion; null: nobody, none. */
  person?: string | null;
  page?: string;
  /** Our status: the place says which option stands for it. */
  status?: string;
}
export type Values<P extends Place> = Partial<Record<Field<P>, Value>>;

export interface Written {
  field: string;
  property: MappedProperty;
  request: PropertyRequest;
}

/** The values as properties of a place; what is not mapped, or what its property cannot hold, is left out. */
export function writtenProperties<P extends Place>(place: NotionPlace, values: Values<P>): Written[] {
  return Object.entries<Value | undefined>(values).flatMap(([field, value]) => {
    const property = place.properties[field];
    const request = property && value && requestFor(property.type, value, place);
    return property && request ? [{ field, property, request }] : [];
  });
}

/** By the property's id, which a person who renames it does not change. */
export const asProperties = (written: readonly Written[]): Record<string, PropertyRequest> =>
  Object.fromEntries(written.map(({ property, request }) => [property.id, request]));

function requestFor(type: string, value: Value, { statuses }: NotionPlace): PropertyRequest | null {
  const { text = '', status } = value;
  const chosen = status === undefined ? undefined : statuses[status];
  switch (type) {
    case 'title':
      return { title: inOneProperty(text) };
    case 'rich_text':
      return { rich_text: inOneProperty(text) };
    case 'number':
      return value.number === undefined ? null : { number: value.number };
    case 'select':
      return { select: option(chosen ?? text) };
    case 'status':
      // A status takes only options that it has.
      return chosen === undefined ? null : { status: option(chosen) };
    case 'checkbox':
      return status === undefined ? null : { checkbox: status === 'done' };
    case 'date':
      return value.date === undefined ? null : { date: day(value.date) };
    case 'url':
      return { url: text !== '' && text.length <= urlLimit ? text : null };
    case 'people':
      return value.person === undefined ? null : { people: value.person === null ? [] : [{ id: value.person }] };
    case 'relation':
      return value.page === undefined ? null : { relation: [{ id: value.page }] };
    default:
      return null;
  }
}

/** As much as one property holds; whatever is longer stands whole in the page. */
const inOneProperty = (text: string) => richTexts(beginning(text, textLimit * arrayLimit)).slice(0, arrayLimit);

/** An option's name: at most 100 characters, without commas. */
function option(text: string): { name: string } | null {
  const name = beginning(text.replace(/\s*,\s*/g, ' ').trim(), 100);
  return name === '' ? null : { name };
}

const day = (date: string | null) =>
  date !== null && /^\d{4}-\d\d-\d\d(T|$)/.test(date) && !Number.isNaN(Date.parse(date)) ? { start: date } : null;
