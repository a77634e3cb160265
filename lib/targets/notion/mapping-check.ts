import { isFullDataSource } from '@notionhq/client';
import type { Ask } from './asking';
import { NotionFailure } from './failure';
import { type NotionPlace, requiredFields } from './settings';

/**
 * What Notion refused, told for whom it concerns: where a property was removed, has another type or lost an option,
 * an administrator maps anew. Costs a call, so it is asked only once something was refused.
 */
export async function explained(refused: unknown, place: NotionPlace, ask: Ask): Promise<unknown> {
  if (!(refused instanceof NotionFailure) || refused.status !== 400) return refused;
  const source = await ask('place', (client) => client.dataSources.retrieve({ data_source_id: place.dataSourceId }));
  if (!isFullDataSource(source)) return refused;
  if (source.in_trash)
    return new NotionFailure({ code: 'export.not_shared' }, 'access', false, 400, null, { cause: refused });
  const columns = new Map(Object.values(source.properties).map((one) => [one.id, one]));
  for (const [field, { id, name, type }] of Object.entries(place.properties)) {
    const column = columns.get(id);
    if (column?.type !== type) return broken(column?.name ?? name, refused);
    if (column.type !== 'status' || field !== 'status') continue;
    const options = new Set(column.status.options.map((one) => one.name));
    const gone = Object.values(place.statuses).find((one) => !options.has(one));
    if (gone !== undefined) return broken(`${column.name}: ${gone}`, refused);
  }
  return refused;
}

/** @throws NotionFailure where the mapping lacks what exactly-once needs. */
export function checkMapped({ properties, title }: NotionPlace): void {
  if (requiredFields.some((field) => !properties[field])) throw broken(title, undefined);
}

const broken = (property: string, cause: unknown) =>
  new NotionFailure({ code: 'export.property_changed', args: { property } }, 'access', false, 400, null, { cause });
