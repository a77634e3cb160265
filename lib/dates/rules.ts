import type { Language } from '@/lib/council/agenda.schema';
import { addDays, type Day, dayOf, daysBetween, monthEnd, partsOf, weekdayOf } from './calendar';
import type { Open } from './hedges';
import { anyMonth, anyWeekday, monthNamed, weekdayNamed } from './words';

export type Found = { day: Day } | { open: Open };

/** A year that was not said is guessed only so far ahead; a day that has just gone by is not meant for next year. */
const farthestDays = 300;

/** The day that all readings agree on, else open. */
const agreed = (...days: Day[]): Found => {
  const [first] = days;
  return first !== undefined && days.every((day) => day === first) ? { day: first } : { open: 'ambiguous' };
};

const exact = (year: number, month: number, day: number): Found => {
  const found = dayOf(year, month, day);
  return found ? { day: found } : { open: 'impossible' };
};

/** A day of a month whose year was not said: the next one, unless that is nearly a year away. */
export function inSomeYear(heldOn: Day, month: number, date: number): Found {
  const { year } = partsOf(heldOn);
  const now = dayOf(year, month, date);
  if (now && now >= heldOn) return { day: now };
  const next = dayOf(year + 1, month, date);
  if (!next) return { open: 'impossible' };
  return daysBetween(heldOn, next) > farthestDays ? { open: 'past' } : { day: next };
}

/** 2026-12-05, 05.12.2026, 12/25/2026; where day and month could be each other, open. */
export function numeric(language: Language, text: string, heldOn: Day): Found | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(text);
  if (iso) return exact(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, first = '', mark = '', second = '', end] =
    /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?: ?г(?:ода)?)?$/u.exec(text) ?? [];
  if (!first) return null;
  const [a, b] = [Number(first), Number(second)];
  if (end === undefined) return language === 'ru' && mark === '.' ? inSomeYear(heldOn, b, a) : { open: 'ambiguous' };
  const year = end.length === 2 ? 2000 + Number(end) : Number(end);
  if (language === 'ru' && mark === '.') return exact(year, b, a);
  if (a > 12 || a === b) return exact(year, b, a);
  return b > 12 ? exact(year, a, b) : { open: 'ambiguous' };
}

/** The weekday in the week that is `weeks` after this one. */
const inWeek = (heldOn: Day, weekday: number, weeks: number, starts: 'monday' | 'sunday'): Day => {
  const today = weekdayOf(heldOn);
  return starts === 'monday'
    ? addDays(heldOn, weekday - today + 7 * weeks)
    : addDays(heldOn, (weekday % 7) - (today % 7) + 7 * weeks);
};

/** The next such weekday after today. */
const upcoming = (heldOn: Day, weekday: number): Day => addDays(heldOn, ((weekday - weekdayOf(heldOn) + 6) % 7) + 1);

/**
 * Weekdays. "next Friday" means to some the coming one and to some that of next week; and a week starts on Monday or,
 * in English, on Sunday: only a day on which all agree is taken.
 */
export function weekday(language: Language, text: string, heldOn: Day): Found | null {
  const day = `(?<day>${anyWeekday(language)})`;
  const forms: Record<Language, [kind: 'bare' | 'this' | 'next' | 'week' | 'after', RegExp][]> = {
    en: [
      ['bare', new RegExp(`^(?:(?:the )?coming )?${day}$`, 'u')],
      ['this', new RegExp(`^(?:this (?:coming )?${day}|${day.replace('day', 'b')} (?:of )?this week)$`, 'u')],
      ['next', new RegExp(`^next ${day}$`, 'u')],
      ['week', new RegExp(`^(?:${day} (?:of )?next week|next week(?:'s| on|,)? ${day.replace('day', 'b')})$`, 'u')],
      ['after', new RegExp(`^${day} (?:of |in )?the week after next$`, 'u')],
    ],
    ru: [
      ['bare', new RegExp(`^(?:ближайш(?:ий|ую|ее|ей|его|ему) )?${day}$`, 'u')],
      [
        'this',
        new RegExp(
          `^(?:эт(?:от|у|о|ой|ого|ому) ${day}|${day.replace('day', 'b')} (?:(?:на )?этой недел[еи]|текущей недели))$`,
          'u',
        ),
      ],
      ['next', new RegExp(`^(?:следующ|будущ)(?:ий|ую|ее|ей|его|ему) ${day}$`, 'u')],
      [
        'week',
        new RegExp(
          `^(?:${day} (?:на )?(?:следующей|будущей) недел[еи]|(?:следующей|будущей) недел[еи],? (?:в |во )?${day.replace('day', 'b')})$`,
          'u',
        ),
      ],
      ['after', new RegExp(`^(?:${day} через неделю|через неделю,? (?:в|во) ${day.replace('day', 'b')})$`, 'u')],
    ],
  };
  for (const [kind, pattern] of forms[language]) {
    const groups = pattern.exec(text)?.groups;
    const named = weekdayNamed(language, groups?.day ?? groups?.b ?? '');
    if (!named) continue;
    const next = upcoming(heldOn, named);
    const isToday = named === weekdayOf(heldOn);
    const ofWeek = (weeks: number) => [
      inWeek(heldOn, named, weeks, 'monday'),
      ...(language === 'en' ? [inWeek(heldOn, named, weeks, 'sunday')] : []),
    ];
    switch (kind) {
      case 'bare':
        return isToday ? { open: 'weekday_today' } : { day: next };
      case 'this':
        if (isToday) return { open: 'weekday_today' };
        return next === inWeek(heldOn, named, 0, 'monday') ? { day: next } : { open: 'ambiguous' };
      case 'next':
        return agreed(next, ...ofWeek(1));
      case 'week':
        return agreed(...ofWeek(1));
      case 'after':
        return language === 'en' ? agreed(...ofWeek(2)) : agreed(addDays(isToday ? heldOn : next, 7), ...ofWeek(1));
    }
  }
  return null;
}

/** Last days and numbered days of months and years: "end of March", "the 15th", «до конца года». */
export function ofMonth(language: Language, text: string, heldOn: Day): Found | null {
  const { year, month, date } = partsOf(heldOn);
  const name = `(?<name>${anyMonth(language)})(?:,? (?:of )?(?<year>\\d{4})(?: г(?:ода)?)?)?`;
  const end = {
    en: new RegExp(
      `^(?:(?:at )?(?:the )?(?:end|last day) of (?:${name}|(?:(?<next>next )|the |this |the current )?(?<unit>month|year))|(?<bare>month|year)[ -]end)$`,
      'u',
    ),
    ru: new RegExp(
      `^(?:конц[ау]|последн(?:ий|его|ему|ее) (?:день|дня|дню|числ[оау])) (?:${name}|(?:(?<next>следующего |будущего )|этого |текущего )?(?<unit>месяца|года))$`,
      'u',
    ),
  }[language].exec(text)?.groups;
  if (end) {
    const named = monthNamed(language, end.name ?? '');
    if (named && end.year) return { day: monthEnd(Number(end.year), named) };
    if (named) {
      const last = monthEnd(year, named);
      const found = last >= heldOn ? last : monthEnd(year + 1, named);
      return daysBetween(heldOn, found) > farthestDays ? { open: 'past' } : { day: found };
    }
    const ahead = end.next ? 1 : 0;
    return /^(?:y|г)/u.test(end.unit ?? end.bare ?? '')
      ? { day: monthEnd(year + ahead, 12) }
      : { day: monthEnd(year, month + ahead) };
  }
  const numbered = {
    en: /^(?:the )?(?:(?<first>first)|(?<date>\d{1,2})(?:st|nd|rd|th))(?: day)?(?: of (?:(?<next>next)|(?<now>this|the)) month)?$/u,
    ru: /^(?<date>\d{1,2})(?: числ[оау])?(?: (?:(?<next>следующего|будущего)|(?<now>этого|текущего)) месяца)?$/u,
  }[language].exec(text)?.groups;
  if (!numbered || (language === 'ru' && !/числ|месяц/u.test(text))) return null;
  const wanted = numbered.first ? 1 : Number(numbered.date);
  if (numbered.next) return exact(month === 12 ? year + 1 : year, (month % 12) + 1, wanted);
  if (numbered.now || wanted > date) return exact(year, month, wanted);
  if (wanted === date) return { open: 'ambiguous' };
  return exact(month === 12 ? year + 1 : year, (month % 12) + 1, wanted);
}
