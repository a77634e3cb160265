import type { Language } from '@/lib/council/agenda.schema';

/** A text in both languages. */
export type Both<T = string> = Readonly<Record<Language, T>>;

/** Quotation marks of the language; quotes inside become the inner pair. */
export function quoted(language: Language, text: string): string {
  return language === 'ru'
    ? `«${text.replace(/[«“"]([^«»“”"]*)[»”"]/g, '„$1“')}»`
    : `“${text.replace(/[“"]([^“”"]*)[”"]/g, '‘$1’')}”`;
}

const formats: Both<Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }),
  ru: new Intl.NumberFormat('ru-RU', {
    maximumFractionDigits: 2,
    minimumGroupingDigits: 2,
  } as Intl.NumberFormatOptions),
};

/** A number as the language writes it; from a million on, in millions with one decimal. */
export function number(language: Language, value: number): string {
  if (Math.abs(value) < 1e6) return formats[language].format(Math.round(value * 100) / 100);
  return `${formats[language].format(Math.round(value / 1e5) / 10)} ${language === 'ru' ? 'млн' : 'million'}`;
}

/** A number with all its digits. */
export const exact = (language: Language, value: number): string => formats[language].format(value);

/** Russian form of a noun after a count; English uses the last two of three. */
export function plural(language: Language, count: number, forms: readonly [string, string, string]): string {
  const whole = Math.abs(Math.trunc(count));
  if (language === 'en') return count === 1 ? forms[0] : forms[1];
  if (!Number.isInteger(count)) return forms[1];
  if (whole % 10 === 1 && whole % 100 !== 11) return forms[0];
  return whole % 10 >= 2 && whole % 10 <= 4 && (whole % 100 < 12 || whole % 100 > 14) ? forms[1] : forms[2];
}

const nouns = {
  hour: { en: ['hour', 'hours', 'hours'], ru: ['час', 'часа', 'часов'] },
  minute: { en: ['minute', 'minutes', 'minutes'], ru: ['минута', 'минуты', 'минут'] },
  day: { en: ['day', 'days', 'days'], ru: ['день', 'дня', 'дней'] },
  week: { en: ['week', 'weeks', 'weeks'], ru: ['неделя', 'недели', 'недель'] },
  month: { en: ['month', 'months', 'months'], ru: ['месяц', 'месяца', 'месяцев'] },
  year: { en: ['year', 'years', 'years'], ru: ['год', 'года', 'лет'] },
  personWeek: {
    en: ['person-week', 'person-weeks', 'person-weeks'],
    ru: ['человеко-неделя', 'человеко-недели', 'человеко-недель'],
  },
  personMonth: {
    en: ['person-month', 'person-months', 'person-months'],
    ru: ['человеко-месяц', 'человеко-месяца', 'человеко-месяцев'],
  },
  release: { en: ['release', 'releases', 'releases'], ru: ['выпуск', 'выпуска', 'выпусков'] },
} as const satisfies Record<string, Both<readonly [string, string, string]>>;
export type Noun = keyof typeof nouns;

/** The noun alone, as its number wants it: "hours", "часа". */
export const unitOf = (language: Language, value: number, noun: Noun): string =>
  plural(language, value, nouns[noun][language]);

/** "5 hours", "5 часов". */
export const count = (language: Language, value: number, noun: Noun): string =>
  `${number(language, value)} ${plural(language, value, nouns[noun][language])}`;

/** Minutes as hours and minutes: "24 hours 14 minutes". */
export function span(language: Language, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  const parts = [
    hours > 0 ? count(language, hours, 'hour') : '',
    rest > 0 || hours === 0 ? count(language, rest, 'minute') : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const dates: Both<Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
  ru: new Intl.DateTimeFormat('ru-RU', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
};
/** "28 February", "28 февраля". */
export const day = (language: Language, iso: string): string => dates[language].format(new Date(`${iso}T00:00:00Z`));

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const small = (text: string): string =>
  /^(?:\p{Lu}\p{Ll}|[AАВИКОСУ]\s)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** "a, b and c". */
export function list(language: Language, parts: readonly string[]): string {
  const and = language === 'ru' ? ' и ' : ' and ';
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1)}`;
}

/** Fills `{name}` places. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** A whole number from 0 below `below`, the same for the same parts. FNV-1a. */
export function dice(below: number, ...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join('\n')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return below > 0 ? ((hash ^ (hash >>> 15)) >>> 0) % below : 0;
}

/** First `max` characters, cut at a word. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).replace(/[\s,;:—–-]+$/u, '');
}

const skip = new Set(
  'the and for with from that this they them their have has had been were was are not its all any our out into over than each every which what first do we it in of to or as is by on at be may must no что как для или это все всех они она его при под над без нет есть так уже если ещё еще чтобы ли мы из них на не по за до от'.split(
    ' ',
  ),
);
/** Stems of meaningful words, six letters long. */
export function stems(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !skip.has(word) && word.length > 2).map((word) => word.slice(0, 6)));
}

const cases: Readonly<Record<string, string>> = { '': 'этот', а: 'этого', у: 'этому', ом: 'этим', е: 'этом' };
/** Puts a pronoun for the first `{o}` of a sentence whose option was just named. */
export function pronoun(language: Language, template: string): string {
  if (language === 'en') {
    if (/\b(?:it|its|itself)\b|(?:such as|like) \{o\}/iu.test(template)) return template.replace('{o}', 'this plan');
    const owned = template.replace(
      /\b([Tt])he (\w+ )?(\w+) of \{o\}/u,
      (_, t: string, kind = '', noun) => `${t === 'T' ? 'Its' : 'its'} ${kind}${noun}`,
    );
    return owned.replace('{o}', 'it');
  }
  const noun = template.match(/([Вв])ариант(а|у|ом|е|) \{o\}/u);
  if (!noun) return template.replace('{o}', 'этот вариант');
  const which = cases[noun[2] ?? ''] ?? '';
  return template
    .replace(noun[0], `${noun[1] === 'В' ? capital(which) : which} вариант${noun[2]}`)
    .replace(/(?<!\p{L})([Оо]) (?=эт)/u, '$1б ');
}

/** A pattern for a word of somebody's name; a Russian one in any case. */
export function nameForms(word: string): string {
  const root = word.replace(/[аеёиоуыэюяйь]$/iu, '');
  return `(?<!\\p{L})${/[а-яё]/iu.test(word) && root.length > 2 ? `${root}\\p{L}{0,3}` : word}(?!\\p{L})`;
}

const roles =
  /\b(?:head|director|chief|c[tefo]o|council|committee|board|group|manager|lead|team|minister|mayor|owner|office|department)\b|комитет|совет|директор|руководител|начальник|глава|правлени|группа|заведующ|менеджер|председател|отдел|министр/iu;
/** Who decides, inside a sentence: a role in lower case with its article, a person's name as it is. */
export function deciderOf(language: Language, name: string): string {
  if (!roles.test(name)) return name;
  if (language === 'ru') return small(name);
  return /^the /i.test(name) ? small(name) : `the ${small(name)}`;
}
