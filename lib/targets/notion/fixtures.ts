import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { Delivery, ExportedDecision, ExportedTask, ExportMemory } from '@/lib/ports/export-target';
import type { MappedProperty, NotionPlace, NotionSettings } from './settings';
import type { NotionTwin } from './testing/notion';

const claim = { turns: [4], facts: [], quote: 'we can pay for it from what is left', origin: 'stated' as const };
const alternative = { pros: [], cons: [], cost: null, joined: [], why_rejected: null };

export const aLog = (over: Partial<DecisionLog> = {}): DecisionLog => ({
  id: 'r1-decision',
  meeting_id: 'm1',
  run_id: 'r1',
  title: 'Free meals: a pilot',
  question: 'Where do we start?',
  statement: 'Start with a pilot in three districts.',
  status: 'accepted',
  incomplete: false,
  scripted: true,
  decider: 'Committee',
  consulted: [],
  informed: [],
  reversibility: 'two-way',
  criteria: [
    { name: 'Cost', weight: 0.6 },
    { name: 'Reach', weight: 0.4 },
  ],
  alternatives: [
    {
      ...alternative,
      id: 'A1',
      name: 'Pilot',
      summary: 'Three districts first.',
      pros: [{ ...claim, text: 'It fits the budget' }],
      cost: { ...claim, amount: 5, unit: 'M', basis: 'turn 4' },
      scores: { by_criterion: { Cost: 7.333, Reach: 3 }, total: 5.6 },
    },
    {
      ...alternative,
      id: 'A2',
      name: 'Do nothing',
      summary: 'All stays.',
      scores: { by_criterion: {}, total: null },
    },
  ],
  chosen: 'A1',
  rationale: [{ ...claim, text: 'It is the only one that fits the budget' }],
  assumptions: ['The grant comes'],
  open_questions: ['Who cooks?'],
  risks: [
    {
      ...claim,
      id: 'K1',
      text: 'Queues',
      likelihood: 2,
      impact: 4,
      early_signal: 'a longer break',
      mitigation: 'a second till',
      cost: null,
      owner: null,
    },
  ],
  dissent: [{ ...claim, text: 'It leaves most pupils out', seat: 'Reach', severity: 'block', answered_by: [9] }],
  votes: { first: {}, final: {}, majority: { A1: 3 }, weighted: { A1: 2.45 } },
  ballots: [{ seat: 'Cost', turn: 11, alternative: 'A1', confidence: 0.8, because: 'It pays back.' }],
  positions: [],
  unique_facts: [],
  confidence: 0.72,
  missing: [],
  incident: null,
  contradicts: [],
  settlement: { by: 'Olga', on_behalf_of: null, note: 'Start in May.', at: '2026-11-22T10:00:00.000Z' },
  deferred_until: null,
  supersedes: null,
  superseded_by: null,
  confirmation: { member: 'Olga', at: '2026-11-22T10:00:00.000Z', sha256: 'f00d' },
  review_date: '2027-03-01',
  kill_criterion: 'Fewer than 60 % eat',
  protocol_version: '1',
  models: ['playbook'],
  version: 2,
  content_hash: 'abc',
  ...over,
});

export const aTask = (over: Partial<ActionItem> = {}): ActionItem => ({
  id: 'T1',
  decision_id: 'r1-decision',
  title: 'Claim the grant',
  owner: 'Ada Lind',
  owner_ref: null,
  owner_said: 'Ada from finance',
  due: '2027-03-15',
  due_said: 'by mid-March',
  acceptance: 'A receipt from the fund',
  turns: [12],
  facts: [],
  quote: 'somebody has to claim it',
  origin: 'stated',
  priority: 'high',
  depends_on: [],
  kind: null,
  also: [],
  contradicts: [],
  note: null,
  version: 1,
  status: 'confirmed',
  external_urls: {},
  idempotency_key: 'm1:r1:T1',
  ...over,
});

const links = {
  decision: 'https://xio.example/meetings/m1/decision',
  turn: (turn: number) => `https://xio.example/meetings/m1#turn-${turn}`,
};
const common = { version: 1, language: 'en' as const, meeting: { id: 'm1', title: 'Meals' }, links };

export const aDecision = (log: DecisionLog = aLog(), items: ActionItem[] = [aTask()]): ExportedDecision => ({
  ...common,
  kind: 'decision_log',
  key: `${log.meeting_id}:${log.run_id}:decision`,
  log,
  items,
  summary: 'The committee starts small.',
  deciderEmail: null,
});

export const anExportedTask = (item: ActionItem = aTask(), over: Partial<ExportedTask> = {}): ExportedTask => ({
  ...common,
  kind: 'action_item',
  key: item.idempotency_key,
  log: aLog(),
  item,
  ownerEmail: null,
  decisionExternalId: null,
  ...over,
});

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

export const noMemory: ExportMemory = { externalId: null, url: null, creatingAt: null, rest: null };

/** Deliveries as the outbox makes them, with what it would have committed. */
export function outboxFor(twin: NotionTwin, settings: NotionSettings) {
  const kept = new Map<string, ExportMemory>();
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
