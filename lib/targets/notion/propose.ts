import type { Language } from '@/lib/council/agenda.schema';
import { columnsOf, type Mapping } from './mapping';
import { placeWords } from './place-words';
import { fields, type Place } from './settings';
import type { Column, Option, Source } from './source';

/** Other names that people give to such a column, in both languages; ours come from the words. */
const columnNames: Record<Place, Record<string, readonly string[]>> = {
  decisions: {
    status: ['state', 'stage', 'состояние', 'стадия'],
    decider: ['decision maker', 'decided by', 'owner', 'принял', 'принимает решение', 'ответственный'],
    date: ['decided on', 'decision date', 'day', 'дата решения', 'принято'],
    confidence: ['certainty', 'confidence level', 'степень уверенности'],
    review_date: ['review', 'review date', 'revisit', 'revisit on', 'пересмотр', 'дата пересмотра'],
    meeting_id: ['meeting', 'встреча', 'id заседания'],
    key: ['key', 'external id', 'xioid', 'ключ xio', 'внешний id'],
    link: ['link', 'url', 'source', 'xio', 'ссылка', 'источник'],
  },
  tasks: {
    status: ['state', 'stage', 'progress', 'состояние', 'стадия'],
    owner: ['assignee', 'assigned to', 'assign', 'responsible', 'person', 'people', 'исполнитель', 'кому', 'кто'],
    owner_name: ['owner name', 'assignee name', 'имя исполнителя', 'кто отвечает'],
    due: ['due date', 'deadline', 'due on', 'date', 'дедлайн', 'дата', 'крайний срок', 'до'],
    priority: ['importance', 'urgency', 'важность', 'срочность'],
    acceptance: ['acceptance', 'acceptance test', 'acceptance criteria', 'definition of done', 'критерий приёмки'],
    decision: ['decisions', 'решения'],
    key: ['key', 'external id', 'xioid', 'ключ xio', 'внешний id'],
    source: ['link', 'url', 'source', 'xio', 'ссылка', 'источник'],
  },
};

const optionNames: Record<Place, Record<string, readonly string[]>> = {
  decisions: {
    draft: ['in preparation', 'подготовка'],
    proposed: ['open', 'pending', 'in review', 'на рассмотрении', 'открыто'],
    accepted: ['approved', 'decided', 'done', 'agreed', 'утверждено', 'одобрено', 'решено'],
    rejected: ['declined', 'no', 'отказано', 'не принято'],
    deferred: ['postponed', 'on hold', 'paused', 'перенесено', 'на паузе'],
    escalated: ['эскалация', 'передано'],
    superseded: ['replaced', 'obsolete', 'archived', 'устарело', 'архив'],
  },
  tasks: {
    proposed: ['backlog', 'idea', 'suggested', 'inbox', 'идея', 'бэклог', 'входящие'],
    confirmed: [
      'to do',
      'todo',
      'not started',
      'open',
      'new',
      'planned',
      'не начато',
      'к выполнению',
      'новая',
      'запланировано',
    ],
    done: ['complete', 'completed', 'finished', 'closed', 'готово', 'сделано', 'выполнено', 'завершено', 'закрыта'],
    dropped: ['cancelled', 'canceled', 'wont do', 'rejected', 'отменено', 'отменена', 'снято', 'не будет'],
  },
};

/** Letters and digits alone: an emoji before a name, its case and a hyphen mean nothing. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const ours = (place: Place, part: 'columns' | 'statuses', field: string) =>
  (['en', 'ru'] as const).flatMap((language) => placeWords[language][place][part][field] ?? []);

/** Our own name first, then what others say; a name that begins with one of them comes last. 0: none of them. */
function likeness(name: string, own: readonly string[], other: readonly string[]): number {
  const asked = plain(name);
  if (own.some((one) => plain(one) === asked)) return 3;
  const known = [...own, ...other].map(plain);
  if (known.includes(asked)) return 2;
  return known.some((one) => one.length > 3 && asked.startsWith(`${one} `)) ? 1 : 0;
}

/** What XIO would map: by name among the columns that can hold a field, and by type where there is no doubt. */
export function propose(place: Place, source: Source, decisions: string | null, language: Language): Mapping {
  const left = new Set(source.columns);
  const properties: Record<string, string> = {};
  const rated = Object.keys(fields[place]).flatMap((field) => {
    const [own, other] = [ours(place, 'columns', field), columnNames[place][field] ?? []];
    const fit = columnsOf(place, field, source, decisions);
    return fit.map((column, rank) => ({
      field,
      column,
      points: sure(field, fit) ? 9 : likeness(column.name, own, other),
      rank,
    }));
  });
  for (const { field, column, points } of rated.toSorted((a, b) => b.points - a.points || a.rank - b.rank)) {
    if (points === 0 || field in properties || !left.has(column)) continue;
    left.delete(column);
    properties[field] = column.id;
  }
  const status = source.columns.find((one) => one.id === properties.status);
  return { properties, statuses: status ? proposeStatuses(place, status, language) : {} };
}

/** A title, a relation to the decisions or a status of which there is one can only be that. */
const sure = (field: string, fit: readonly Column[]) =>
  fit.length === 1 && (field === 'title' || field === 'decision' || (field === 'status' && fit[0]?.type === 'status'));

const groupOf: Record<string, number> = { accepted: 2, rejected: 2, superseded: 2, deferred: 1, done: 2, dropped: 2 };

/** The option for each status. A select gets ours where it has none like it; a status takes one of its own. */
export function proposeStatuses(place: Place, column: Column, language: Language): Record<string, string> {
  if (column.type !== 'status' && column.type !== 'select') return {};
  return Object.fromEntries(
    Object.entries(placeWords[language][place].statuses).flatMap(([status, word]): [string, string][] => {
      const named = best(column.options, ours(place, 'statuses', status), optionNames[place][status] ?? []);
      if (named) return [[status, named.name]];
      if (column.type === 'select') return [[status, word]];
      const group = column.options.filter((one) => one.group === (groupOf[status] ?? 0));
      // What came to nothing stands last among what is complete.
      const one = status === 'rejected' || status === 'dropped' ? group.at(-1) : group[0];
      return one ? [[status, one.name]] : [];
    }),
  );
}

function best(options: readonly Option[], own: readonly string[], other: readonly string[]): Option | undefined {
  const rated = options.map((option) => ({ option, points: likeness(option.name, own, other) }));
  return rated.filter(({ points }) => points > 1).toSorted((a, b) => b.points - a.points)[0]?.option;
}
