import type { Language } from '@/lib/council/agenda.schema';
import type { Calls } from '@/lib/targets/notion/calls';
import { type Fault, faultsOf, missingFields, placeFrom } from '@/lib/targets/notion/mapping';
import { addColumns, readSource } from '@/lib/targets/notion/places';
import { fieldNames } from '@/lib/targets/notion/settings';
import type { Source } from '@/lib/targets/notion/source';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { type NotionContext, withCalls } from './calls';
import { draftOf } from './draft';
import { notionSettingsOf } from './list';
import { savePlaces } from './make';
import { findIntegration, type IntegrationRow } from './rows';
import { sampleFor } from './sample';
import type { AddColumns, AdministeredIntegration, MappingDrafts, ProposeMapping, SaveMapping } from './schemas';

type Ctx = NotionContext & Pick<Context, 'cache'>;
type Sources = Record<'decisions' | 'tasks', Source>;

/**
 * Two data sources as they stand in Notion now, with what XIO would map onto their columns, or what is kept of an
 * earlier mapping and what is wrong with it, and what a row would hold.
 * @throws ServiceError `not_found`; `invalid` for one data source twice; then what Notion answers.
 */
export async function proposeMapping(
  ctx: Ctx,
  who: Member,
  { id, language, ...asked }: ProposeMapping & { language: Language },
): Promise<MappingDrafts> {
  const row = await findIntegration(ctx.db, who.orgId, id);
  const sources = await withCalls(ctx, row, (calls) => readBoth(calls, asked));
  return drafts(ctx, who, row, sources, language);
}

/**
 * Adds columns for fields that have none, to the data sources themselves, and proposes again.
 * @throws ServiceError as `proposeMapping`.
 */
export async function addMissingColumns(
  ctx: Ctx,
  who: Member,
  { id, add, language, ...asked }: AddColumns & { language: Language },
): Promise<MappingDrafts> {
  const row = await findIntegration(ctx.db, who.orgId, id);
  const sources = await withCalls(ctx, row, async (calls) => {
    const { decisions, tasks } = await readBoth(calls, asked);
    const target = decisions.dataSourceId;
    const wanted = (place: 'decisions' | 'tasks') =>
      missingFields(place, { properties: {} }).filter((field) => add[place].includes(field));
    const more = { language, decisions: target };
    return {
      tasks: await addColumns(calls, 'tasks', tasks, { ...more, wanted: wanted('tasks') }),
      // Last: a relation from the tasks shows among its columns, too.
      decisions: await addColumns(calls, 'decisions', await readSource(calls, target), {
        ...more,
        wanted: wanted('decisions'),
      }),
    };
  });
  await audit(ctx.db, who, 'integration.columns', { type: 'integration', id }, { label: row.label, ...add });
  return drafts(ctx, who, row, sources, language);
}

/**
 * Keeps where each field goes; exports go there from then on.
 * @throws ServiceError `invalid` with every field that can't go where it was put; `conflict`; then what Notion answers.
 */
export async function saveMapping(
  ctx: NotionContext,
  who: Member,
  { id, version, decisions, tasks, language }: SaveMapping & { language: Language },
): Promise<AdministeredIntegration> {
  const row = await findIntegration(ctx.db, who.orgId, id);
  if (row.version !== version) {
    throw new ServiceError('conflict', 'integration.stale', { current: row.version, sent: version });
  }
  const asked = { decisions: decisions.dataSourceId, tasks: tasks.dataSourceId };
  const found = await withCalls(ctx, row, (calls) => readBoth(calls, asked));
  const target = found.decisions.dataSourceId;
  const faults: Fault[] = [
    ...unknownFields({ decisions, tasks }),
    ...faultsOf('decisions', found.decisions, decisions, target),
    ...faultsOf('tasks', found.tasks, tasks, target),
  ];
  if (faults.length > 0) throw new ServiceError('invalid', 'request.invalid', { count: faults.length }, faults);
  return savePlaces(ctx, who, row, {
    decisions: placeFrom(found.decisions, decisions),
    tasks: placeFrom(found.tasks, tasks),
    action: 'integration.mapping',
    reader: language,
  });
}

const unknownFields = (given: Pick<SaveMapping, 'decisions' | 'tasks'>): Fault[] =>
  (['decisions', 'tasks'] as const).flatMap((place) =>
    Object.keys(given[place].properties)
      .filter((field) => !fieldNames(place).includes(field))
      .map((field) => ({ path: `${place}.properties.${field}`, code: 'field.unknown', args: { field } })),
  );

async function readBoth(calls: Calls, asked: { decisions: string; tasks: string }): Promise<Sources> {
  const found = {
    decisions: await readSource(calls, asked.decisions),
    tasks: await readSource(calls, asked.tasks),
  };
  if (found.decisions.dataSourceId !== found.tasks.dataSourceId) return found;
  throw new ServiceError('invalid', 'integration.one_database', {}, [
    { path: 'tasks', code: 'integration.one_database' },
  ]);
}

async function drafts(ctx: Ctx, who: Member, row: IntegrationRow, sources: Sources, language: Language) {
  const sample = await sampleFor(ctx, who, language);
  const asked = { settings: notionSettingsOf(row), decisions: sources.decisions.dataSourceId, sample, language };
  return {
    decisions: draftOf('decisions', sources.decisions, asked),
    tasks: draftOf('tasks', sources.tasks, asked),
    sampleOf: sample.of,
  };
}
