import { describe, expect, it } from 'vitest';
import type { ExportedDecision } from '@/lib/ports/export-target';
import { type Block, childrenOf, toBlocks } from './blocks';
import { decisionNodes, decisionValues } from './decision-page';
import { aDecision, aLog, anExportedTask, aTask } from './fixtures';
import { writtenProperties } from './properties';
import type { NotionPlace, NotionSettings } from './settings';
import { taskNodes, taskValues } from './task-page';
import type { RichText } from './texts';

const placeOf = (types: Record<string, string>, statuses: Record<string, string> = {}): NotionPlace => ({
  databaseId: 'd',
  dataSourceId: 's',
  title: 'Tasks',
  url: 'https://notion.test/tasks',
  statuses,
  properties: Object.fromEntries(
    Object.entries(types).map(([field, type]) => [field, { id: `p-${field}`, name: field, type }]),
  ),
});
const bare: NotionSettings = { workspace: { id: null, name: null }, decisions: null, tasks: null };

const read = (texts: RichText[] = []) => texts.map(({ text }) => text.content.replaceAll('\u00a0', ' ')).join('');
/** A page in lines: its kind, what it says, indented by what holds it. */
function lines(blocks: readonly Block[], indent = ''): string[] {
  return blocks.flatMap((one) => {
    const content = one[one.type] as { rich_text?: RichText[]; cells?: RichText[][] };
    const text = content.cells ? content.cells.map(read).join(' | ') : read(content.rich_text);
    return [`${indent}${one.type}: ${text}`, ...lines(childrenOf(one), `${indent}  `)];
  });
}
const decisionPage = (exported: ExportedDecision, settings: NotionSettings = bare) =>
  lines(toBlocks(decisionNodes(exported, settings)));

describe('a decision’s page', () => {
  it('begins with the question and the decision, and ends with where it comes from', () => {
    const page = decisionPage(aDecision());
    expect(page.slice(0, 3)).toEqual([
      'paragraph: Question: Where do we start?',
      'callout: Pilot: Start with a pilot in three districts.',
      'callout: Written by scripted experts from a playbook, not by language models. Check it before you rely on it.',
    ]);
    expect(page.slice(-3)).toEqual([
      'divider: ',
      'paragraph: Open in XIO',
      'paragraph: Scripted experts. Protocol 1. Version 2 of run r1. SHA-256 abc',
    ]);
  });

  it('sets the alternatives against the criteria, with the chosen one marked and “do nothing” among them', () => {
    const page = decisionPage(aDecision());
    const at = page.findIndex((one) => one.startsWith('table:'));
    expect(page.slice(at + 1, at + 4)).toEqual([
      '  table_row: Alternative | Cost, weight 60 % | Reach, weight 40 % | Weighted | Cost',
      '  table_row: ✓ Pilot (chosen) | 7.33 | 3 | 5.6 | 5 M',
      '  table_row: Do nothing | – | – | – | –',
    ]);
  });

  it('leaves out columns of risks that nothing stands in, and says a quote once where the point is the quote', () => {
    const claim = {
      turns: [4],
      facts: [],
      quote: 'It is “cheap” today.',
      text: '“It is ‘cheap’ today”',
      origin: 'stated' as const,
    };
    const page = decisionPage(aDecision(aLog({ rationale: [claim] })));
    expect(page).toContain('  table_row: Risk | Likelihood | Impact | Early signal | Mitigation');
    const why = page.indexOf('heading_2: Why');
    expect(page.slice(why + 1, why + 3)).toEqual([
      'bulleted_list_item: “It is ‘cheap’ today” turn 4',
      'heading_2: Alternatives',
    ]);
  });

  it('links every turn that it names', () => {
    const blocks = toBlocks(decisionNodes(aDecision(), bare));
    const texts = JSON.stringify(blocks).match(/"content":"turn.\d+","link":\{"url":"[^"]+"/g) ?? [];
    expect(texts.length).toBeGreaterThan(3);
    for (const one of texts) {
      const [, turn, link] = /turn.(\d+)","link":\{"url":"[^"]+#turn-(\d+)"/.exec(one) ?? [];
      expect(turn).toBe(link);
    }
  });

  it('does not say in the text what its properties say', () => {
    const decisions = placeOf({ title: 'title', status: 'select', decider: 'rich_text', confidence: 'number' });
    const without = decisionPage(aDecision());
    const page = decisionPage(aDecision(), { ...bare, decisions });
    expect(without).toContain('bulleted_list_item: Decider: Committee');
    expect(page.join('\n')).not.toMatch(/Decider:|Confidence:|item: Status:/);
    expect(page).toContain('bulleted_list_item: Review on: 1 March 2027');
    const unsaid = decisionPage(aDecision(), { ...bare, decisions: placeOf({ status: 'status', decider: 'people' }) });
    expect(unsaid).toContain('bulleted_list_item: Status: accepted');
    expect(unsaid).toContain('bulleted_list_item: Decider: Committee');
  });

  it('names the tasks, and leaves to their own database what changes about them', () => {
    const alone = decisionPage(aDecision());
    expect(alone).toContain('bulleted_list_item: Claim the grant (Ada Lind, due 15 March 2027, high)');
    const page = decisionPage(aDecision(), { ...bare, tasks: placeOf({ title: 'title', key: 'rich_text' }) });
    expect(page).toContain('paragraph: Owners, dates and status are kept in Tasks.');
    expect(page).toContain('bulleted_list_item: Claim the grant');
  });

  it('tells of an incident when what happened, and what each task is for', () => {
    const incident = {
      detect_minutes: 300,
      mitigate_minutes: 1440,
      restore_minutes: 1454,
      timeline: [
        { at: '2017-01-31T18:00:00Z', what: 'started' as const },
        { at: '2017-02-01T18:14:00Z', what: 'resolved' as const },
      ],
      causes: ['A', 'B'].map((quote) => ({
        turns: [3],
        facts: [],
        quote,
        text: 'No barrier.',
        origin: 'derived' as const,
      })),
    };
    const page = decisionPage(aDecision(aLog({ incident }), [aTask({ kind: 'prevent' })]));
    const at = page.indexOf('heading_2: What happened');
    expect(page.slice(at + 3, at + 9)).toEqual([
      '  table_row: Started | 31 January 2017 at 18:00 UTC | –',
      '  table_row: Resolved | 1 February 2017 at 18:14 UTC | 24 h 14 min',
      'heading_2: What contributed',
      'bulleted_list_item: No barrier.',
      '  quote: “A” turn 3',
      '  quote: “B” turn 3',
    ]);
    expect(page.join('\n')).toContain('heading_3: Prevent\nbulleted_list_item: Claim the grant');
    expect(page.join('\n')).toContain('heading_3: Detect\nparagraph: No action was agreed.');
  });

  it('is in the meeting’s language', () => {
    const page = decisionPage({ ...aDecision(), language: 'ru' });
    expect(page.filter((one) => /^heading_2: .*[a-z]/i.test(one))).toEqual([]);
    expect(page).toContain('  quote: «we can pay for it from what is left» реплика 4');
    expect(page).toContain('  table_row: ✓ Pilot (выбран) | 7,33 | 3 | 5,6 | 5 M');
    expect(page).toContain('paragraph: Подписано: Olga, 22 ноября 2026 г. в 10:00 UTC.');
  });

  it('says that a run was stopped, what is missing, and what it seems to go against', () => {
    const page = decisionPage(
      aDecision(
        aLog({
          status: 'escalated',
          chosen: null,
          statement: '',
          incomplete: true,
          missing: [{ code: 'risk_missing', subject: 'A1' }],
          contradicts: [{ decision: 'd0', title: 'No pilots', why: 'It forbids them.' }],
        }),
      ),
    );
    for (const one of [
      'callout: No alternative was chosen.',
      'callout: Incomplete: the run was stopped before its end.',
      'bulleted_list_item: A risk (Pilot)',
      'bulleted_list_item: No pilots: It forbids them.',
    ]) {
      expect(page).toContain(one);
    }
  });
});

describe('a task’s page', () => {
  it('says when it is done, who was named, and in whose words, without repeating its properties', () => {
    const place = placeOf({ owner: 'people', owner_name: 'rich_text', due: 'date', priority: 'select' });
    expect(lines(toBlocks(taskNodes(anExportedTask(), place)))).toEqual([
      'heading_2: Done when',
      'paragraph: A receipt from the fund',
      'bulleted_list_item: As it was said: Ada from finance; by mid-March',
      'heading_2: In the words of the council',
      'quote: “somebody has to claim it” turn 12',
      'divider: ',
      'paragraph: Decision: Free meals: a pilot',
      'paragraph: Written by scripted experts from a playbook, not by language models. Check it before you rely on it.',
    ]);
  });
});

describe('properties', () => {
  const requests = (place: NotionPlace, item = aTask()) =>
    Object.fromEntries(
      writtenProperties(place, taskValues(anExportedTask(item), null)).map(({ field, request }) => [field, request]),
    );

  it('writes a status as whatever holds it', () => {
    expect(requests(placeOf({ status: 'checkbox' }), aTask({ status: 'done' }))).toEqual({
      status: { checkbox: true },
    });
    expect(requests(placeOf({ status: 'status' }, { confirmed: 'Not started' }))).toEqual({
      status: { status: { name: 'Not started' } },
    });
    expect(requests(placeOf({ status: 'select' }))).toEqual({ status: { select: { name: 'Confirmed' } } });
    expect(requests(placeOf({ status: 'rich_text' }))).toMatchObject({
      status: { rich_text: [{ text: { content: 'Confirmed' } }] },
    });
  });

  it('leaves a status alone that has no option for ours: Notion would refuse the whole page', () => {
    expect(requests(placeOf({ status: 'status' }))).toEqual({});
  });

  it('makes no option that Notion refuses', () => {
    const long = `one, two,${'x'.repeat(200)}`;
    const [{ request } = { request: null }] = writtenProperties(placeOf({ status: 'select' }, { confirmed: long }), {
      status: { status: 'confirmed' },
    });
    const name = request && 'select' in request ? request.select?.name : '';
    expect(name).toMatch(/^one two x+…$/);
    expect(name).toHaveLength(100);
  });

  it('writes no date that is none, and no address that is too long', () => {
    const place = placeOf({ due: 'date', source: 'url' });
    expect(requests(place, aTask({ due: 'soon' }))).toMatchObject({ due: { date: null } });
    const values = decisionValues(
      { ...aDecision(), links: { decision: `https://x/${'a'.repeat(2000)}`, turn: String } },
      null,
    );
    expect(writtenProperties(placeOf({ link: 'url' }), values)[0]?.request).toEqual({ url: null });
  });
});
