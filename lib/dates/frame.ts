import type { Language } from '@/lib/council/agenda.schema';

const clock = '\\d{1,2}(?:[:.]\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.)|\\d{1,2}:\\d{2}(?: ?h)?';
const dayTime: Record<Language, string> = {
  en: `(?:the )?end of (?:the )?(?:business |working )?day|eod|eob|cob|close of (?:business|play|day)|noon|midday|lunch(?:time)?|(?:the )?(?:morning|afternoon|evening|night)|${clock}`,
  ru: 'конц[ауе] (?:рабочего )?дня|утр[ау]|утром|днем|вечер[ау]|вечером|обед[ау]|полдень|полудн[яю]|\\d{1,2}:\\d{2}',
};

/** Words around a day that leave the day as it is: "by", "no later than", a time of the day. */
const around: Record<Language, { before: RegExp; after: RegExp }> = {
  en: {
    before: new RegExp(
      `^(?:(?:the )?(?:due|deadline)(?: date)?(?: is)?[: ]+|(?:to be )?(?:done|finished|ready|completed|delivered)(?= (?:by|on) ) |by |on |no later than |not later than |at the latest |latest by |latest |(?:at |by )?(?:${dayTime.en})(?: on| of|,)? )`,
      'u',
    ),
    after: new RegExp(
      `(?:,? (?:at the latest|latest|sharp|please)|,? (?:at |by |in the |before )?(?:${dayTime.en}))$`,
      'u',
    ),
  },
  ru: {
    before: new RegExp(
      `^(?:(?:крайний )?срок(?: исполнения| сдачи)?[:— -]+|дедлайн[:— -]+|(?:сделать|закончить|завершить|готово) (?=до |к |ко )|не позднее |не позже |максимум |до |к |ко |на |(?:в|во) (?!течение)|(?:${dayTime.ru}),? )`,
      'u',
    ),
    after: new RegExp(
      `(?:,? (?:включительно|максимум|не позднее|не позже|крайний срок)|,? (?:(?:в|до|к|ко) )?(?:${dayTime.ru})|,? (?:в|до|к) \\d{1,2} час(?:ов|а|ам))$`,
      'u',
    ),
  },
};

/** The phrase without what surrounds its day; null where only a time of the day is left ("by end of day"). */
export function unframe(language: Language, text: string): string | null {
  const { before, after } = around[language];
  let rest = text;
  for (let last = ''; last !== rest; ) {
    last = rest;
    rest = rest.replace(before, '').replace(after, '').trim();
  }
  return new RegExp(`^(?:${dayTime[language]})$`, 'u').test(rest) ? null : rest;
}

/** Lower case, one kind of quote, one space; no full stop at the end. */
export function fold(said: string): string {
  return said
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’ʼ`]/gu, "'")
    .replace(/[«»“”"()[\]]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\s.,;!]+$/u, '');
}
