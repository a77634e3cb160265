import { describe, expect, it } from 'vitest';
import { faultsOf, mappingOf, missingFields, newColumns, placeFrom } from './mapping';
import { notionId } from './places';
import { propose } from './propose';
import { fieldNames } from './settings';
import type { Column, Source } from './source';

const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  id: `id of ${name}`,
  name,
  type,
  options: [],
  relatesTo: null,
  ...more,
});
const sourceOf = (...columns: Column[]): Source => ({
  databaseId: 'd',
  dataSourceId: 's',
  title: 'Ours',
  url: null,
  columns,
});
const status = (...options: [name: string, group: number][]) =>
  column('State', 'status', { options: options.map(([name, group]) => ({ name, group })) });
const codes = (found: ReturnType<typeof faultsOf>) => found.map(({ path, code }) => [path, code]);
const chosen = ({ properties }: ReturnType<typeof propose>) =>
  Object.fromEntries(Object.entries(properties).map(([field, id]) => [field, id.replace('id of ', '')]));

describe('what XIO proposes', () => {
  it('finds columns by the names that people give them, in both languages: else they map each by hand', () => {
    const english = sourceOf(
      column('Task name', 'title'),
      column('✅ Status', 'status'),
      column('Assignee', 'people'),
      column('Due date', 'date'),
      column('Priority', 'select'),
      column('Acceptance criteria', 'rich_text'),
      column('Decision', 'relation', { relatesTo: 'decisions' }),
      column('XIO ID', 'rich_text'),
    );
    expect(chosen(propose('tasks', english, 'decisions', 'en'))).toEqual({
      title: 'Task name',
      status: '✅ Status',
      owner: 'Assignee',
      due: 'Due date',
      priority: 'Priority',
      acceptance: 'Acceptance criteria',
      decision: 'Decision',
      key: 'XIO ID',
    });
    const russian = sourceOf(
      column('Что', 'title'),
      column('Исполнитель', 'people'),
      column('Крайний срок', 'date'),
      column('Критерий приемки', 'rich_text'),
    );
    expect(chosen(propose('tasks', russian, 'decisions', 'ru'))).toEqual({
      title: 'Что',
      owner: 'Исполнитель',
      due: 'Крайний срок',
      acceptance: 'Критерий приемки',
    });
  });

  it('never takes a column that only has the right type: it would write over what stands there', () => {
    const source = sourceOf(column('Name', 'title'), column('Notes', 'rich_text'), column('Birthday', 'date'));
    expect(chosen(propose('decisions', source, null, 'en'))).toEqual({ title: 'Name' });
    const elsewhere = sourceOf(column('Name', 'title'), column('Decision', 'relation', { relatesTo: 'people' }));
    expect(chosen(propose('tasks', elsewhere, 'decisions', 'en'))).toEqual({ title: 'Name' });
  });

  it('gives each column to one field, the one that it is named for', () => {
    const source = sourceOf(column('Decision', 'title'), column('Date', 'date'), column('Review date', 'date'));
    expect(chosen(propose('decisions', source, null, 'en'))).toEqual({
      title: 'Decision',
      date: 'Date',
      review_date: 'Review date',
    });
  });

  it('has an option for each status: by name, else by its group; a select gets a new one', () => {
    const grouped = status(['Not started', 0], ['Doing', 1], ['Shipped', 2], ['Cancelled', 2]);
    const { statuses } = propose('tasks', sourceOf(column('T', 'title'), grouped), null, 'en');
    expect(statuses).toEqual({
      proposed: 'Not started',
      confirmed: 'Not started',
      done: 'Shipped',
      dropped: 'Cancelled',
    });
    const select = column('Status', 'select', { options: [{ name: 'Утверждено', group: null }] });
    const decided = propose('decisions', sourceOf(column('T', 'title'), select), null, 'ru');
    expect(decided.statuses).toMatchObject({ accepted: 'Утверждено', rejected: 'Отклонено' });
  });
});

describe('a mapping', () => {
  const columns = [column('Name', 'title'), column('XIO ID', 'rich_text'), column('Sum', 'formula')];
  const good = { properties: { title: 'id of Name', key: 'id of XIO ID' }, statuses: {} };

  it('without the title or the key is refused: an export would come twice', () => {
    expect(faultsOf('decisions', sourceOf(...columns), good, null)).toEqual([]);
    expect(codes(faultsOf('decisions', sourceOf(...columns), { properties: {}, statuses: {} }, null))).toEqual([
      ['decisions.properties.title', 'integration.column_missing'],
      ['decisions.properties.key', 'integration.column_missing'],
    ]);
  });

  it('onto a database without a title property says that no page can be made there', () => {
    const source = sourceOf(column('XIO ID', 'rich_text'));
    expect(codes(faultsOf('tasks', source, good, null))).toEqual([
      ['tasks', 'integration.no_title'],
      ['tasks.properties.title', 'integration.column_gone'],
    ]);
  });

  it('onto a property of another type, or twice onto one, is refused where it stands', () => {
    const mapping = {
      properties: { ...good.properties, confidence: 'id of Sum', decider: 'id of XIO ID' },
      statuses: {},
    };
    expect(codes(faultsOf('decisions', sourceOf(...columns), mapping, null))).toEqual([
      ['decisions.properties.confidence', 'integration.column_type'],
      ['decisions.properties.decider', 'integration.column_twice'],
    ]);
  });

  it('of tasks goes to the decisions themselves: a relation to another database says so', () => {
    const related = column('Decision', 'relation', { relatesTo: 'elsewhere' });
    const mapping = { properties: { ...good.properties, decision: related.id }, statuses: {} };
    expect(codes(faultsOf('tasks', sourceOf(...columns, related), mapping, 'decisions'))).toEqual([
      ['tasks.properties.decision', 'integration.relation_elsewhere'],
    ]);
  });

  it('needs an option that is there for every status, since Notion lets programs make none', () => {
    const state = status(['Open', 0], ['Done', 2]);
    const properties = { ...good.properties, status: state.id };
    const statuses = { proposed: 'Open', confirmed: 'Open', done: 'Finished' };
    expect(codes(faultsOf('tasks', sourceOf(...columns, state), { properties, statuses }, null))).toEqual([
      ['tasks.statuses.done', 'integration.option_gone'],
      ['tasks.statuses.dropped', 'integration.option_missing'],
    ]);
  });

  it('that was kept survives a new name of a property, and tells what was removed', () => {
    const kept = placeFrom(sourceOf(...columns), good);
    const renamed = columns.map((one) => (one.name === 'XIO ID' ? { ...one, name: 'Do not touch' } : one));
    expect(faultsOf('decisions', sourceOf(...renamed), mappingOf(kept), null)).toEqual([]);
    const removed = columns.filter((one) => one.name !== 'XIO ID');
    expect(codes(faultsOf('decisions', sourceOf(...removed), mappingOf(kept), null))).toEqual([
      ['decisions.properties.key', 'integration.column_gone'],
    ]);
  });
});

describe('columns that are added', () => {
  it('are those that nothing holds yet, under a name that nobody has taken', () => {
    const wanted = missingFields('tasks', { properties: { title: 'x', due: 'y' } });
    expect(wanted).toEqual(fieldNames('tasks').filter((one) => one !== 'title' && one !== 'due'));
    const made = newColumns('tasks', ['key', 'priority', 'decision'], {
      decisions: 'd',
      language: 'ru',
      taken: ['приоритет'],
    });
    expect(Object.keys(made)).toEqual(['XIO ID', 'Приоритет (XIO)', 'Решение']);
    expect(made.Решение).toMatchObject({ relation: { data_source_id: 'd', dual_property: {} } });
  });
});

it.each([
  ['https://www.notion.so/acme/Board-minutes-1f0a2b3c4d5e6f708192a3b4c5d6e7f8?pvs=4', true],
  ['https://www.notion.so/1f0a2b3c4d5e6f708192a3b4c5d6e7f8?v=0000000000000000000000000000000a', true],
  ['1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8', true],
  ['Board minutes', false],
  ['https://example.com/', false],
])('the address %s names a place: %s', (query, named) => {
  expect(notionId(query)).toBe(named ? '1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8' : null);
});
