import type { Language } from '@/lib/council/agenda.schema';

/** Why a phrase names no day: shown nowhere as a date, kept in its own words. */
export type Open =
  | 'none'
  /** "soon", "in spring", "in a few days". */
  | 'vague'
  /** More than one day fits: 03/04/2026, "end of the week", "next Friday" said on a Wednesday. */
  | 'ambiguous'
  /** A stretch of time: "next week", "1 to 5 December". */
  | 'range'
  /** 30 February. */
  | 'impossible'
  | 'past'
  /** A weekday that is today's. */
  | 'weekday_today'
  /** Hangs on something else, or is no deadline: "after the launch", "not before May". */
  | 'condition'
  | 'unread';

const words = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'u');

/** Words after which no day may be guessed, by what they make of the phrase; the first that occurs names it. */
const hedges: Record<Language, readonly (readonly [Open, RegExp])[]> = {
  en: [
    ['range', words('from .+ to .+')],
    ['ambiguous', words('end of (?:the |this |next )?week|eow|weekend|midnight')],
    [
      'condition',
      words(
        'after|once|when|whenever|if|unless|since|from|starting|earliest|not before|before|until|till|pending|subject to|depends|depending|every|each|weekly|daily|monthly',
      ),
    ],
    [
      'vague',
      words(
        'soon|sooner|soonest|asap|as soon as possible|immediately|urgent|urgently|now|right away|later|eventually|someday|sometime|some time|tb[dac]|about|around|approximately|approx|roughly|circa|ca|maybe|perhaps|probably|possibly|hopefully|ideally|early|mid|middle|late|beginning|start|few|several|some|couple|half|spring|summer|autumn|fall|winter|quarter|q[1-4]|h[12]|sprint|release|working|business|hours?|minutes?|shortly|time permitting',
      ),
    ],
    ['vague', /~|≈|\d[.,]\d+ ?(?:day|week|month|year)|\bmid-/u],
    [
      'range',
      words(
        'to|through|between|or|and|this week|next week|next month|next year|this month|this year|coming weeks?|week of|\\d+ ?(?:-|–|—) ?\\d+ (?:days|weeks|months)',
      ),
    ],
  ],
  ru: [
    ['range', words('(?:с|со|от) .+ (?:по|до) .+')],
    ['ambiguous', words('конц[ауе] (?:эт[а-я]+ |следующ[а-я]+ )?недели')],
    [
      'condition',
      words(
        'после|когда|если|как только|с|со|начиная|не раньше|не ранее|по мере|при условии|после того|каждый|каждую|каждое|еженедельно|ежедневно|ежемесячно|раньше',
      ),
    ],
    [
      'vague',
      words(
        'скоро|вскоре|срочно|немедленно|сразу|сейчас|позже|потом|когда-нибудь|как можно скорее|как можно быстрее|побыстрее|асап|примерно|около|приблизительно|где-то|порядка|может|возможно|наверное|вероятно|желательно|начал[оауе]|середин[аыеу]|конце|нескольк[оих]+|пар[уы]|пол|полтор[аы]|половин[аыойу]+|весн[аыойеу]+|лет[оауе]м?|осен[ьиью]+|зим[аыойеу]+|квартал[ауе]?|спринт[ауе]?|релиз[ауе]?|рабочих|рабочего|выходн[ыеых]+|час|часа|часов|минут|ближайш[а-я]+|на днях|новый|нового|новому',
      ),
    ],
    ['vague', /~|≈|\d[.,]\d+ ?(?:дн|нед|мес)/u],
    [
      'range',
      words(
        'по|между|или|и|недел[еи] (?:эт|следующ)[а-я]+|(?:эт|следующ|будущ)[а-я]+ (?:недел[яиею]|месяц[аеу]?|год[ауе]?|году)|в течение (?:недели|месяца)|\\d+ ?(?:-|–|—) ?\\d+ (?:дн[яей]+|недел[ьиюя]+|месяц[аев]*)',
      ),
    ],
  ],
};

/** What a phrase that no rule read is open for. */
export function hedgeOf(language: Language, text: string): Open | null {
  return hedges[language].find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
