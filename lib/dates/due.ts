import * as english from 'chrono-node/en';
import * as russian from 'chrono-node/ru';
import type { Language } from '@/lib/council/agenda.schema';
import { addDays, type Day, dayIn, dayOf, partsOf, weekdayOf } from './calendar';
import { fold, unframe } from './frame';
import { hedgeOf, type Open } from './hedges';
import { type Found, inSomeYear, numeric, ofMonth, weekday } from './rules';
import { anyMonth, figures, monthNamed } from './words';

export interface Meeting {
  /** The day of the meeting in its own zone, YYYY-MM-DD. */
  heldOn: Day;
  /** IANA name; matters where a phrase is an instant, which falls on a day of this zone. */
  timeZone: string;
  language: Language;
}

/** The day that was said, or null and why it stays open. `read` where it was understood whole. */
export interface Due {
  due: Day | null;
  why: 'read' | Open;
}

/**
 * The day that a phrase means, said at a meeting. A phrase must be understood whole and in one way only; in doubt the
 * day stays open.
 */
export function resolveDue(said: string, { heldOn, timeZone, language }: Meeting): Due {
  const instant = instantOf(said, timeZone);
  const text = fold(said);
  if (!text) return { due: null, why: 'none' };
  const found = instant ? { day: instant } : read(scriptOf(text, language), text, heldOn);
  if ('open' in found) return { due: null, why: found.open };
  return found.day < heldOn ? { due: null, why: 'past' } : { due: found.day, why: 'read' };
}

/** 2026-12-05T23:30Z, on the day it has in the meeting's zone. */
function instantOf(said: string, timeZone: string): Day | null {
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/u.test(said.trim());
  const at = whole ? Date.parse(said.trim()) : Number.NaN;
  return Number.isNaN(at) ? null : dayIn(timeZone, new Date(at));
}

const scriptOf = (text: string, language: Language): Language =>
  /\p{Script=Cyrillic}/u.test(text) ? 'ru' : /\p{Script=Latin}/u.test(text) ? 'en' : language;

function read(language: Language, text: string, heldOn: Day): Found {
  const bare = unframe(language, figures(language, text));
  if (bare === null) return { day: heldOn };
  return (
    numeric(language, bare, heldOn) ??
    weekday(language, bare, heldOn) ??
    ofMonth(language, bare, heldOn) ??
    counted(language, bare, heldOn) ??
    guarded(language, bare, heldOn)
  );
}

const span = {
  en: '(?<n>\\d{1,3}|an?) (?<unit>day|week|fortnight|month|year)s?',
  ru: '(?:(?<n>\\d{1,3}) )?(?<unit>дн|ден|недел|месяц|год|лет|полгода)(?:ь|я|ей|и|ю|а|ев)?',
} as const;

/** Counted days and weeks, from the meeting or from another day: "in two weeks", "a week from Friday", «за неделю до 1 марта». */
const counts: Record<Language, readonly RegExp[]> = {
  en: [
    new RegExp(`^(?:in|within) (?:the next )?${span.en}(?:'?s?'? time)?$`, 'u'),
    new RegExp(`^${span.en} (?:from|after|(?<before>before)) (?<rest>.+)$`, 'u'),
  ],
  ru: [
    new RegExp(`^(?:через|в течение|за|спустя) ${span.ru}$`, 'u'),
    new RegExp(`^через ${span.ru} (?:после|от) (?<rest>.+)$`, 'u'),
    new RegExp(`^(?<before>за) ${span.ru} до (?<rest>.+)$`, 'u'),
  ],
};

const near: Record<string, number> = {
  'day after tomorrow': 2,
  'the day after tomorrow': 2,
  'завтрашний день': 1,
  'завтрашнего дня': 1,
  'завтрашнему дню': 1,
  'сегодняшнего дня': 0,
};

/** Days and months of a unit. */
const sizes: readonly [RegExp, readonly [number, number]][] = [
  [/^(?:day|дн|ден)/u, [1, 0]],
  [/^(?:week|недел)/u, [7, 0]],
  [/^fortnight/u, [14, 0]],
  [/^(?:month|месяц)/u, [0, 1]],
  [/^полгода/u, [0, 6]],
  [/^(?:year|год|лет)/u, [0, 12]],
];

function counted(language: Language, text: string, heldOn: Day): Found | null {
  const ahead = near[text];
  if (ahead !== undefined) return { day: addDays(heldOn, ahead) };
  // Also "every other day".
  if (text === 'через день') return { open: 'ambiguous' };
  const groups = counts[language].map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (!groups) return null;
  const { n, unit = '', rest = 'now', before } = groups;
  const from = rest === 'now' ? { day: heldOn } : read(language, rest, heldOn);
  if ('open' in from) return from.open === 'unread' ? { open: 'condition' } : from;
  const count = (before ? -1 : 1) * Number(n === undefined || /\D/u.test(n) ? 1 : n);
  const [days, months] = sizes.find(([pattern]) => pattern.test(unit))?.[1] ?? [0, 0];
  if (days > 0) return { day: addDays(from.day, count * days) };
  const { year, month, date } = partsOf(from.day);
  const whole = year * 12 + month - 1 + count * months;
  const same = dayOf(Math.floor(whole / 12), (whole % 12) + 1, date);
  return same ? { day: same } : { open: 'ambiguous' };
}

/** What no rule of ours reads: open where a word hedges it, else the parser's one reading of the whole phrase. */
function guarded(language: Language, text: string, heldOn: Day): Found {
  const hedge = hedgeOf(language, text);
  if (hedge) return { open: hedge };
  return impossible(language, text, heldOn) ?? parsed(language, text, heldOn);
}

/** A day with its month that no calendar has. */
function impossible(language: Language, text: string, heldOn: Day): Found | null {
  const month = `(?<month>${anyMonth(language)})`;
  const groups = (
    new RegExp(`(?<!\\d)(?<date>\\d{1,2})(?:st|nd|rd|th)? (?:of )?${month}(?:,? (?<year>\\d{4}))?`, 'u').exec(text) ??
    new RegExp(`${month} (?<date>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (?<year>\\d{4}))?`, 'u').exec(text)
  )?.groups;
  if (!groups) return null;
  const [named, date] = [monthNamed(language, groups.month ?? ''), Number(groups.date)];
  if (groups.year) return dayOf(Number(groups.year), named, date) ? null : { open: 'impossible' };
  const found = inSomeYear(heldOn, named, date);
  return 'open' in found && found.open === 'impossible' ? found : null;
}

/** A bare stretch ("two weeks") may be effort as well as a date. */
const stretch: Record<Language, RegExp> = {
  en: /^(?:\d+|an?) (?:day|week|month|year)/u,
  ru: /^(?:\d+ )?(?:дн|ден|недел|месяц|год|лет)/u,
};

function parsed(language: Language, text: string, heldOn: Day): Found {
  const { year, month, date } = partsOf(heldOn);
  // A local noon: whole days counted from it stay clear of every change of the clocks.
  const noon = new Date(year, month - 1, date, 12);
  const locale = language === 'ru' ? russian : english;
  const [one, ...more] = locale.casual.parse(text, noon, { forwardDate: true });
  const whole = one && more.length === 0 && /^(?:the |in )?$/u.test(text.slice(0, one.index));
  if (!one || !whole || one.index + one.text.length !== text.length) return { open: 'unread' };
  if (one.end) return { open: 'range' };
  const { start } = one;
  if (start.isCertain('hour')) return { open: 'unread' };
  if (!start.isCertain('day')) return { open: start.isCertain('month') ? 'range' : 'unread' };
  if (stretch[language].test(text)) return { open: 'ambiguous' };
  const [y, m, d] = (['year', 'month', 'day'] as const).map((part) => start.get(part) ?? 0);
  if (!y || !m || !d) return { open: 'unread' };
  const yearless = !start.isCertain('year');
  const day = dayOf(y, m, d);
  const found: Found = yearless ? inSomeYear(heldOn, m, d) : day ? { day } : { open: 'impossible' };
  if ('open' in found) return found;
  const said = start.isCertain('weekday') ? start.get('weekday') : null;
  return said !== null && said !== weekdayOf(found.day) % 7 ? { open: 'ambiguous' } : found;
}
