import type { TemplateId } from '@/lib/council/agenda.schema';
import { betPatterns, hiringPatterns } from './evidence.special';

/** What a criterion is about; names of criteria are mapped to these. */
export type Theme =
  | 'value'
  | 'safety'
  | 'upkeep'
  | 'cost'
  | 'trust'
  | 'speed'
  | 'exit'
  | 'prevent'
  | 'detect'
  | 'recover';

export const signals = [
  'blocked',
  'unblocked',
  'pain',
  'coupling',
  'mandate',
  'unmandated',
  'compat',
  'broken',
  'ready',
  'lack',
  'adoption',
  'announced',
  'funding',
  'unfunded',
  'capacity',
  'freeze',
  'deadline',
  'building',
  'demand',
  'doubt',
  'rival',
  'churn',
  'vacancy',
] as const;
export type Signal = (typeof signals)[number];

const no = String.raw`(?:\bno\b|\bnot\b|\bnone\b|\bnever\b|n't\b|\bwithout\b|(?<!\p{L})(?:не|нет|ни|без|нельзя)(?!\p{L}))`;
/** A signal and what its opposite turns into. `null`: the opposite says nothing. */
export type Pattern = readonly [Signal, RegExp, Signal | null];
const patterns: readonly Pattern[] = [
  [
    'broken',
    /\b(?:stops? working|breaks?|would break|cease to work|incompatible|unsupported)\b|перестан\p{L}* работать|ломает|сломает|несовместим/iu,
    'compat',
  ],
  [
    'compat',
    /\b(?:keeps? working|works? (?:unchanged|as before)|compatible|unaffected|continues? to work)\b|продолж\p{L}* работать|совместим|не затраг|работают? как прежде/iu,
    'broken',
  ],
  [
    'unmandated',
    /\b(?:no (?:\w+ ){0,2}(?:requirement|duty|obligation)|not required|no longer (?:required|needed))\b|требовани\p{L}*[^.;]{0,40}(?<!\p{L})нет(?!\p{L})|нет требовани|не требу|не нуж[нд]|без требовани|не обязан/iu,
    null,
  ],
  [
    'mandate',
    /\b(?:audit|regulat\w+|law|legally|legal duty|required? by|mandatory|compliance|obliged|must keep)\b|аудит|по закону|обязан|регулятор|требован|нуж(?:ен|на|но|ны)(?!\p{L})/iu,
    'unmandated',
  ],
  ['unblocked', /\bno longer blocks?\b|больше не (?:меша|блокир|тормоз)/iu, null],
  ['blocked', /\b(?:blocks?|blocked|holds? (?:up|back)|prevents?)\b|меша[ею]т|блокиру|тормоз/iu, 'unblocked'],
  [
    'adoption',
    /\b(?:still (?:on|use|using)|many \w+ (?:still|use|rely)|survey|depends? on|relies on|rely on)\b|до сих пор|опрос|завис[яи]т от|полага/iu,
    null,
  ],
  ['announced', /\b(?:announced|deprecated|notice was given)\b|объявлен|объявили|предупредили/iu, null],
  [
    'coupling',
    /\b(?:shared?|shared with|inside the .{0,30}(?:tree|system|code)|also (?:change|write|used)|coupled|tangled)\b|из них \d+ меняют|меняют и друг|общи[ей]|общ(?:ая|ую) (?:баз|таблиц)|делят|связан[ыа]? с/iu,
    null,
  ],
  [
    'unfunded',
    /\b(?:grant|subsidy|funding) (?:was |is )?(?:refused|withdrawn|ended|cancelled)|грант\p{L}* (?:отклон|отмен)|субсиди\p{L}* (?:отмен|нет)/iu,
    null,
  ],
  ['funding', /\b(?:grant|subsid\w+|funding|discount|sponsor\w*)\b|грант|субсиди|финансир|скидк/iu, 'unfunded'],
  [
    'lack',
    /\b(?:lacks?|missing|empty|(?:has|have|had) no|there (?:is|are) no|not (?:enabled|available|ready|staffed)|no \w+ (?:has|have)|too few|are full|retired|out of date)\b|не хватает|отсутств|не готов|пуст[ыао]|не включ|не переносит|заполнен|(?<!\p{L})нет(?!\p{L})|ни (?:один|одного|в одном)/iu,
    'ready',
  ],
  [
    'ready',
    /\b(?:have (?:both|a|spare|already)|has (?:a|both|existed)|available|natively|in production|already|staff to|spare|imports?|certified|proven|enabled|in place)\b|готов|есть (?:сво|место|люд|оборуд)|имеется|уже|свободн|переносит|проверен|включен/iu,
    'lack',
  ],
  [
    'pain',
    /\b(?:fail\w*|rollbacks?|outages?|lost|incidents?|complain\w*|errors?|slow|against a target|removed|expired|crash\w*|late)\b|откат|сбо[йяеи]|жалоб|потер|медленн|ошиб|при цели|инцидент|истёк|просроч|опозд|простой/iu,
    null,
  ],
  [
    'capacity',
    /\b(?:developers?|engineers?|maintainers?|people|staff of)\b|разработчик|инженер|человек|дежурств|сотрудник/iu,
    null,
  ],
];
const limits: readonly (readonly [Signal, RegExp])[] = [
  [
    'building',
    /\b(?:works?|building|delivery|construction|new \w+) .{0,30}(?:take|takes|need)\b|работы .{0,30}(?:занима|длят)|поставка .{0,40}занима|строительств/iu,
  ],
  [
    'freeze',
    /\b(?:no (?:change|move|freeze)|must not|may not|frozen|freeze)\b|нельзя|запрещ|не (?:меня|переезж|останавл)/iu,
  ],
  [
    'deadline',
    /\b(?:by|until|closes?|ends?|before) (?:on )?\d|\d{1,2}.{0,4}(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)/iu,
  ],
  ['capacity', /\b(?:developers?|engineers?|maintainers?|people)\b|разработчик|инженер|человек|сотрудник/iu],
];

/** Signals whose patterns hold their own negation. */
const own: ReadonlySet<Signal> = new Set(['lack', 'unmandated', 'unblocked', 'unfunded', 'doubt', 'vacancy']);
/** Matters in which the common words mean something else. */
const special: Partial<Record<TemplateId, readonly Pattern[]>> = { 'product-bet': betPatterns, hiring: hiringPatterns };

const holds =
  /\b(?:no more than|no less than|not only|at least|not later)\b|не (?:больше|меньше|позже|более|менее|только)/giu;

/** The signals of one statement, negation taken into account: "have kitchens" is `ready`, "no kitchen" is `lack`. */
export function readSignals(text: string, constraint: boolean, template: TemplateId = 'general'): Signal[] {
  const bare = text.replace(holds, '');
  if (constraint) return limits.filter(([, pattern]) => pattern.test(bare)).map(([signal]) => signal);
  const found: Signal[] = [];
  let masked = bare;
  for (const [signal, pattern, opposite] of special[template] ?? patterns) {
    const hit = masked.match(pattern);
    if (!hit) continue;
    masked = masked.replace(pattern, ' · ');
    // Only a negation close before the word turns it round ("do not keep working").
    const before =
      bare
        .slice(Math.max(0, (hit.index ?? 0) - 28), hit.index)
        .split(/[,:;·]/u)
        .at(-1) ?? '';
    const inside = own.has(signal);
    const negated = !inside && new RegExp(no, 'iu').test(before);
    if (!negated) found.push(signal);
    else if (opposite) found.push(opposite);
  }
  // "Must", "audit" and the like say why something is lacking; the duty is the stronger statement.
  return found.includes('unmandated') ? found.filter((one) => one !== 'mandate' && one !== 'lack') : found;
}

const themeNames: readonly (readonly [Theme, RegExp])[] = [
  ['prevent', /repeat|prevent|recur|повтор|предотвр/iu],
  ['recover', /damage|recover|restore|data|ущерб|восстанов|данны/iu],
  ['detect', /notice|detect|alarm|обнаруж|замет/iu],
  ['exit', /way out|exit|lock-in|reversib|уйти|выход|обратим/iu],
  ['cost', /cost|price|money|budget|\bpay\b|salary|стоимост|затрат|цена|бюджет|деньг|оклад|зарплат/iu],
  [
    'trust',
    /trust|dut(?:y|ies)|fair|equit|complian|security|legal|referenc|рекоменд|довери|обязатель|справедл|требован|безопасност|поддержк/iu,
  ],
  ['upkeep', /upkeep|mainten|complex|simpl|сопровожд|сложност|простот|поддерж/iu],
  ['speed', /effort|deliver|feasib|speed|time|выполн|трудо[её]мк|срок|скорост|реализ/iu],
  ['safety', /break|risk|safe|stab|reliab|harm|runway|поломк|риск|запас|надёжн|надежн|устойчив/iu],
  [
    'value',
    /unblock|effect|benefit|value|fit|reach|outcome|quality|evidence|польз|подтвержд|результат|эффект|соответств|охват|качеств|выгод/iu,
  ],
];
/** The theme a criterion's name stands for; its place decides where the name says nothing. */
export function themeOf(criterion: string, place: number): Theme {
  return (
    themeNames.find(([, pattern]) => pattern.test(criterion))?.[0] ??
    (['value', 'safety', 'cost', 'speed'] as const)[place % 4] ??
    'value'
  );
}
