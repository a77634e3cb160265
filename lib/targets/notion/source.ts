import type { DataSourceObjectResponse } from '@notionhq/client';

/** A property of a data source, as far as a mapping needs it. */
export interface Column {
  id: string;
  name: string;
  type: string;
  /** Of a select or a status, in order. */
  options: Option[];
  /** The data source that a relation leads to. */
  relatesTo: string | null;
}

export interface Option {
  name: string;
  /** Of a status: 0 to do, 1 in progress, 2 complete. */
  group: number | null;
}

/** A data source as it stands in Notion now. */
export interface Source {
  databaseId: string;
  dataSourceId: string;
  title: string;
  url: string | null;
  columns: Column[];
}

type Property = DataSourceObjectResponse['properties'][string];

export const plainText = (parts: readonly { plain_text: string }[]) => parts.map((one) => one.plain_text).join('');

export function sourceFrom(found: DataSourceObjectResponse): Source {
  const { parent } = found;
  return {
    // One that is synced from outside hangs below another data source.
    databaseId: parent.type === 'database_id' ? parent.database_id : found.id,
    dataSourceId: found.id,
    title: plainText(found.title),
    url: found.url,
    columns: Object.values(found.properties).map(columnFrom),
  };
}

function columnFrom(property: Property): Column {
  const { id, name, type } = property;
  return {
    id,
    name,
    type,
    options: optionsOf(property),
    relatesTo: property.type === 'relation' ? property.relation.data_source_id : null,
  };
}

function optionsOf(property: Property): Option[] {
  if (property.type === 'select') return property.select.options.map(({ name }) => ({ name, group: null }));
  if (property.type !== 'status') return [];
  const { options, groups } = property.status;
  return options.map(({ id, name }) => {
    const group = groups.findIndex((one) => one.option_ids.includes(id));
    return { name, group: group < 0 ? null : group };
  });
}
