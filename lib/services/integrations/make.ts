import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import { makePlace } from '@/lib/targets/notion/places';
import type { NotionSettings } from '@/lib/targets/notion/settings';
import { audit } from '../audit';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { type NotionContext, withCalls } from './calls';
import { administeredOne, notionSettingsOf } from './list';
import { findIntegration, type IntegrationRow } from './rows';
import { changed, lockedAt, mended } from './save';
import type { AdministeredIntegration, MakeDatabases } from './schemas';

/**
 * Makes the databases of decisions and of tasks below a page, related to each other, and exports go there from then
 * on. Asked again after a lost answer, it takes what it finds made.
 * @throws ServiceError `not_found`; `conflict` when somebody else has changed it since `version`; then what Notion answers.
 */
export async function makeDatabases(
  ctx: NotionContext,
  who: Member,
  { id, version, page: pageId, language: wanted, reader }: MakeDatabases & { reader: Language },
): Promise<AdministeredIntegration> {
  const row = await findIntegration(ctx.db, who.orgId, id);
  if (row.version !== version) {
    throw new ServiceError('conflict', 'integration.stale', { current: row.version, sent: version });
  }
  const language = wanted ?? (await languageOf(ctx.db, who.orgId));
  const made = await withCalls(ctx, row, async (calls) => {
    const decisions = await makePlace(calls, 'decisions', { pageId, language, decisions: null });
    const tasks = await makePlace(calls, 'tasks', { pageId, language, decisions: decisions.dataSourceId });
    return { decisions, tasks };
  });
  return savePlaces(ctx, who, row, { ...made, action: 'integration.databases', reader });
}

async function languageOf(db: Pick<Executor, 'select'>, orgId: string): Promise<Language> {
  const [row] = await db
    .select({ language: organisations.language })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return row?.language ?? 'en';
}

interface Places {
  decisions: NonNullable<NotionSettings['decisions']>;
  tasks: NonNullable<NotionSettings['tasks']>;
  action: 'integration.databases' | 'integration.mapping';
  reader: Language;
}

/** Where exports go from now on. @throws ServiceError `conflict` */
export async function savePlaces(
  ctx: Pick<NotionContext, 'db'>,
  who: Member,
  seen: IntegrationRow,
  { decisions, tasks, action, reader }: Places,
): Promise<AdministeredIntegration> {
  const { orgId, id } = seen;
  return ctx.db.transaction(async (tx) => {
    const row = await lockedAt(tx, orgId, id, seen.version);
    const settings: NotionSettings = { ...notionSettingsOf(row), decisions, tasks };
    await changed(tx, who, row, { ...mended(settings), settings });
    const detail = { label: row.label, decisions: decisions.dataSourceId, tasks: tasks.dataSourceId };
    await audit(tx, who, action, { type: 'integration', id }, detail);
    return administeredOne(tx, await findIntegration(tx, orgId, id), reader);
  });
}
