import type { Delivery, Exportable, ExportMemory } from '@/lib/ports/export-target';
import { createNotionTarget } from './notion-target';
import type { MappedProperty, NotionPlace, NotionSettings } from './settings';
import { heldClock } from './testing/clock';
import { type NotionTwin, startNotion } from './testing/notion';

/** The two databases in a twin, by a person's hands, and how they are mapped. */
export function mappedPlaces(twin: NotionTwin): NotionSettings & Record<'decisions' | 'tasks', NotionPlace> {
  const option = (...names: string[]) => ({ options: names.map((name) => ({ name })) });
  const text = { rich_text: {} };
  const decisions = twin.person.addDatabase('Decisions', {
    Decision: { title: {} },
    Status: { select: option('Proposed', 'Accepted') },
    Decider: text,
    Date: { date: {} },
    Confidence: { number: {} },
    'Review on': { date: {} },
    'Meeting ID': text,
    'XIO ID': text,
    'In XIO': { url: {} },
  });
  const tasks = twin.person.addDatabase('Tasks', {
    Task: { title: {} },
    Status: { select: option('To do', 'Done') },
    Owner: { people: {} },
    'Owner’s name': text,
    Due: { date: {} },
    Priority: { select: option('High') },
    'Done when': text,
    Decision: {
      relation: { data_source_id: decisions.dataSourceId, type: 'dual_property', dual_property: {} },
    },
    'XIO ID': text,
    'In XIO': { url: {} },
  });
  const place = (
    at: { databaseId: string; dataSourceId: string },
    names: Record<string, string>,
    statuses: Record<string, string>,
    title: string,
  ): NotionPlace => ({
    ...at,
    title,
    url: `https://notion.test/${title}`,
    statuses,
    properties: mapped(twin, at.dataSourceId, names),
  });
  return {
    workspace: { id: null, name: null },
    decisions: place(
      decisions,
      {
        title: 'Decision',
        status: 'Status',
        decider: 'Decider',
        date: 'Date',
        confidence: 'Confidence',
        review_date: 'Review on',
        meeting_id: 'Meeting ID',
        key: 'XIO ID',
        link: 'In XIO',
      },
      { proposed: 'Proposed', accepted: 'Accepted' },
      'Decisions',
    ),
    tasks: place(
      tasks,
      {
        title: 'Task',
        status: 'Status',
        owner: 'Owner',
        owner_name: 'Owner’s name',
        due: 'Due',
        priority: 'Priority',
        acceptance: 'Done when',
        decision: 'Decision',
        key: 'XIO ID',
        source: 'In XIO',
      },
      { proposed: 'To do', confirmed: 'To do', done: 'Done' },
      'Tasks',
    ),
  };
}

function mapped(twin: NotionTwin, sourceId: string, names: Record<string, string>): Record<string, MappedProperty> {
  const source = twin.state().things[sourceId];
  if (source?.kind !== 'source') throw new Error(`there is no data source ${sourceId}`);
  return Object.fromEntries(
    Object.entries(names).map(([field, name]) => {
      const found = source.properties.find((one) => one.name === name);
      if (!found) throw new Error(`there is no property ${name}`);
      return [field, { id: found.id, name, type: found.type }];
    }),
  );
}

const noMemory: ExportMemory = { externalId: null, url: null, creatingAt: null, rest: null };

/** Deliveries as the outbox makes them, with what it would have committed. */
export function outboxFor(twin: NotionTwin, settings: NotionSettings, kept = new Map<string, ExportMemory>()) {
  const stages: string[] = [];
  return {
    kept,
    stages,
    delivery: (exported: Delivery['exported']): Delivery => ({
      access: { integrationId: 'i1', secret: twin.token, settings },
      exported,
      memory: kept.get(exported.key) ?? noMemory,
      signal: new AbortController().signal,
      turn: async () => undefined,
      keep: async (memory) => {
        kept.set(exported.key, structuredClone(memory));
      },
      progress: async (stage, done, of) => {
        stages.push(`${stage} ${done}/${of}`);
      },
      now: twin.clock.now,
      wait: (ms) => twin.clock.wait(ms),
    }),
  };
}

/** A twin with both places, the target, and an outbox that tries again. */
export async function startDelivering() {
  const clock = heldClock();
  const twin = await startNotion({ clock });
  const settings = mappedPlaces(twin);
  const target = createNotionTarget({ baseUrl: twin.url, fetch: twin.request });
  const outbox = outboxFor(twin, settings);
  return {
    clock,
    twin,
    settings,
    target,
    outbox,
    /** Tries until it is delivered. */
    async exported(one: Exportable, tries = 9) {
      for (let n = 1; ; n += 1) {
        try {
          const delivered = await target.deliver(outbox.delivery(one));
          outbox.kept.set(one.key, delivered.memory);
          return delivered;
        } catch (error) {
          if (n === tries) throw error;
          clock.advance(1_000);
        }
      }
    },
    /** What one try failed with; `over` other settings than those of the places. */
    failing: (one: Exportable, over: Partial<NotionSettings> = {}) =>
      target.deliver(outboxFor(twin, { ...settings, ...over }, outbox.kept).delivery(one)).then(
        () => Promise.reject(new Error('it was delivered')),
        (error: unknown) => error,
      ),
    /** Endpoints that were asked since the last look. */
    asked: () => twin.calls.splice(0).map((one) => one.endpoint),
    pagesOf: (place: NotionPlace) => twin.person.pagesOf(place.dataSourceId).map((one) => one.id),
  };
}
