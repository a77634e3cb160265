import type { Language } from '@/lib/council/agenda.schema';

type Table = Record<Language, readonly string[]>;

/** Every form that may follow a preposition, Monday first. */
const weekdays: Table = {
  en: [
    'monday|mon',
    'tuesday|tues?',
    'wednesday|wed',
    'thursday|thurs?|thu',
    'friday|fri',
    'saturday|sat',
    'sunday|sun',
  ],
  ru: [
    'понедельник[ау]?|пн',
    'вторник[ау]?|вт',
    'сред[аыеу]|ср',
    'четверг[ау]?|чт',
    'пятниц[аыеу]|пт',
    'суббот[аыеу]|сб',
    'воскресень[еяю]|вс',
  ],
};

const months: Table = {
  en: [
    'january|jan',
    'february|feb',
    'march|mar',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sept?',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  ru: [
    'январ[ьяюе]|янв',
    'феврал[ьяюе]|фев',
    'март[ауе]?|мар',
    'апрел[ьяюе]|апр',
    'ма[йяюе]',
    'июн[ьяюе]',
    'июл[ьяюе]',
    'август[ауе]?|авг',
    'сентябр[ьяюе]|сен',
    'октябр[ьяюе]|окт',
    'ноябр[ьяюе]|ноя',
    'декабр[ьяюе]|дек',
  ],
};

export const anyWeekday = (language: Language): string => `(?:${weekdays[language].join('|')})`;
export const anyMonth = (language: Language): string => `(?:${months[language].join('|')})`;

const placeOf = (table: Table, language: Language, word: string): number =>
  table[language].findIndex((forms) => new RegExp(`^(?:${forms})$`, 'u').test(word)) + 1;

/** Monday 1 to Sunday 7; 0 for another word. */
export const weekdayNamed = (language: Language, word: string): number => placeOf(weekdays, language, word);
/** January 1 to December 12; 0 for another word. */
export const monthNamed = (language: Language, word: string): number => placeOf(months, language, word);

/** Numbers that the parser does not know in words, as patterns of their forms. */
const numbers: Record<Language, readonly [number, string][]> = {
  en: [
    [13, 'thirteen'],
    [14, 'fourteen'],
    [15, 'fifteen'],
    [16, 'sixteen'],
    [17, 'seventeen'],
    [18, 'eighteen'],
    [19, 'nineteen'],
    [20, 'twenty'],
    [30, 'thirty'],
    [40, 'forty'],
    [60, 'sixty'],
    [90, 'ninety'],
  ],
  ru: [
    [13, 'тринадцат[ьи]'],
    [14, 'четырнадцат[ьи]'],
    [15, 'пятнадцат[ьи]'],
    [16, 'шестнадцат[ьи]'],
    [17, 'семнадцат[ьи]'],
    [18, 'восемнадцат[ьи]'],
    [19, 'девятнадцат[ьи]'],
    [20, 'двадцат[ьи]'],
    [30, 'тридцат[ьи]'],
    [40, 'сорока?'],
    [60, 'шест(?:ьдесят|идесяти)'],
    [90, 'девяност[оа]'],
  ],
};

const units: Record<Language, readonly string[]> = {
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ru: [
    'один|одну|одного|одной',
    'два|две|двух',
    'три|трех',
    'четыре|четырех',
    'пят[ьи]',
    'шест[ьи]',
    'сем[ьи]',
    'вос(?:емь|ьми)',
    'девят[ьи]',
    'десят[ьи]',
    'одиннадцат[ьи]',
    'двенадцат[ьи]',
  ],
};

/** Russian ordinals of a date by stem; English ones the parser reads itself. */
const ordinals = [
  'перв',
  'втор',
  'трет',
  'четверт',
  'пят',
  'шест',
  'седьм',
  'восьм',
  'девят',
  'десят',
  'одиннадцат',
  'двенадцат',
  'тринадцат',
  'четырнадцат',
  'пятнадцат',
  'шестнадцат',
  'семнадцат',
  'восемнадцат',
  'девятнадцат',
  'двадцат',
];
const ordinalEnd = '(?:ое|ого|ому|ье|ьего|ьему)';

const word = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');

/** Numbers written as words, as figures: "twenty-five days" is "25 days", «двадцать пятого» is «25». */
export function figures(language: Language, text: string): string {
  let out = text;
  if (language === 'ru') {
    ordinals.forEach((stem, at) => {
      if (at < 9)
        out = out
          .replace(word(`двадцать ${stem}${ordinalEnd}`), String(21 + at))
          .replace(word(`тридцать ${stem}${ordinalEnd}`), String(31 + at));
    });
    ordinals.forEach((stem, at) => {
      out = out.replace(word(`${stem}${ordinalEnd}`), String(at + 1));
    });
    out = out
      .replace(word(`тридцат${ordinalEnd}`), '30')
      .replace(/(\d)-?(?:е|го|ому|му)$/u, '$1 числа')
      .replace(/(\d)-?(?:е|го|ому|му)(?!\p{L})/gu, '$1');
  }
  for (const [value, form] of numbers[language]) {
    if (value >= 20)
      units[language].slice(0, 9).forEach((unit, at) => {
        out = out.replace(word(`(?:${form})[ -](?:${unit})`), String(value + at + 1));
      });
    out = out.replace(word(form), String(value));
  }
  units[language].forEach((unit, at) => {
    out = out.replace(word(unit), String(at + 1));
  });
  return out;
}
