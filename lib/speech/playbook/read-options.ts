import type { Agenda, Language, TemplateId } from '@/lib/council/agenda.schema';
import { meansNothing } from '@/lib/council/similarity';
import { type Both, capital, nameForms, stems } from './words';

/** What an option does with the matter: decides how facts bear on it. */
export type Kind = 'act' | 'partial' | 'delay' | 'transfer' | 'amend' | 'build' | 'pick' | 'hire' | 'set' | 'nothing';

export interface Named {
  name: string;
  /** The option in the question's own words. */
  text: string;
  kind: Kind;
  /** It reaches everybody or everything at once. */
  full: boolean;
  /** Stems that only this option has among its siblings. */
  own: ReadonlySet<string>;
}

const kinds: readonly (readonly [Kind, RegExp])[] = [
  [
    'nothing',
    /\b(?:as (?:it|they|things) (?:is|are)|do nothing|no change|status quo|stay (?:with|on) what|leave (?:it|them|things) alone)\b|как есть|ничего не|без изменений/iu,
  ],
  [
    'transfer',
    /\b(?:hand (?:it|them|over|to)|outsourc\w*|transfer|give (?:it|them) to|another (?:project|team|company)|third part\w+)\b|переда[тёею]|аутсорс|отда(?:ть|ём|ем)|подрядчик/iu,
  ],
  [
    'delay',
    /\b(?:longer|postpone|defer|delay|later|wait|another year|next year|put off)\b|отлож|откладыва|подожд|позже|ещё (?:на )?год|продл|перенес(?:ти|ём) на/iu,
  ],
  [
    'partial',
    /\b(?:pilot|trial|try|first|part of|module|inside|gradual\w*|phases?|phased|step by step|staged|partly|days a week|some of)\b|пилот|модул|внутри|частич|поэтап|проб|сначала|постепенно|дня в неделю|провер(?:яем|ить)/iu,
  ],
  [
    'amend',
    /\b(?:widen|extend|expand|improve|strengthen|tune|repair|fix|raise|lower|adjust|cheaper)\b|расшир|улучш|усил|доработ|настра|настро|исправ|сниж|снизить|повы(?:с|ш)/iu,
  ],
  ['build', /\b(?:build|own build|in-house|ourselves)\b|собственн\p{L}* разработ|своими силами|сами |разработать/iu],
];

/** Matters in which the same words mean another kind: a bet is built to be sold, a candidate is hired. */
const special: Partial<Record<TemplateId, readonly (readonly [Kind, RegExp])[]>> = {
  'product-bet': [
    ['partial', /\b(?:test|prototype|experiment|interviews?|sell it first)\b|прототип|эксперимент|опросить/iu],
    ['act', /\b(?:build|launch|bet on)\b|разраб|запус/iu],
  ],
  hiring: [
    [
      'delay',
      /\b(?:search(?:ing)? (?:on|again|longer)|keep (?:on )?(?:looking|searching)|reopen)\b|искать дальше|ищем (?:дальше|ещё)|продолж\p{L}* (?:поиск|искать)|новый поиск/iu,
    ],
    ['partial', /\b(?:contractors?|interim|temporary|fixed.term)\b|подряд|временн|срочн\p{L}* договор/iu],
    [
      'amend',
      /\b(?:promot\w+|from inside|internal\w*|share the (?:work|duties))\b|повысить|изнутри|своего сотрудника|разделить обязан/iu,
    ],
    ['nothing', /\b(?:nobody|no one|leave (?:it|the post) (?:open|empty))\b|никого|оставить место/iu],
  ],
};
/** What an option is where no word tells. */
const usual: Partial<Record<TemplateId, Kind>> = { 'vendor-choice': 'pick', hiring: 'hire' };

/** How an option in free words would be treated. */
export function kindOf(text: string, template: TemplateId = 'general'): Kind {
  if (meansNothing(text)) return 'nothing';
  const found = [...(special[template] ?? []), ...(template === 'hiring' ? [] : kinds)].find(([, pattern]) =>
    pattern.test(text),
  );
  return found?.[0] ?? usual[template] ?? 'act';
}

const infinitives: Readonly<Record<string, string>> = {
  ищем: 'искать',
  выносим: 'вынести',
  выделяем: 'выделить',
  оставляем: 'оставить',
  вводим: 'ввести',
  проверяем: 'проверить',
  снижаем: 'снизить',
  покупаем: 'купить',
  переходим: 'перейти',
  переносим: 'перенести',
  отказываемся: 'отказаться',
  сохраняем: 'сохранить',
  начинаем: 'начать',
  запускаем: 'запустить',
  расширяем: 'расширить',
  откладываем: 'отложить',
  передаём: 'передать',
  передаем: 'передать',
  удаляем: 'удалить',
  заменяем: 'заменить',
  делаем: 'сделать',
  открываем: 'открыть',
  закрываем: 'закрыть',
  нанимаем: 'нанять',
  строим: 'построить',
  выбираем: 'выбрать',
  меняем: 'сменить',
  берём: 'взять',
  продлеваем: 'продлить',
  разделяем: 'разделить',
  переписываем: 'переписать',
  настраиваем: 'настроить',
  пробуем: 'попробовать',
  улучшаем: 'улучшить',
  обновляем: 'обновить',
  повышаем: 'повысить',
  ждём: 'подождать',
  остаёмся: 'остаться',
  объединяем: 'объединить',
};
const lead: Both<RegExp> = {
  en: /^(?:do|should|shall|will|must|can|could|would|are|is)\s+(?:we|the \w+(?: \w+)?|our \w+|it|they)\s+(?:to\s+|going to\s+)?/i,
  ru: /^(?:(?:стоит|нужно|надо|следует|должны|можем|будем|пора)\s+(?:ли\s+)?(?:нам\s+|мы\s+)?|что\s+(?:мы\s+)?(?:выбираем|выбрать|делаем)[:,]?\s*)/iu,
};
const filler: Both<RegExp> = {
  en: /\b(?:the|a(?!\s+(?:day|week|month|year)\b)|an|our|all|it|them)\b\s*/gi,
  ru: /(?<![\p{L}])(?:ли|мы|нам|всё|все|его|её|их|это)(?![\p{L}])\s*/giu,
};
const dangling =
  /[\s,:;–—-]*(?:\b(?:of|in|on|to|for|from|with|by|at|and|or|until|into|out)|(?<!\p{L})(?:в|во|на|с|со|из|для|по|и|или|от|до|к|за))$/iu;

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** Spans such as "two days a week" are one thing. */
const most = 6;
function nameOf(text: string, language: Language, sharedObject: boolean): string {
  const bare = (words(text).length > most || language === 'ru' ? text.replace(filler[language], '') : text).trim();
  let parts = words(bare);
  if (parts.length > most && sharedObject && language === 'en') {
    const at = parts.findLastIndex((word, index) => index > 0 && /^(?:in|from|to|until|by|with|for|on)$/i.test(word));
    if (at > 1 && parts.length - at >= 2 && parts.length - at <= 4) parts = [...parts.slice(0, 1), ...parts.slice(at)];
  }
  let name = parts
    .slice(0, most)
    .join(' ')
    .replace(/[,.;:?!]+$/u, '');
  while (dangling.test(name)) name = name.replace(dangling, '');
  if (language === 'ru') {
    const [first = '', ...rest] = words(name);
    name = [infinitives[first.toLowerCase()] ?? first, ...rest].join(' ');
  }
  return capital(name);
}

/** Splits a question into the answers it offers; empty where it offers none. */
function choices(question: string, language: Language, named: boolean): string[] {
  const sentence = question.split(/(?<=[.!?])\s+/u).findLast((part) => part.endsWith('?')) ?? question;
  let body = sentence.replace(/\?$/, '').trim();
  const colon = body.match(/^(?:which|what|whom?|как\p{L}*|кого|что|чей)[^:]*:\s*(.+)$/iu);
  const listed = colon?.[1] !== undefined;
  if (colon?.[1]) body = colon[1];
  else if (
    /^(?:which|what|how|who|where|when|why|как|какой|какие|какую|кто|где|когда|почему|сколько)(?!\p{L})/iu.test(body)
  )
    return [];
  body = body.replace(lead[language], '');
  const or = language === 'ru' ? /,?\s+или\s+|,?\s+либо\s+/iu : /,?\s+or\s+/i;
  const [head = '', ...tail] = body.split(or);
  if (tail.length === 0) return [body];
  const last = tail.pop() ?? '';
  const front = [...head.split(/,\s+/), ...tail.flatMap((part) => part.split(/,\s+/))];
  // A piece that begins like a clause ("which …", "что …") belongs to the one before it.
  const joined: string[] = [];
  for (const piece of front) {
    const goes = /^(?:which|that|who|where|because|so|если|что|котор\p{L}*|чтобы|так как)(?!\p{L})/iu.test(piece);
    if (goes && joined.length > 0) joined.push(`${joined.pop()}, ${piece}`);
    else joined.push(piece);
  }
  const all = [...joined, last].map((one) => one.trim()).filter(Boolean);
  return listed && !named ? all.map((one) => (language === 'ru' ? `выбрать ${one}` : `choose ${one}`)) : all;
}

const offer = /^(?:hire|appoint|take on|take|choose|нанимаем|нанять|берём|взять|приглашаем|пригласить|назначаем)\s+/iu;
/** A candidate's name without verb and quotation marks; a Russian name in the case in which the facts first use it. */
function candidateOf(text: string, facts: readonly string[]): string {
  const name = text
    .replace(offer, '')
    .replace(/^[«“"]|[»”"]$/gu, '')
    .trim();
  const known = facts.join('\n');
  return capital(
    words(name)
      .map((word) => (/^[А-ЯЁ]/u.test(word) ? (known.match(new RegExp(nameForms(word), 'u'))?.[0] ?? word) : word))
      .join(' '),
  );
}

/** Number of things asked for by "which three changes"; null for other questions. */
export function setSize(question: string): number | null {
  const found = question.match(/(?:which|what|каки\p{L}+)\s+(two|three|four|five|\d|два|две|три|четыре|пять)\s/iu);
  const size = { two: 2, three: 3, four: 4, five: 5, два: 2, две: 2, три: 3, четыре: 4, пять: 5 }[
    found?.[1]?.toLowerCase() ?? ''
  ];
  return found ? (size ?? Number(found[1])) : null;
}

/** The answers that an agenda's question offers, in its order. */
export function readOptions(agenda: Agenda): Named[] {
  const { language, question } = agenda;
  const texts = choices(question, language, agenda.template === 'hiring');
  if (texts.length === 0) return [];
  const shared = texts.some((text) => /\b(?:it|them)\b|(?<!\p{L})(?:его|её|их)(?!\p{L})/iu.test(text));
  const all = texts.map((text) => {
    const kind = kindOf(text, agenda.template);
    const plain =
      kind === 'nothing'
        ? { en: 'Leave it as it is', ru: 'Оставить как есть' }[language]
        : kind === 'hire'
          ? candidateOf(text, agenda.facts)
          : nameOf(text, language, shared);
    return { text, kind, name: plain, stems: stems(text) };
  });
  return all.map(({ text, kind, name, stems: mine }) => ({
    text,
    kind,
    name,
    full: /\b(?:everywhere|all|every|everybody|whole|entire\w*)\b|(?<!\p{L})(?:все|всех|всем|везде|сразу|целиком|полностью)(?!\p{L})/iu.test(
      text,
    ),
    own: new Set(
      [...mine].filter((stem) => stems(name).has(stem) && all.filter((other) => other.stems.has(stem)).length === 1),
    ),
  }));
}
