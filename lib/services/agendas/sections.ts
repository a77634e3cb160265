import type { InputIssue } from '../errors';
import { nearest } from './nearest';

export type SectionName = 'question' | 'facts' | 'items' | 'constraints' | 'criteria';
export interface Line {
  text: string;
  /** 1-based line in the file. */
  line: number;
}

/** Headings a person may write, lower case, by what they hold. */
const headings: Record<SectionName, readonly string[]> = {
  question: ['question', 'the question', 'вопрос'],
  facts: ['facts we agree on', 'facts', 'what we know', 'context', 'background', 'что мы знаем', 'факты', 'контекст'],
  items: ['agenda', 'повестка', 'повестка дня'],
  constraints: ['constraints', 'limits', 'ограничения'],
  criteria: ['criteria', 'критерии'],
};
const names = new Map(
  Object.entries(headings).flatMap(([name, all]) => all.map((one) => [one, name as SectionName] as const)),
);

export interface Sections {
  title: Line | null;
  lines: Record<SectionName, Line[]>;
  issues: InputIssue[];
}

/** Sorts the lines of a Markdown body under the headings we know; a heading we don't know is an issue, never dropped. */
export function readSections(body: string, offset: number): Sections {
  const found: Sections = {
    title: null,
    lines: { question: [], facts: [], items: [], constraints: [], criteria: [] },
    issues: [],
  };
  let current: SectionName | 'unknown' | null = null;
  let depth = 3;
  let fenced = false;
  for (const [index, text] of body.split('\n').entries()) {
    const line = index + offset + 1;
    const heading = fenced ? null : /^(#{1,3})[ \t]+(.+?)[ \t#]*$/.exec(text);
    const words = (heading?.[2] ?? '').replace(/[:*_]/g, '').trim();
    const name = names.get(words.toLowerCase());
    const level = heading?.[1]?.length ?? 9;
    if (name) {
      current = name;
      depth = level;
    } else if (heading && current === null && found.title === null) {
      found.title = { text: words, line };
    } else if (heading && level <= depth) {
      found.issues.push(unknownSection(words, line));
      current = 'unknown';
    } else {
      if (/^\s*(```|~~~)/.test(text)) fenced = !fenced;
      if (current && current !== 'unknown') found.lines[current].push({ text, line });
      else if (current === null && text.trim()) {
        found.issues.push({ path: '', code: 'agenda.outside', args: { line } });
        current = 'unknown';
      }
    }
  }
  return found;
}

function unknownSection(words: string, line: number): InputIssue {
  const hint = nearest(words, [...names.keys()]);
  const args = { line, heading: words.slice(0, 80) };
  return hint
    ? { path: '', code: 'agenda.section_misspelt', args: { ...args, nearest: hint } }
    : { path: '', code: 'agenda.section_unknown', args };
}

/** Bullets, numbered lines and paragraphs, each on one line of text. */
export function readItems(lines: Line[]): Line[] {
  const items: Line[] = [];
  let open = false;
  for (const { text, line } of lines) {
    const bullet = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/.exec(text);
    if (bullet) items.push({ text: plain(bullet[1] ?? ''), line });
    else if (!text.trim()) open = false;
    else if (open && items.length > 0) {
      const last = items[items.length - 1];
      if (last) last.text = `${last.text} ${plain(text)}`.trim();
    } else items.push({ text: plain(text), line });
    if (text.trim()) open = true;
  }
  return items.filter((item) => item.text !== '');
}

/** One line, white space joined, a leading escape taken off. */
export const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\\(\\*[#`~])/, '$1');
