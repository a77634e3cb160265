import type { Language } from '@/lib/council/agenda.schema';
import type { Reason } from '@/lib/council/events';
import { placeWords } from './place-words';
import { fieldNames, fields, type NotionPlace, type Place, requiredFields } from './settings';
import type { Column, Source } from './source';

/** Which column holds which field, by the column's id, and which option stands for each status. */
export interface Mapping {
  properties: Record<string, string>;
  statuses: Record<string, string>;
}

/** Why a mapping can't be: `path` is the field's, below the place. */
export interface Fault extends Reason {
  path: string;
}

/** Types that can hold a field, best first; none for a field that does not exist. */
export function typesOf(place: Place, field: string): readonly string[] {
  const known: Record<string, readonly string[]> = fields[place];
  return known[field] ?? [];
}

/** A relation holds a decision only where it leads to the decisions. */
const holds = (place: Place, field: string, column: Column, decisions: string | null) =>
  typesOf(place, field).includes(column.type) && (column.type !== 'relation' || column.relatesTo === decisions);

/** The columns that can hold a field, best type first. */
export function columnsOf(place: Place, field: string, source: Source, decisions: string | null): Column[] {
  const types = typesOf(place, field);
  return source.columns
    .filter((column) => holds(place, field, column, decisions))
    .toSorted((a, b) => types.indexOf(a.type) - types.indexOf(b.type));
}

/** All that is wrong with a mapping as the data source stands now; also of one that was right once. */
export function faultsOf(place: Place, source: Source, mapping: Mapping, decisions: string | null): Fault[] {
  const at = (field: string) => `${place}.properties.${field}`;
  const faults: Fault[] = [];
  if (!source.columns.some((one) => one.type === 'title')) {
    faults.push({ path: place, code: 'integration.no_title', args: { database: source.title } });
  }
  for (const field of requiredFields) {
    if (!(field in mapping.properties)) faults.push({ path: at(field), code: 'integration.column_missing' });
  }
  const taken = new Map<string, string>();
  for (const [field, id] of Object.entries(mapping.properties)) {
    const column = source.columns.find((one) => one.id === id);
    if (!column) faults.push({ path: at(field), code: 'integration.column_gone' });
    else if (!holds(place, field, column, decisions)) faults.push({ path: at(field), ...unfit(place, field, column) });
    else if (taken.has(id))
      faults.push({ path: at(field), code: 'integration.column_twice', args: { column: column.name } });
    taken.set(id, field);
  }
  return [...faults, ...statusFaults(place, source, mapping)];
}

function unfit(place: Place, field: string, { name, type }: Column): Reason {
  if (type === 'relation' && field === 'decision')
    return { code: 'integration.relation_elsewhere', args: { column: name } };
  return { code: 'integration.column_type', args: { column: name, type, types: typesOf(place, field).join(', ') } };
}

/** Notion makes an option of a select as it is written, never one of a status. */
function statusFaults(place: Place, source: Source, { properties, statuses }: Mapping): Fault[] {
  const column = source.columns.find((one) => one.id === properties.status);
  if (column?.type !== 'status' && column?.type !== 'select') return [];
  return Object.keys(placeWords.en[place].statuses).flatMap((status): Fault[] => {
    const option = statuses[status];
    const path = `${place}.statuses.${status}`;
    if (!option) return [{ path, code: 'integration.option_missing' }];
    const there = column.type === 'select' || column.options.some(({ name }) => name === option);
    return there ? [] : [{ path, code: 'integration.option_gone', args: { option, column: column.name } }];
  });
}

/** What is kept of a mapping that has no faults. */
export function placeFrom(source: Source, { properties, statuses }: Mapping): NotionPlace {
  const { columns, databaseId, dataSourceId, title, url } = source;
  const kept = Object.entries(properties).flatMap(([field, id]) => {
    const column = columns.find((one) => one.id === id);
    return column ? [[field, { id, name: column.name, type: column.type }] as const] : [];
  });
  const status = columns.find((one) => one.id === properties.status)?.type;
  const hasOptions = status === 'status' || status === 'select';
  return {
    databaseId,
    dataSourceId,
    title,
    url,
    properties: Object.fromEntries(kept),
    statuses: hasOptions ? statuses : {},
  };
}

export const mappingOf = ({ properties, statuses }: NotionPlace): Mapping => ({
  properties: Object.fromEntries(Object.entries(properties).map(([field, { id }]) => [field, id])),
  statuses,
});

/** Fields that a mapping leaves out and a column can be added for: a data source has its title, or none can be made. */
export const missingFields = (place: Place, { properties }: Pick<Mapping, 'properties'>): string[] =>
  fieldNames(place).filter((field) => field !== 'title' && !(field in properties));

/** Columns as XIO makes them, by name; a name that is taken gets “(XIO)” behind it. */
export function newColumns(
  place: Place,
  wanted: readonly string[],
  { decisions, language, taken }: { decisions: string | null; language: Language; taken: readonly string[] },
) {
  const words = placeWords[language][place];
  const made = wanted.flatMap((field) => {
    const column = columnFor(place, field, decisions, language);
    const name = words.columns[field] ?? field;
    const free = taken.some((one) => one.toLowerCase() === name.toLowerCase()) ? `${name} (XIO)` : name;
    return column ? [[free, column] as const] : [];
  });
  return Object.fromEntries(made);
}

const optionColours = ['default', 'blue', 'green', 'red', 'yellow', 'orange', 'gray'] as const;

function columnFor(place: Place, field: string, decisions: string | null, language: Language) {
  const { statuses, priorities } = placeWords[language][place];
  const options = (words: Record<string, string>) => ({
    options: Object.values(words).map((name, n) => ({
      name,
      color: optionColours[n % optionColours.length] ?? 'default',
    })),
  });
  // Not a status: Notion lets programs make no options of one.
  if (field === 'status') return { select: options(statuses) };
  switch (typesOf(place, field)[0]) {
    case 'title':
      return { title: {} };
    case 'rich_text':
      return { rich_text: {} };
    case 'people':
      return { people: {} };
    case 'date':
      return { date: {} };
    case 'number':
      return { number: { format: 'percent' } };
    case 'url':
      return { url: {} };
    case 'select':
      return { select: options(priorities) };
    case 'relation': {
      if (decisions === null) return null;
      const synced_property_name = placeWords[language].tasks.title;
      return { relation: { data_source_id: decisions, dual_property: { synced_property_name } } };
    }
    default:
      return null;
  }
}
