import { describe, expect, it } from 'vitest';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import { decisionFileName, decisionToMarkdown } from './decision-markdown';

const claim = {
  text: 'It fits the budget',
  turns: [4, 7],
  facts: [2],
  quote: 'we can pay for it',
  origin: 'stated' as const,
};
const log: DecisionLog = {
  id: 'd1',
  meeting_id: 'm1',
  run_id: 'r1',
  title: 'Meals',
  question: 'Where do we start?',
  statement: 'Start with a pilot.',
  status: 'proposed',
  incomplete: false,
  scripted: true,
  decider: 'Committee',
  consulted: [],
  informed: [],
  reversibility: 'two-way',
  criteria: [{ name: 'Cost', weight: 1 }],
  alternatives: [
    {
      id: 'a1',
      name: 'Pilot',
      summary: 'Three districts',
      pros: [claim],
      cons: [],
      cost: { amount: 5, unit: 'M', basis: 'turn 4', turns: [4], facts: [], quote: 'q', origin: 'stated' },
      joined: [],
      scores: { by_criterion: { Cost: 7.333 }, total: 7.333 },
      why_rejected: null,
    },
    {
      id: 'a2',
      name: 'Nothing',
      summary: 'Leave it',
      pros: [],
      cons: [claim],
      cost: null,
      joined: [{ name: 'Wait', summary: 'Do it later', turn: 3, by: 'code', score: 0.7, shared: ['later'] }],
      scores: { by_criterion: {}, total: null },
      why_rejected: claim,
    },
  ],
  chosen: 'a1',
  rationale: [claim],
  assumptions: ['The grant comes'],
  open_questions: ['Who cooks?'],
  risks: [
    {
      ...claim,
      id: 'k1',
      likelihood: 2,
      impact: 4,
      early_signal: 'queues',
      mitigation: 'a second kitchen',
      cost: { amount: 1, unit: 'M', basis: 'a guess', turns: [7], facts: [], quote: 'a guess', origin: 'stated' },
      owner: null,
    },
  ],
  dissent: [{ ...claim, seat: 'cost', severity: 'block', answered_by: [9] }],
  votes: { first: {}, final: {}, majority: { a1: 3 }, weighted: { a1: 2.45 } },
  ballots: [{ seat: 'Cost', turn: 9, alternative: 'a1', confidence: 0.8, because: 'It pays back.' }],
  positions: [
    { seat: 'Cost', turn: 2, from: null, to: 'a2', confidence: 0.5, because: 'Cheap.', citing: [], flagged: false },
    { seat: 'Cost', turn: 8, from: 'a2', to: 'a1', confidence: 0.6, because: 'All do.', citing: [], flagged: true },
  ],
  unique_facts: [{ ...claim, seat: 'Cost', text: 'Only I saw the bill', voiced_by: [] }],
  confidence: 0.72,
  missing: [{ code: 'risk_missing', subject: 'a1' }],
  incident: { detect_minutes: 300, mitigate_minutes: 1440, restore_minutes: 1454, timeline: [], causes: [] },
  contradicts: [],
  settlement: null,
  deferred_until: null,
  supersedes: null,
  superseded_by: null,
  confirmation: null,
  review_date: '2027-03-01',
  kill_criterion: 'Fewer than 60 % eat',
  protocol_version: '1',
  models: ['playbook'],
  version: 1,
  content_hash: 'abc',
};
const item: ActionItem = {
  id: 't1',
  decision_id: 'd1',
  title: 'Claim the grant',
  owner: null,
  owner_ref: null,
  owner_said: null,
  due: '2027-03-15',
  due_said: null,
  acceptance: 'A receipt',
  turns: [12],
  facts: [],
  quote: 'claim it',
  origin: 'stated',
  priority: 'high',
  depends_on: [],
  kind: null,
  also: [],
  contradicts: [],
  note: null,
  version: 1,
  status: 'proposed',
  external_urls: {},
  idempotency_key: 'k',
};

describe('a decision as Markdown', () => {
  const text = decisionToMarkdown({ log, items: [item], summary: 'A pilot.', status: log.status }, { language: 'en' });

  it('keeps everything a reader needs to check it away from the product', () => {
    for (const part of [
      '**Pilot.** Start with a pilot.',
      'Written by scripted experts',
      'turn 4, turn 7, agenda 2: “we can pay for it”',
      'Cost 7.33',
      '5 M (turn 4)',
      'likelihood 2/5',
      'a second kitchen',
      '72 %',
      '300 min',
      'Cost: Pilot, sure 80 %: It pays back. *(turn 9)*',
      'Cost, turn 8: from “Nothing” to “Pilot”, citing nothing new (**joined the majority without new evidence**). All do.',
      'Cost: Only I saw the bill (never came up again)',
      'Also proposed as: Wait. Do it later *(turn 3; in common: later)*',
      '(answered in turn 9)',
      'Claim the grant (unassigned, due 2027-03-15, high)',
      'Pilot: 3 votes, 2.45 by confidence',
      'a risk (Pilot)',
      'SHA-256 abc',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('is in the language of the agenda', () => {
    const russian = decisionToMarkdown({ log, items: [item], summary: null, status: log.status }, { language: 'ru' });
    expect(russian).toContain('сценарными экспертами');
    expect(russian).toContain('Pilot: 3 голоса, 2,45');
    expect(russian.match(/^## .*$/gm)?.join()).not.toMatch(/[a-z]/);
  });

  it('lets nothing that was said become a heading, a link or HTML', () => {
    const hostile = { ...log, question: '# Big\n# Heading [x](javascript:alert(1)) <img src=x onerror=alert(1)>' };
    const written = decisionToMarkdown(
      { log: hostile, items: [], summary: null, status: 'proposed' },
      { language: 'en' },
    );
    expect(written).not.toMatch(/^# Heading/m);
    expect(written).not.toMatch(/(^|[^\\])<img|(^|[^\\])\[x/);
  });

  it('says who settled it, who signed what, and what only a person can confirm', () => {
    const at = '2026-11-22T10:00:00.000Z';
    const accepted: DecisionLog = {
      ...log,
      status: 'accepted',
      rationale: [{ ...claim, turns: [], facts: [], quote: 'So', text: 'So', origin: 'human', by: 'Olga' }],
      settlement: { by: 'Olga', on_behalf_of: 'Committee', note: 'Start in May.', at },
      confirmation: { member: 'Olga', at, sha256: 'f00d' },
      supersedes: 2,
      version: 4,
    };
    const tasks: ActionItem[] = [
      { ...item, title: 'Confirmed one', status: 'confirmed' },
      { ...item, title: 'Derived one', origin: 'derived' },
      { ...item, title: 'Dropped one', status: 'dropped' },
    ];
    const status = 'superseded';
    const written = decisionToMarkdown({ log: accepted, items: tasks, summary: null, status }, { language: 'en' });
    for (const part of [
      'Status: superseded',
      `Settled by: Olga on behalf of Committee, ${at}`,
      'Note: Start in May.',
      '- Takes the place of version 2\n',
      '- So *(Olga)*',
      `Signed by Olga at ${at}. SHA-256 f00d`,
    ]) {
      expect(written).toContain(part);
    }
    expect(written.indexOf('Confirmed one')).toBeLessThan(written.indexOf('Proposed tasks, not confirmed yet'));
    expect(written.indexOf('Derived one')).toBeGreaterThan(written.indexOf('Proposed tasks, not confirmed yet'));
    expect(written).not.toContain('Dropped one');
  });

  it('says of a meeting of people only what they said: else a reader takes a default for their word', () => {
    const taken = { provider: 'rules', model: '', signs: [], record: false };
    const only = log.alternatives
      .filter((one) => one.id === log.chosen)
      .map((one) => ({ ...one, name: log.statement }));
    const said = { ...log, taken, alternatives: only, question: log.title, scripted: false, models: [] };
    const written = decisionToMarkdown(
      { log: said, items: [item], summary: null, status: log.status },
      { language: 'en' },
    );
    for (const part of ['Reversibility', 'Question', 'Alternatives', ', high)', 'Models: .'])
      expect(written).not.toContain(part);
    expect(written).toContain('Taken from a transcript by rules: no model read it.');
  });

  it('names the file after the decision', () => {
    expect(decisionFileName('Выносить ли биллинг?', 'md')).toBe('выносить-ли-биллинг.md');
    expect(decisionFileName('///', 'json')).toBe('decision.json');
  });

  it('cuts a long name between characters: else the file cannot be fetched', () => {
    expect(decisionFileName(`${'a'.repeat(59)} and so on`, 'md')).toBe(`${'a'.repeat(59)}.md`);
    expect(decisionFileName(`${'a'.repeat(59)}𠮷𠮷`, 'md')).toBe(`${'a'.repeat(59)}.md`);
  });
});
