import type { Language } from '@/lib/council/agenda.schema';
import { numerals } from '@/lib/council/numerals';

/** A number with what it counts. */
export interface Figure {
  value: number;
  /** The counted noun as written, e.g. "primary pupils"; empty for a bare number. */
  unit: string;
  /** First five letters of its head noun. */
  head: string;
  percent: boolean;
  money: boolean;
  /** "month" in "190 a month". */
  per: 'day' | 'week' | 'month' | 'year' | 'second' | 'item' | null;
  /** Milliseconds, where the unit is a span of time. */
  ms: number | null;
  /** Place in the text. */
  at: number;
}

const scales: readonly (readonly [RegExp, number])[] = [
  [/^\s*(?:тыс\.?|тысяч\p{L}*|thousand|k\b)/iu, 1e3],
  [/^\s*(?:млн\.?|миллион\p{L}*|million)/iu, 1e6],
  [/^\s*(?:млрд\.?|миллиард\p{L}*|billion)/iu, 1e9],
];
const spans: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|мс|milliseconds?)$/i, 1],
  [/^(?:s|с|sec|сек|seconds?|секунд\p{L}*)$/iu, 1e3],
  [/^(?:min|мин|minutes?|минут\p{L}*)$/iu, 60e3],
  [/^(?:h|ч|hours?|час\p{L}*)$/iu, 3600e3],
  [/^(?:days?|дн\p{L}*|день|сут\p{L}*)$/iu, 864e5],
  [/^(?:weeks?|недел\p{L}*)$/iu, 7 * 864e5],
  [/^(?:months?|месяц\p{L}*)$/iu, 30.44 * 864e5],
  [/^(?:years?|год\p{L}*|лет)$/iu, 365.25 * 864e5],
];
const moneyWord = /^(?:usd|eur|gbp|dollars?|euros?|руб\p{L}*|долл\p{L}*|евро|₽|€|\$|£)$/iu;
const stop =
  /^(?:a|an|the|in|of|on|over|for|per|at|to|from|by|and|or|with|have|has|had|is|are|was|were|receive|receives|costs?|need|needs|hold|holds|began|take|can|cannot|today|late|в|на|за|и|с|со|по|из|при|от|до|для|или|без|стоит|стоят|задел\p{L}*|меняют|есть|нет|занято|заполнены|делят)$/iu;
const pers: readonly (readonly [RegExp, NonNullable<Figure['per']>])[] = [
  [/^\s*(?:a|an|per|each|every|в|за)\s+(?:day|день|сутки)/iu, 'day'],
  [/^\s*(?:a|an|per|each|every|в|за)\s+(?:week|недел)/iu, 'week'],
  [/^\s*(?:a|an|per|each|every|в|за)\s+(?:month|месяц)/iu, 'month'],
  [/^\s*(?:a|an|per|each|every|в|за)\s+(?:year|год)/iu, 'year'],
  [/^\s*(?:a|an|per|each|every|в|за)\s+(?:second|секунд)/iu, 'second'],
  [/^\s*(?:a|an|per|each|за|на)\s+\p{L}+/iu, 'item'],
];
const months: readonly RegExp[] = [
  /^(?:jan|январ)/i,
  /^(?:feb|феврал)/i,
  /^(?:mar|март)/i,
  /^(?:apr|апрел)/i,
  /^(?:may|ма[йея])/i,
  /^(?:june?|июн)/i,
  /^(?:july?|июл)/i,
  /^(?:aug|август)/i,
  /^(?:sep|сентябр)/i,
  /^(?:oct|октябр)/i,
  /^(?:nov|ноябр)/i,
  /^(?:dec|декабр)/i,
];
/** 0 to 11, or -1. */
export const monthOf = (word: string): number => months.findIndex((month) => month.test(word));
const monthName =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])';

/** Every figure of a text; dates, years, ordinals and version numbers are left out. */
export function readFigures(text: string, language: Language): Figure[] {
  const figures: Figure[] = [];
  const grouped =
    language === 'ru'
      ? '\\d{1,3}(?:[ \\u00a0]\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?'
      : '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
  const words = Object.keys(numerals).join('|');
  const finder = new RegExp(
    `(?<![\\p{L}\\p{N}.,:-])([$€£]?)(${grouped}|(?:${words})(?![\\p{L}]))(?![-:]?\\p{L}{1,2}-|-[а-я]|:\\d)`,
    'giu',
  );
  for (const match of text.matchAll(finder)) {
    const [whole, sign = '', raw = ''] = match;
    const before = text.slice(0, match.index);
    let rest = text.slice(match.index + whole.length);
    if (
      /(?:version|верси\p{L}*|v\.?|\(|release)\s*$/iu.test(before) ||
      new RegExp(`^\\s+${monthName}`, 'iu').test(rest)
    )
      continue;
    if (/^(?:19|20)\d\d$/.test(raw) && !/^\s*\p{L}*(?:USD|EUR|руб)/iu.test(rest)) continue;
    let value =
      numerals[raw.toLowerCase()] ??
      Number(language === 'ru' ? raw.replace(/[ \u00a0]/g, '').replace(',', '.') : raw.replaceAll(',', ''));
    for (const [scale, by] of scales) {
      const found = rest.match(scale);
      if (found) {
        value *= by;
        rest = rest.slice(found[0].length);
      }
    }
    const percent = /^\s*(?:%|percent|процент)/iu.test(rest);
    const unit: string[] = [];
    let tail = rest;
    // A lone "с" is a second where no noun can follow it, else a preposition.
    const second = tail.match(/^\s*с(?=\s*(?:$|[,;.]|при |против |вместо ))/u);
    if (second) {
      unit.push('с');
      tail = tail.slice(second[0].length);
    }
    for (
      let next = tail.match(/^\s*([$€£₽]|[\p{L}’']+(?:-\p{L}+)*)/u);
      next?.[1] && unit.length < 3 && !stop.test(next[1]);
      next = tail.match(/^\s+([\p{L}’']+(?:-\p{L}+)*)/u)
    ) {
      unit.push(next[1]);
      tail = tail.slice(next[0].length);
    }
    const first = unit[0] ?? '';
    const ms = unit.length > 0 ? (spans.find(([pattern]) => pattern.test(first))?.[1] ?? null) : null;
    const head = language === 'ru' ? first : (unit.at(-1) ?? '');
    figures.push({
      value,
      percent,
      at: match.index,
      unit: unit.join(' '),
      head: head.toLowerCase().slice(0, 5),
      money:
        sign !== '' ||
        unit.some((word) => moneyWord.test(word)) ||
        (!unit.length && /(?:costs?|covers?|price|стоит|покрывает)\s*$/i.test(before)),
      per: pers.find(([pattern]) => pattern.test(tail))?.[1] ?? null,
      ms: ms === null ? null : ms * value,
    });
  }
  return figures;
}

const iso = (date: Date) => date.toISOString().slice(0, 10);
/** `days` after a day, both ISO 8601. */
export function addDays(from: string, days: number): string {
  return iso(new Date(Date.parse(`${from}T00:00:00Z`) + days * 864e5));
}
/** `count` months after a day; the end of a shorter month where needed. */
export function addMonths(from: string, count: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return iso(date);
}
/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 864e5);

/** Days a text names ("28 February", "1 марта 2027"); without a year, the next one after `held`. */
export function readDates(text: string, held: string): string[] {
  const finder = new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${monthName})(?:\\s+(\\d{4}))?`, 'giu');
  return [...text.matchAll(finder)].map(([, date, month = '', year]) => {
    const at = (y: number) => iso(new Date(Date.UTC(y, monthOf(month), Number(date))));
    if (year) return at(Number(year));
    const same = at(Number(held.slice(0, 4)));
    return same > held ? same : at(Number(held.slice(0, 4)) + 1);
  });
}

/** First day of a month that a text names without a day ("in September", "с сентября"), the next after `held`. */
export function readMonth(text: string, held: string): string | null {
  const found = text.match(new RegExp(`(?:in|by|from|since|в|с|к|до)\\s+(${monthName})(?!\\s+\\d)`, 'iu'));
  if (!found?.[1]) return null;
  const at = (year: number) => iso(new Date(Date.UTC(year, monthOf(found[1] ?? ''), 1)));
  const same = at(Number(held.slice(0, 4)));
  return same > held ? same : at(Number(held.slice(0, 4)) + 1);
}

/** Months with a year that a text names ("December 2020", "late 2021"), as months since year 0, with their wording. */
export function readMonthYears(text: string): { months: number; text: string }[] {
  const finder = new RegExp(
    `(${monthName}|early|mid|late|начале|середине|конце)(?:\\s+of)?\\s+((?:19|20)\\d\\d)`,
    'giu',
  );
  return [...text.matchAll(finder)].map(([whole, word = '', year]) => {
    const rough = /^(?:early|начале)/i.test(word) ? 1 : /^(?:mid|середине)/i.test(word) ? 6 : 10;
    const month = monthOf(word);
    return { months: Number(year) * 12 + (month < 0 ? rough : month), text: whole };
  });
}
