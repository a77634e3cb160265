import { isFullPage, type PageObjectResponse } from '@notionhq/client';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import { type Access, type Delivery, ExportFailure, type ReadBack } from '@/lib/ports/export-target';
import { type Ask, asking, pageAt } from './asking';
import type { NotionOptions } from './client';
import { pageWords } from './page-words';
import { type NotionPlace, notionSettingsSchema } from './settings';

type Status = ActionItem['status'];
const ours: readonly Status[] = ['proposed', 'confirmed', 'done', 'dropped'];

/** A query brings a hundred pages: cheaper than one call a page from here on, and not looked through for ever. */
const manyIds = 4;
const mostQueries = 3;

/** Where tasks stand in Notion: of many, the ones that were edited last come by the hundred, the rest one by one. */
export async function readBack(
  access: Access,
  externalIds: readonly string[],
  options: NotionOptions,
  calls: Pick<Delivery, 'turn' | 'signal'>,
): Promise<Map<string, ReadBack>> {
  const place = notionSettingsSchema.safeParse(access.settings).data?.tasks;
  if (!place) throw new ExportFailure({ code: 'export.no_place' }, 'access');
  const ask = asking(access.secret, options, calls);
  const left = new Set(externalIds);
  const found = new Map<string, ReadBack>();
  const take = (id: string, page: PageObjectResponse | null) => {
    if (left.delete(id)) found.set(id, page && !page.in_trash ? standing(page, place) : null);
  };
  let cursor: string | null = null;
  for (let n = 0; n < mostQueries && left.size >= manyIds; n += 1) {
    const { results, next_cursor: next } = await recent(ask, place, cursor);
    for (const one of results) if (isFullPage(one)) take(one.id, one);
    cursor = next;
    if (cursor === null) break;
  }
  for (const id of [...left]) take(id, await pageAt(ask, id));
  return found;
}

const recent = (ask: Ask, { dataSourceId, properties }: NotionPlace, cursor: string | null) =>
  ask('place', (client) =>
    client.dataSources.query({
      data_source_id: dataSourceId,
      ...(properties.status ? { filter_properties: [properties.status.id] } : {}),
      sorts: [{ timestamp: 'last_edited_time', direction: 'descending' }],
      page_size: 100,
      ...(cursor === null ? {} : { start_cursor: cursor }),
    }),
  );

function standing(page: PageObjectResponse, { properties, statuses }: NotionPlace): ReadBack {
  const value = Object.values(page.properties).find((one) => one.id === properties.status?.id);
  switch (value?.type) {
    case 'status':
      return named(value.status?.name ?? '', statuses);
    case 'select':
      return named(value.select?.name ?? '', statuses);
    case 'checkbox':
      return { status: value.checkbox ? '☑' : '☐', means: value.checkbox ? ['done'] : ['proposed', 'confirmed'] };
    case 'rich_text':
      return named(value.rich_text.map((one) => one.plain_text).join(''), {});
    default:
      return { status: '', means: [] };
  }
}

/** Which of ours an option or a word stands for: as mapped, else as pages of either language call them. */
function named(status: string, statuses: Readonly<Record<string, string>>): ReadBack {
  const alike = (name: string | undefined) => name?.trim().toLowerCase() === status.trim().toLowerCase();
  const means = ours.filter((one) =>
    statuses[one] === undefined ? alike(pageWords.en.task[one]) || alike(pageWords.ru.task[one]) : alike(statuses[one]),
  );
  return { status, means: status === '' ? [] : means };
}
