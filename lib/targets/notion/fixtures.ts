import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { ExportedDecision, ExportedTask } from '@/lib/ports/export-target';

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
