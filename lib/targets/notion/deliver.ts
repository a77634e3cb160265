import { isFullPage, type PageObjectResponse } from '@notionhq/client';
import { type Delivered, type Delivery, ExportFailure, type ExportMemory } from '@/lib/ports/export-target';
import { type Ask, asking, pageAt } from './asking';
import { asRequest, requests, toBlocks } from './blocks';
import type { Wanted } from './changes';
import type { NotionOptions } from './client';
import { wantedFrom, writeContent } from './content';
import { decisionNodes, decisionValues } from './decision-page';
import { NotionFailure } from './failure';
import { checkMapped, explained } from './mapping-check';
import { hashOf, type Rest, restFrom } from './memory';
import type { FindPerson } from './people';
import { asProperties, type Written, writtenProperties } from './properties';
import { type NotionPlace, notionSettingsSchema } from './settings';
import { taskNodes, taskValues } from './task-page';

/** Queries do not find a fresh page for five seconds; half a second more for clocks that differ. */
const hiddenMs = 5_500;

/** Sooner than another worker takes over a claim. */
const stoodStillMs = 5_000;

/** One try to bring one artifact into one place. */
interface Work {
  delivery: Delivery;
  ask: Ask;
  place: NotionPlace;
  written: readonly Written[];
  wanted: readonly Wanted[];
  memory(): ExportMemory;
  keep(changed: Partial<ExportMemory>): Promise<void>;
  keepRest(changed: Partial<Rest>): Promise<void>;
}

/**
 * Exactly one page for the key. Calls of a first export: the query by key, the create with up to a hundred blocks, the
 * list that tells their ids, and an append for every further hundred. Of another one: the page, its list, what changed.
 */
export async function deliver(delivery: Delivery, options: NotionOptions, findPerson: FindPerson): Promise<Delivered> {
  const ask = asking(delivery.access.secret, options, delivery);
  const work = await prepared(delivery, ask, findPerson);
  try {
    await delivery.progress('looking', 0, 1);
    const found = await find(work);
    const page = found ?? (await create(work));
    if (found) await bringBack(work, found);
    await writeContent({ id: page.id, madeBy: page.created_by.id }, work.wanted, restFrom(work.memory().rest), {
      ask,
      keep: work.keepRest,
      progress: delivery.progress,
    });
    if (found) await writeProperties(work, found);
    return { externalId: page.id, url: page.url, files: [], memory: work.memory() };
  } catch (error) {
    throw await explained(error, work.place, ask);
  }
}

async function prepared(delivery: Delivery, ask: Ask, findPerson: FindPerson): Promise<Work> {
  const { access, exported } = delivery;
  const settings = notionSettingsSchema.safeParse(access.settings).data;
  const place = exported.kind === 'decision_log' ? settings?.decisions : settings?.tasks;
  if (!settings || !place) throw new ExportFailure({ code: 'export.no_place' }, 'access');
  checkMapped(place);
  const person = async (field: string, email: string | null) =>
    email !== null && place.properties[field]?.type === 'people'
      ? findPerson(access.integrationId, email, ask, delivery.now())
      : null;
  const [written, nodes] =
    exported.kind === 'decision_log'
      ? [
          writtenProperties(place, decisionValues(exported, await person('decider', exported.deciderEmail))),
          decisionNodes(exported, settings),
        ]
      : [
          writtenProperties(place, taskValues(exported, await person('owner', exported.ownerEmail))),
          taskNodes(exported, place),
        ];
  let { memory } = delivery;
  const keep: Work['keep'] = async (changed) => {
    const next = { ...memory, ...changed };
    await delivery.keep(next);
    memory = next;
  };
  return {
    delivery,
    ask,
    place,
    written,
    wanted: wantedFrom(toBlocks(nodes)),
    memory: () => memory,
    keep,
    keepRest: (changed) => keep({ rest: { ...restFrom(memory.rest), ...changed } satisfies Rest }),
  };
}

/** The page that is there already: by the id that was kept, else by the key that stands in it. */
async function find(work: Work): Promise<PageObjectResponse | null> {
  const { delivery, ask, place, memory, keep } = work;
  const { externalId, creatingAt } = memory();
  if (externalId !== null) {
    const kept = await pageAt(ask, externalId);
    if (kept && isIn(kept, place)) return kept;
  }
  let found = await byKey(work);
  const hidden = creatingAt === null ? 0 : creatingAt + hiddenMs - delivery.now();
  if (!found && hidden > 0) {
    await delivery.wait(hidden);
    found = await byKey(work);
  }
  // What is known of a page holds for the one whose making was under way, not for one that only has the same key.
  if (found) {
    const { id, url } = found;
    await keep({ externalId: id, url, creatingAt: null, ...(creatingAt === null ? { rest: null } : {}) });
  }
  return found;
}

const isIn = ({ parent }: PageObjectResponse, { dataSourceId }: NotionPlace): boolean =>
  parent.type === 'data_source_id' && bare(parent.data_source_id) === bare(dataSourceId);
const bare = (id: string) => id.replaceAll('-', '').toLowerCase();

/** The oldest page with the key: a person who duplicates one duplicates its key. */
async function byKey({ ask, place, delivery }: Work): Promise<PageObjectResponse | null> {
  const { results } = await ask('place', (client) =>
    client.dataSources.query({
      data_source_id: place.dataSourceId,
      filter: { property: place.properties.key?.id ?? '', rich_text: { equals: delivery.exported.key } },
      sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
      page_size: 1,
    }),
  );
  const [first] = results;
  return first && isFullPage(first) ? first : null;
}

async function create(work: Work): Promise<PageObjectResponse> {
  const { delivery, ask, place, written, wanted, keep } = work;
  await delivery.progress('creating', 0, 1);
  const [first = []] = requests(wanted.map((one) => one.block));
  const properties = hashes(written);
  try {
    const made = await ask(
      'place',
      (client) =>
        client.pages.create({
          parent: { type: 'data_source_id', data_source_id: place.dataSourceId },
          properties: asProperties(written),
          children: first.map(asRequest),
        }),
      async () => {
        const rest: Rest = { blocks: [], sent: first.map(hashOf), properties };
        let at: number;
        // A process that stood still in between asks whether it is still the one to make the page.
        do {
          at = delivery.now();
          await keep({ externalId: null, url: null, creatingAt: at, rest });
        } while (delivery.now() - at > stoodStillMs);
      },
    );
    if (!isFullPage(made)) throw new NotionFailure({ code: 'export.unreadable' }, 'service', true, null);
    await keep({ externalId: made.id, url: made.url, creatingAt: null });
    await delivery.progress('creating', 1, 1);
    return made;
  } catch (error) {
    // From now on, too, it may yet come to be; what was refused for sure has not.
    if (error instanceof NotionFailure) await keep({ creatingAt: error.ambiguous ? delivery.now() : null });
    throw withoutDecision(error, written);
  }
}

/** A page in the trash stands for a decision or a task that counts: it comes back. */
async function bringBack({ ask }: Work, page: PageObjectResponse): Promise<void> {
  if (page.in_trash) await ask('page', (client) => client.pages.update({ page_id: page.id, in_trash: false }));
}

/** Fields that we would write otherwise than the last time: what people changed in others stays. */
async function writeProperties({ ask, written, memory, keepRest }: Work, page: PageObjectResponse): Promise<void> {
  const { properties: before } = restFrom(memory().rest);
  const now = hashes(written);
  const changed = written.filter(({ field }) => before[field] !== now[field]);
  if (changed.length === 0) return;
  await ask('page', (client) => client.pages.update({ page_id: page.id, properties: asProperties(changed) })).catch(
    (error: unknown) => {
      throw withoutDecision(error, changed);
    },
  );
  await keepRest({ properties: now });
}

const hashes = (written: readonly Written[]): Record<string, string> =>
  Object.fromEntries(written.map(({ field, property, request }) => [field, hashOf([property.id, request])]));

/** A task that cannot be found a decision for: that page was removed, and must be there first. */
function withoutDecision(error: unknown, written: readonly Written[]): unknown {
  const linked = written.some(({ property }) => property.type === 'relation');
  if (!(error instanceof NotionFailure) || error.status !== 404 || !linked) return error;
  return new NotionFailure({ code: 'export.decision_gone' }, 'item', false, 404, null, { cause: error });
}
