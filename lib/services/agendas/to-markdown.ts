import { stringify } from 'yaml';
import type { Agenda } from '@/lib/council/agenda.schema';

const headings = {
  en: {
    question: 'Question',
    facts: 'Facts we agree on',
    items: 'Agenda',
    constraints: 'Constraints',
    criteria: 'Criteria',
    min: 'min',
  },
  ru: {
    question: 'Вопрос',
    facts: 'Что мы знаем',
    items: 'Повестка',
    constraints: 'Ограничения',
    criteria: 'Критерии',
    min: 'мин',
  },
} as const;

/** The agenda as a file that `parseAgenda` reads back to the same agenda (white space joined). */
export function agendaToMarkdown(agenda: Agenda): string {
  const words = headings[agenda.language];
  const { question, facts, constraints, items, criteria, incident, ...rest } = agenda;
  const front = stringify(
    { ...rest, ...(incident ? { incident } : {}) },
    { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
  );
  const list = (heading: string, lines: string[]) => (lines.length > 0 ? [`# ${heading}`, lines.join('\n')] : []);
  return [
    `---\n${front}---`,
    `# ${words.question}`,
    escaped(question),
    ...list(
      words.facts,
      facts.map((fact) => `- ${escaped(fact)}`),
    ),
    ...list(
      words.items,
      items.map((item, index) => `${index + 1}. ${escaped(item.title)} (${item.minutes} ${words.min})`),
    ),
    ...list(
      words.constraints,
      constraints.map((one) => `- ${escaped(one)}`),
    ),
    ...list(
      words.criteria,
      criteria.map((one) => `- ${escaped(one.name)}: ${one.weight}`),
    ),
    '',
  ].join('\n\n');
}

/** One line that starts neither a heading nor a fence. */
const escaped = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\\*[#`~]/, (start) => `\\${start}`);
