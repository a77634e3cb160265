import type { Language } from '../council/agenda.schema';

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const день =
  '(?:понедельник\\p{L}*|вторник\\p{L}*|сред[аеуы]|четверг\\p{L}*|пятниц\\p{L}+|суббот\\p{L}+|воскресень\\p{L}+)';
const месяц =
  '(?:январ\\p{L}+|феврал\\p{L}+|март\\p{L}*|апрел\\p{L}+|ма[яе]|июн\\p{L}+|июл\\p{L}+|август\\p{L}*|сентябр\\p{L}+|октябр\\p{L}+|ноябр\\p{L}+|декабр\\p{L}+)';

const phrases: Record<Language, RegExp> = {
  en: new RegExp(
    `\\b(?:(?:by|before|on|until|till|no later than|not later than|for) )?(?:the )?(?:(?:end|close|beginning|start) of (?:the |this |next )?(?:day|week|month|quarter|year|business)|(?:this |next |coming )?${weekday}(?: (?:morning|afternoon|evening|next week))?|tomorrow(?: (?:morning|afternoon|evening))?|today|tonight|(?:this|next) (?:week|month|quarter)|(?:the )?(?:our |the )?next (?:meeting|session|call|sprint|time)|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month}(?:,? \\d{4})?|${month} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{4}-\\d\\d-\\d\\d|(?<=by )(?:the )?\\d{1,2}(?:st|nd|rd|th)|(?:with)?in (?:the next )?(?:a|an|one|two|three|four|five|six|ten|\\d{1,2}|half an) (?:hour|day|week|fortnight|month)s?(?:' time)?|eod|eow|asap)(?![\\p{L}-])`,
    'u',
  ),
  ru: new RegExp(
    `(?<!\\p{L})(?:(?:до|к|ко|в|во|на|не позднее|не позже) )?(?:(?:конца|концу|начала|началу) (?:(?:этой|этого|следующей|следующего) )?(?:дня|недели|месяца|квартала|года)|(?:эт\\p{L}+ |следующ\\p{L}+ |ближайш\\p{L}+ )?${день}(?: (?:утром|вечером))?|послезавтра|завтра(?:шн\\p{L}+ дн\\p{L}+)?|сегодня|(?:этой|следующей) неделе|следующ\\p{L}+ (?:встреч\\p{L}+|совещани\\p{L}+|созвон\\p{L}*|раз\\p{L}*)|\\d{1,2}(?:-?го)? ${месяц}(?: \\d{4})?|\\d{1,2}\\.\\d{1,2}(?:\\.\\d{2,4})?|\\d{1,2}(?:-?го|-?му)? числ\\p{L}+|через (?:(?:два|две|три|четыре|пять|шесть|десять|\\d{1,2}|пару) )?(?:час\\p{L}*|дн\\p{L}+|день|недел\\p{L}+|месяц\\p{L}*)|в течение \\p{L}+(?: \\p{L}+)?)(?!\\p{L})`,
    'u',
  ),
};

/** The words of a sentence that say by when, as they stand there; null where none do. */
export function dueSaid(text: string, language: Language): string | null {
  const found = phrases[language].exec(text.toLowerCase().replaceAll('ё', 'е'));
  return found ? text.slice(found.index, found.index + found[0].length) : null;
}
