import type { Language } from '../council/agenda.schema';
import type { Minutes, MinutesDecision, MinutesEvidence, MinutesTask } from './minutes.schema';
import { sayNote, sayReading, saySign } from './sentences';
import type { Transcript } from './transcript';

const words = {
  en: {
    rules: 'Taken by rules, without a language model: check every entry against the words it quotes.',
    model: 'Taken by {model}: check every entry against the words it quotes.',
    summary: 'Summary',
    decisions: 'Decisions',
    noDecisions: 'No decision was found.',
    tasks: 'Tasks',
    derived: 'Possible tasks',
    noTasks: 'No task was found that somebody took on or was given.',
    questions: 'Open questions',
    notes: 'About the transcript',
    alternatives: 'Also on the table',
    rationale: 'Why',
    objections: 'Against it',
    unassigned: 'unassigned',
    due: 'due {due}',
    sure: 'confidence {share} %',
    derivedMark: 'inferred',
    turn: 'turn',
    turns: 'turns',
  },
  ru: {
    rules: 'Составлено по правилам, без языковой модели: сверяйте каждую запись со словами, которые она приводит.',
    model: 'Составлено моделью {model}: сверяйте каждую запись со словами, которые она приводит.',
    summary: 'Кратко',
    decisions: 'Решения',
    noDecisions: 'Решений не найдено.',
    tasks: 'Задачи',
    derived: 'Возможные задачи',
    noTasks: 'Не найдено задач, которые кто-то взял или получил.',
    questions: 'Открытые вопросы',
    notes: 'О расшифровке',
    alternatives: 'Что ещё предлагали',
    rationale: 'Почему',
    objections: 'Против',
    unassigned: 'без ответственного',
    due: 'срок: {due}',
    sure: 'уверенность {share} %',
    derivedMark: 'выведено',
    turn: 'реплика',
    turns: 'реплики',
  },
} satisfies Record<Language, Record<string, string>>;

/** One line of text in which nothing is Markdown. */
const line = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1');

/** Minutes as a Markdown document in their language: every entry with its turns, its quote, and what rules went by. */
export function minutesToMarkdown(minutes: Minutes, transcript?: Pick<Transcript, 'turns' | 'notes'>): string {
  const { language, made_by } = minutes;
  const w = words[language];
  const source = sourceIn(language, transcript?.turns ?? []);
  const claims = (list: readonly MinutesEvidence[]) => list.map((one) => `- ${line(one.text)} ${source(one)}`);
  const block = (title: string, list: readonly string[]) => (list.length > 0 ? [`## ${title}`, list.join('\n')] : []);
  const by =
    made_by.provider === 'rules'
      ? w.rules
      : w.model.replace('{model}', () => line(`${made_by.provider}:${made_by.model}`));
  const stated = minutes.action_items.filter(({ origin }) => origin !== 'derived');
  const derived = minutes.action_items.filter(({ origin }) => origin === 'derived');
  const parts = [
    `# ${line(minutes.title)}`,
    [by, ...sayReading(minutes, language).map(line)].map((one) => `> ${one}`).join('\n> \n'),
    ...block(w.summary, claims(minutes.summary)),
    `## ${w.decisions}`,
    ...(minutes.decisions.length > 0
      ? minutes.decisions.map((one) => decision(one, language, source))
      : [w.noDecisions]),
    `## ${w.tasks}`,
    stated.length > 0 ? stated.map((one) => task(one, language, source)).join('\n') : w.noTasks,
    ...block(
      w.derived,
      derived.map((one) => task(one, language, source)),
    ),
    ...block(w.questions, claims(minutes.open_questions)),
    ...block(
      w.notes,
      (transcript?.notes ?? []).map((note) => `- ${line(sayNote(note, language))}`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

type Source = (one: Pick<MinutesEvidence, 'turns' | 'quote' | 'origin'>) => string;

/** The quote, who said it, and where. */
function sourceIn(language: Language, turns: Transcript['turns']): Source {
  const w = words[language];
  const [open, close] = language === 'ru' ? ['«', '»'] : ['“', '”'];
  return (one) => {
    const speaker = turns[(one.turns.find((n) => turns[n - 1]?.text.includes(one.quote)) ?? 0) - 1]?.speaker;
    const where = `${one.turns.length === 1 ? w.turn : w.turns} ${one.turns.join(', ')}`;
    const mark = one.origin === 'derived' ? `; ${w.derivedMark}` : '';
    return `(${open}${line(one.quote)}${close}${speaker ? `, ${line(speaker)}` : ''}, ${where}${mark})`;
  };
}

function marks({ confidence, signs }: Pick<MinutesDecision, 'confidence' | 'signs'>, language: Language): string {
  const sure = words[language].sure.replace('{share}', String(Math.round(confidence * 100)));
  return [sure, ...signs.map((code) => line(saySign(code, language)))].join(', ');
}

function decision(one: MinutesDecision, language: Language, source: Source): string {
  const w = words[language];
  const list = (title: string, claims: readonly MinutesEvidence[]) =>
    claims.length === 0
      ? []
      : [`${title}:\n${claims.map((claim) => `- ${line(claim.text)} ${source(claim)}`).join('\n')}`];
  return [
    `### ${one.id}. ${line(one.title)}`,
    `${line(one.statement)} ${source(one)}`,
    `*${marks(one, language)}*`,
    ...list(
      w.alternatives,
      one.alternatives.filter(({ chosen }) => !chosen),
    ),
    ...list(w.rationale, one.rationale),
    ...list(w.objections, one.objections),
  ].join('\n\n');
}

function task(one: MinutesTask, language: Language, source: Source): string {
  const w = words[language];
  const due = one.due ?? one.due_said;
  const about = [
    line(one.owner ?? one.owner_said ?? w.unassigned),
    ...(due ? [w.due.replace('{due}', () => line(due))] : []),
    ...(one.decision ? [one.decision] : []),
  ];
  return `- [ ] ${one.id}. ${line(one.title)} (${about.join(', ')}) ${source(one)}; *${marks(one, language)}*`;
}
