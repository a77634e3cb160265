import type { Language } from '@/lib/council/agenda.schema';

interface Counts {
  decisions: number;
  tasks: number;
  open: number;
}

/** What the record says in its own words, in the language of the meeting. */
export const phrases: Record<
  Language,
  {
    untitled: string;
    question(title: string): string;
    recordTitle(title: string): string;
    recordStatement(counts: Counts): string;
    record: string;
    nobody: string;
    fact(said: { name: string; meeting: string; turn: number; quote: string }): string;
    rules: string;
  }
> = {
  en: {
    untitled: 'Meeting without a title',
    question: (title) => `Are the minutes of “${title}” right?`,
    recordTitle: (title) => `Minutes: ${title}`,
    recordStatement: ({ decisions, tasks, open }) =>
      `Decisions: ${decisions}. Tasks: ${tasks}. Open questions: ${open}.`,
    record: 'The minutes as they stand',
    nobody: 'Somebody',
    fact: ({ name, meeting, turn, quote }) => `${name} in “${meeting}”, turn ${turn}: “${quote}”`,
    rules: 'Minutes by rules',
  },
  ru: {
    untitled: 'Встреча без названия',
    question: (title) => `Верен ли протокол встречи «${title}»?`,
    recordTitle: (title) => `Протокол: ${title}`,
    recordStatement: ({ decisions, tasks, open }) =>
      `Решений: ${decisions}. Задач: ${tasks}. Открытых вопросов: ${open}.`,
    record: 'Протокол в этом виде',
    nobody: 'Кто-то',
    fact: ({ name, meeting, turn, quote }) => `${name}, встреча «${meeting}», реплика ${turn}: «${quote}»`,
    rules: 'Протокол по правилам',
  },
};
