import { type Agenda, agendaSchema, type Language, type Policy, timeZoneSchema } from '@/lib/council/agenda.schema';
import { type InputIssue, ServiceError } from '../errors';
import { issuesOf } from '../issues';
import { checkAgenda } from './check';
import { decodeText } from './decode';
import { splitFrontMatter } from './front-matter';
import { nearest } from './nearest';
import { type Line, plain, readItems, readSections } from './sections';

const keys = [
  'title',
  'language',
  'template',
  'decider',
  'consulted',
  'reversibility',
  'timebox_minutes',
  'policy',
  'incident',
  'criteria',
  'held_on',
  'time_zone',
] as const;

const defaultPolicy = { min_alternatives: 3, rationale_required: true, risk_cost_required: true };
const nobody: Record<Language, string> = { en: 'Organiser', ru: 'Организатор' };

/**
 * Reads an agenda: YAML front matter and Markdown sections, in English or Russian. What is missing gets a default;
 * whatever the text says to the agents stays plain text. `today` is a day (ISO 8601) or an instant, which falls on a day
 * of the agenda's zone; `maker` decides where no decider is named, `policy` holds where none
 * is stated.
 * @throws ServiceError `invalid` with every issue found, each with its line where known; `too_large` over 256 KB.
 */
export function parseAgenda(
  input: string | Uint8Array,
  today: string | Date,
  maker?: string,
  policy: Policy = defaultPolicy,
): Agenda {
  const text = decodeText(input);
  const front = splitFrontMatter(text);
  const sections = readSections(front.body, front.bodyOffset);
  const issues: InputIssue[] = [...front.issues, ...sections.issues];
  for (const key of Object.keys(front.values)) {
    if (!keys.some((known) => known === key)) issues.push(unknownKey(key, front.lines.get(key), keys));
  }
  const { values } = front;
  const language = values.language ?? languageOf(text);
  const items = readItems(sections.lines.items).map(readBox);
  const timebox =
    values.timebox_minutes ?? (items.reduce((sum, item) => sum + Math.max(0, item.minutes ?? 0), 0) || 15);
  const question = sections.lines.question
    .map((one) => plain(one.text))
    .filter(Boolean)
    .join(' ');
  const criteria = sections.lines.criteria.length > 0 ? readItems(sections.lines.criteria).map(readCriterion) : null;
  const zone = values.time_zone ?? 'UTC';
  const parsed = agendaSchema.safeParse({
    title: asText(values.title) ?? sections.title?.text ?? (question ? shorten(question, 120) : '-'),
    language,
    template: values.template ?? 'general',
    question,
    decider: asText(values.decider) ?? maker ?? nobody[language === 'ru' ? 'ru' : 'en'],
    consulted: typeof values.consulted === 'string' ? values.consulted.split(/\s*,\s*/) : values.consulted,
    reversibility: values.reversibility ?? 'two-way',
    timebox_minutes: timebox,
    facts: readItems(sections.lines.facts).map((one) => one.text),
    constraints: readItems(sections.lines.constraints).map((one) => one.text),
    items: shareBoxes(items, typeof timebox === 'number' ? timebox : 15),
    criteria: criteria ?? asCriteria(values.criteria) ?? [],
    policy: isRecord(values.policy) ? { ...policy, ...values.policy } : (values.policy ?? policy),
    incident: values.incident ?? null,
    held_on: values.held_on ?? (typeof today === 'string' ? today : dayIn(zone, today)),
    time_zone: zone,
  });
  const lineOf = (path: string) => front.lines.get(path) ?? sectionLine(path, sections.lines);
  if (parsed.success) issues.push(...checkAgenda(parsed.data));
  else issues.push(...issuesOf(parsed.error, values).map((issue) => refine(issue, question)));
  if (issues.length > 0 || !parsed.success) {
    const located = issues.map((issue) => withLine(issue, lineOf(issue.path)));
    throw new ServiceError('invalid', 'agenda.invalid', { count: located.length }, located);
  }
  return parsed.data;
}

/** The day of an instant in a zone; a zone that is none is refused by the schema, and the day in UTC stands in. */
function dayIn(zone: unknown, instant: Date): string {
  const known = timeZoneSchema.safeParse(zone);
  return new Intl.DateTimeFormat('en-CA', { timeZone: known.success ? known.data : 'UTC' }).format(instant);
}

function unknownKey(key: string, line: number | undefined, known: readonly string[]): InputIssue {
  const hint = nearest(key, known);
  const args = { key: key.slice(0, 80), ...(line === undefined ? {} : { line }) };
  return hint
    ? { path: key, code: 'agenda.key_misspelt', args: { ...args, nearest: hint } }
    : { path: key, code: 'agenda.key_unknown', args: { ...args, known: known.join(', ') } };
}

/** The sentences that help more than the general one. */
function refine(issue: InputIssue, question: string): InputIssue {
  const root = issue.path.split('.')[0];
  if (issue.path === 'question' && question.length < 8) {
    return { ...issue, code: question ? 'agenda.question_short' : 'agenda.question_missing' };
  }
  if (issue.path === 'timebox_minutes') return { ...issue, code: 'agenda.timebox' };
  if (issue.path === 'held_on') return { ...issue, code: 'agenda.date' };
  if (root === 'incident' && issue.code === 'field.datetime') return { ...issue, code: 'agenda.time' };
  return issue;
}

function withLine(issue: InputIssue, line: number | undefined): InputIssue {
  return line === undefined || issue.args?.line !== undefined ? issue : { ...issue, args: { ...issue.args, line } };
}

function sectionLine(path: string, lines: Record<string, Line[]>): number | undefined {
  const [section = '', index] = path.split('.');
  const items =
    section === 'question' ? lines.question?.filter((one) => one.text.trim()) : readItems(lines[section] ?? []);
  return items?.[Number(index ?? 0)]?.line;
}

interface Box {
  title: string;
  minutes: number | null;
}

/** "Options and their price (7 min)". */
function readBox({ text }: Line): Box {
  const found = /^(.*?)\s*\(\s*(-?\d+(?:[.,]\d+)?)\s*(?:m|min|mins|minutes?|мин|минут[аы]?)\.?\s*\)$/iu.exec(text);
  if (!found?.[2]) return { title: text, minutes: null };
  return { title: found[1] || text, minutes: Number(found[2].replace(',', '.')) };
}

/** Items without minutes share what the others leave of the time box. */
function shareBoxes(items: Box[], timebox: number): { title: string; minutes: number }[] {
  const open = items.filter((item) => item.minutes === null).length;
  const left = timebox - items.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  const each = Math.max(1, Math.round((left / Math.max(1, open)) * 10) / 10);
  return items.map((item) => ({ title: item.title, minutes: item.minutes ?? each }));
}

/** "Cost: 3"; without a number all weigh the same. */
function readCriterion({ text }: Line): { name: string; weight: number } {
  const found = /^(.*\S)\s*[:=]\s*(\S+?)\s*%?$/.exec(text);
  const weight = Number(found?.[2]?.replace(',', '.'));
  if (!found?.[1] || found[2] === undefined || (Number.isNaN(weight) && !/\d/.test(found[2])))
    return { name: text, weight: 1 };
  return { name: found[1], weight };
}

/** A YAML list of `{name, weight}`, a list of names, or a map from name to weight. */
function asCriteria(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? { name: one, weight: 1 } : one));
  if (isRecord(value)) return Object.entries(value).map(([name, weight]) => ({ name, weight }));
  return value ?? null;
}

function languageOf(text: string): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > latin / 2 ? 'ru' : 'en';
}

/** YAML reads `title: 2026` as a number; people mean words. */
const asText = (value: unknown) =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : (value ?? undefined);

const shorten = (text: string, max: number) => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
