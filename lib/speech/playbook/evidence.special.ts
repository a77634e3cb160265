import type { Pattern } from './evidence';

/** What statements about an unproven product signal. */
export const betPatterns: readonly Pattern[] = [
  [
    'doubt',
    /\b(?:nobody|no one|none|never) (?:\w+ ){0,3}(?:paid|asked|bought|use[ds]?)\b|\b(?:declined|refused to pay|would not pay|not paid|missed its|fell short)\b|не заплатил|не плат|никто не|никому не|отказал|не окупил|не купил|не просил/iu,
    null,
  ],
  [
    'churn',
    /\b(?:who left|have left|churn\w*|cancel\w*|switched away)\b|ушедш|ушли|уходят|отток|отключил|расторг/iu,
    null,
  ],
  ['rival', /\b(?:competitors?|rivals?)\b|конкурент|соперник/iu, null],
  [
    'demand',
    /\b(?:asked for|ask for|asks for|signed|pre-?order\w*|waiting list|letters? of intent|paid for|are paying|willing to pay)\b|проси(?:л|т|ли)|просят|подписал|предзаказ|лист ожидания|готовы платить|заплатил|платят/iu,
    'doubt',
  ],
  ['mandate', /\b(?:law|legally|regulat\w+|compliance)\b|по закону|обязан|регулятор/iu, null],
  ['funding', /\b(?:grant|subsid\w+|sponsor\w*|investors?)\b|грант|субсиди|инвестор/iu, 'unfunded'],
  ['capacity', /\b(?:developers?|engineers?)\b|разработчик|инженер/iu, null],
];

/** Facts about candidates are read by `candidates`; only what an empty post does is a signal. */
export const hiringPatterns: readonly Pattern[] = [
  [
    'vacancy',
    /\b(?:month|week)s? without\b|\b(?:vacan\w+|unfilled|empty post|overtime|stand(?:s|ing) in)\b|без (?:ведущ|руковод|сотрудник|инженер|специалист|учител|врач|человека)|пуст(?:ует|ая|ое)|ваканси|сверхурочн|замеща/iu,
    null,
  ],
];
