import { leadOf } from '../council/actions';
import type { Language } from '../council/agenda.schema';
import { verbness } from '../council/verbs';
import { contentOf } from './content';
import { dueSaid } from './due-said';
import type { Heard } from './heard';
import { isDeed, whatIDo, whatIsAsked, whatTheyDo } from './russian-verbs';

/** What a sentence says of something to be done after the meeting. */
export interface Doing {
  code: 'commitment' | 'assignment' | 'request' | 'collective';
  /** Who, in the sentence’s words; `i` and `you` are people of the dialogue. */
  who: { kind: 'i' } | { kind: 'you' } | { kind: 'we' } | { kind: 'named'; name: string };
  /** Verb first. */
  what: string;
  weight: number;
}

/** What is done after a meeting rather than in it. */
const later = new Set(
  `complete send email e-mail mail write type prepare check verify find look ask call phone schedule organise organize draft update
fix research investigate contact share book order buy set follow put work finalise finalize review test collect circulate
arrange post upload print file sign submit publish document summarise summarize compile clean distribute invite confirm
deliver implement build create design develop produce measure compare analyse analyze estimate calculate book reserve
chase remind inform notify report revise rewrite replace install configure migrate deploy release record gather`.split(
    /\s+/u,
  ),
);
/** What “I’ll …” says of the meeting itself. */
const now = new Set(
  `start begin say explain show tell pass hand let just skip move finish talk read open close be have get go stop try
think take see come leave stay turn speak present describe mention repeat introduce run jump give draw do make put wait keep`.split(
    /\s+/u,
  ),
);
const filler =
  '(?:just |also |then |probably |definitely |maybe |all |go and |try and |try to |go off and |need to |have to |be able to |quickly |certainly )*';
const subject: readonly (readonly [Doing['code'], Doing['who']['kind'], number, RegExp])[] = [
  [
    'commitment',
    'i',
    3,
    new RegExp(`\\b(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna|i am gonna) ${filler}(.+)$`, 'u'),
  ],
  [
    'commitment',
    'i',
    1.5,
    new RegExp(`\\b(?:i can|i could|let me|i have to|i need to|i'd better|i should) ${filler}(.+)$`, 'u'),
  ],
  [
    'assignment',
    'you',
    2.5,
    new RegExp(
      `\\b(?:you'll|you will|you're going to|you are going to|you're gonna|i'd like you to|i want you to|i need you to) ${filler}(.+)$`,
      'u',
    ),
  ],
  [
    'request',
    'you',
    2.5,
    new RegExp(
      `\\b(?:(?:please )?(?:don't|do not) forget to|remember to|if (?:you|you two|everyone|everybody|somebody|someone) could) ${filler}(.+)$`,
      'u',
    ),
  ],
  [
    'assignment',
    'you',
    2,
    new RegExp(
      `\\b(?:you two|you guys|you both|both of you|each of you|you all) (?:have to|need to|should|must|can|will) ${filler}(.+)$`,
      'u',
    ),
  ],
  // Also what anybody has to do who uses the thing: too little to be a task by itself.
  ['assignment', 'you', 1, new RegExp(`\\b(?:you should|you have to|you need to|you must) ${filler}(.+)$`, 'u')],
  [
    'request',
    'you',
    2,
    new RegExp(`\\b(?:can you|could you|would you|will you|please) (?:please )?${filler}(.+)$`, 'u'),
  ],
  [
    'collective',
    'we',
    1.5,
    new RegExp(
      `\\b(?:we'll|we will|we're (?:all )?going to|we're (?:all )?gonna|we are (?:all )?going to|we have to|we need to|we can all|we must) ${filler}(.+)$`,
      'u',
    ),
  ],
];
const jobs =
  '(?:the |our )?(?:[a-z]+ ){0,2}(?:managers?|designers?|experts?|specialists?|engineers?|leads?|leaders?|developers?|teams?|directors?|analysts?|owners?|officers?|departments?|person|guys?)';
const role = new RegExp(
  `\\b(?<name>${jobs}(?: and ${jobs})?) (?:will(?: be)?|'ll|is going to|are going to|is gonna|are gonna|is|are|should|needs? to|has to|have to|have) (?<rest>[a-z].+)$`,
  'u',
);
/** What one is doing next, as a task begins. */
const gerunds: Readonly<Record<string, string>> = {
  doing: 'do',
  working: 'work',
  coming: 'come',
  preparing: 'prepare',
  making: 'make',
  looking: 'look',
  writing: 'write',
  handling: 'handle',
  taking: 'take',
  getting: 'get',
  sending: 'send',
  checking: 'check',
  designing: 'design',
  researching: 'research',
  finding: 'find',
};
const departments =
  /\b(?<name>(?:[Tt]he )?\p{Lu}{2,4}(?: and (?:the )?\p{Lu}{2,4})+) (?:will|need to|have to|should|are going to) (?<rest>\p{Ll}.+)$/u;
const working = new RegExp(`^(?:be )?(?<verb>${Object.keys(gerunds).join('|')}|responsible) `, 'u');
const verbFirst = (what: string): string =>
  what.replace(/^(?:be )?(\p{L}+)/u, (found, verb: string) => gerunds[verb.toLowerCase()] ?? found);

/** What somebody takes on, gives to somebody, or asks of them in a sentence; null where nothing is. */
export function doingIn(heard: Heard): Doing | null {
  return heard.language === 'ru' ? russian(heard) : english(heard);
}

function english({ text, low }: Heard): Doing | null {
  for (const [code, kind, weight, pattern] of subject) {
    const found = pattern.exec(low);
    const rest = found?.[1];
    if (!found || rest === undefined || kind === 'named') continue;
    const what = text.slice(text.length - rest.length);
    const verb = /^[\p{L}-]+/u.exec(rest)?.[0] ?? '';
    const stays = (now.has(verb) && !phrasal.test(rest)) || telling.test(rest);
    if (verbness(verb, 'en') === 'no' && !later.has(verb)) continue;
    const sure = stays ? 0 : later.has(verb) || phrasal.test(rest) ? weight : weight * 0.5;
    if (sure > 0) return { code, who: { kind }, what, weight: sure };
  }
  const named = role.exec(low)?.groups ?? departments.exec(text)?.groups;
  if (named?.name && named.rest && (working.test(named.rest) || verbness(first(named.rest), 'en') !== 'no'))
    return {
      code: 'assignment',
      who: { kind: 'named', name: named.name },
      what: verbFirst(text.slice(text.length - named.rest.length)),
      weight: 2.5,
    };
  const busy =
    /\b(?<name>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?) (?:will be|is going to be|is gonna be|is) (?<rest>\p{L}+ing .+)$/u.exec(
      text,
    )?.groups;
  if (busy?.name && busy.rest && working.test(busy.rest))
    return { code: 'assignment', who: { kind: 'named', name: busy.name }, what: verbFirst(busy.rest), weight: 2.5 };
  const lead = leadOf(text, 'en');
  const proper = lead.owner && /^\p{Lu}/u.test(lead.owner) && !/^(?:We|I|You|They|He|She|The)\b/u.test(lead.owner);
  const verb = first(lead.title.toLowerCase());
  if (proper && lead.owner && verbness(verb, 'en') !== 'no' && !now.has(verb))
    return {
      code: 'assignment',
      who: { kind: 'named', name: lead.owner },
      what: lead.title,
      weight: later.has(verb) ? 3 : 1.5,
    };
  return null;
}
/** “Put together”, “take care of”, “get back to”: what is meant is done later though its verb is a plain one. */
const phrasal =
  /^(?:put (?:\S+ )?together|put (?:\S+ ){0,3}(?:on|in) the (?:folder|drive|wiki|list|calendar)|take (?:care|over|on)|get (?:back|in touch)|(?:figure|find|sort|work) (?:\S+ )?out|do (?:that|this|the same) (?:as well|too)|(?:make|do) (?:a|an|the|some|that|this) (?:list|draft|plan|copy|note|summary|report|document|call|analysis|research|minutes?|calculation|mock-?up|prototype|survey|test)|do (?:our|my|your|their) |look (?:into|for|up|at that)|give (?:\S+ ){1,2}(?:a call|a ring)|have (?:a look|it|that) (?:at|ready|done)|keep (?:\S+ ){1,3}(?:posted|updated|informed)|make sure|come up with|run (?:the|a|some) (?:tests?|numbers|analysis))/u;

/** “I'm going to inform you about …”: a talk that begins. */
const telling = /^(?:inform|brief|walk|update) (?:you|us) (?:about|on|through|of)\b/u;
const first = (text: string): string => /^[\p{L}-]+/u.exec(text)?.[0] ?? '';
const taking =
  /(?<!\p{L})(?:я (?:беру|возьму) (?:это |его |ее )?на себя|(?:беру|возьму) (?:это |его |ее )?на себя|это (?:на мне|за мной|с меня)|(?:на мне|за мной|с меня)|моя задача)(?!\p{L})\s*[:,—–-]?\s*(?<rest>.*)$/u;
const giving =
  /(?<!\p{L})(?:с тебя|на тебе|за тобой|с вас|на вас|за вами|твоя задача|ваша задача)(?!\p{L})\s*[:,—–-]?\s*(?<rest>.+)$/u;
const asking =
  /(?<!\p{L})(?:(?:ты |вы )?(?:можешь|можете|сможешь|сможете)|прошу (?:тебя|вас)?|нужно|надо|необходимо)\s+(?<rest>\p{L}+.*)$/u;

function russian({ text, low }: Heard): Doing | null {
  const tail = (rest: string) => text.slice(text.length - rest.length);
  const words = [...low.matchAll(/[\p{L}-]+/gu)];
  for (const [at, match] of words.entries()) {
    const word = match[0];
    const rest = text.slice(match.index + word.length).trim();
    const mine = whatIDo(word);
    const before = words[at - 1]?.[0] ?? '';
    if (before === 'не' || before === 'если') continue;
    const front = text.slice(0, match.index);
    if (mine) return { code: 'commitment', who: { kind: 'i' }, what: deed(mine, front, rest), weight: 3 };
    const asked = whatIsAsked(word);
    if (asked)
      return { code: 'request', who: { kind: 'you' }, what: `${asked} ${rest.replace(please, '')}`, weight: 3 };
    const theirs = whatTheyDo(word);
    if (!theirs) continue;
    const kind = word.endsWith('шь') || word.endsWith('те') ? 'you' : word.endsWith('м') ? 'we' : 'named';
    if (kind === 'we') return { code: 'collective', who: { kind }, what: `${theirs} ${rest}`, weight: 1.5 };
    if (kind === 'you') return { code: 'assignment', who: { kind }, what: `${theirs} ${rest}`, weight: 2.5 };
    const name = nameBefore(text.slice(0, match.index));
    if (name) return { code: 'assignment', who: { kind: 'named', name }, what: `${theirs} ${rest}`, weight: 3 };
  }
  const own = taking.exec(low)?.groups?.rest;
  if (own !== undefined) return { code: 'commitment', who: { kind: 'i' }, what: tail(own), weight: 3 };
  const yours = giving.exec(low)?.groups?.rest;
  if (yours) return { code: 'assignment', who: { kind: 'you' }, what: tail(yours), weight: 3 };
  const asked = asking.exec(low)?.groups?.rest;
  const verb = asked && first(asked);
  if (asked && verb && (isDeed(verb) || verbness(verb, 'ru') === 'sure')) {
    const you = /можешь|можете|прошу|сможе/u.test(low);
    const weight = (you ? 2 : 1.2) * (isDeed(verb) ? 1 : 0.5);
    return { code: you ? 'request' : 'collective', who: { kind: you ? 'you' : 'we' }, what: tail(asked), weight };
  }
  const lead = leadOf(text, 'ru');
  if (lead.owner && /^\p{Lu}/u.test(lead.owner) && isDeed(first(lead.title.toLowerCase())))
    return { code: 'assignment', who: { kind: 'named', name: lead.owner }, what: lead.title, weight: 3 };
  return null;
}

const please = /^(?:,? ?пожалуйста,?)\s*/iu;

/** «Тексты я соберу до пятницы»: what stands before who does it is what it is done with. */
function deed(infinitive: string, front: string, rest: string): string {
  const thing =
    /^(?:(?:а|и|но|так|тогда|хорошо|ладно|ну|да),? )*(.*?),?\s*(?:(?:я|тогда|сам|сама|потом|ещё|еще|также) ?)*$/iu.exec(
      front.trim(),
    )?.[1] ?? '';
  const after = rest.replace(dueSaid(rest, 'ru') ?? '', '');
  if (!thing || /[,.;:]/u.test(thing) || contentOf(after).size > 0 || contentOf(thing).size === 0)
    return `${infinitive} ${rest}`;
  return `${infinitive} ${thing.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())} ${rest}`;
}

const pronouns = /^(?:он|она|они|это|кто|что|который|которая|никто|все)$/iu;
/** The name that stands right before a verb, or opens the clause. */
function nameBefore(text: string): string | null {
  const name =
    /(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)(?:,? (?:тогда|потом|завтра|сегодня|пожалуйста|также|еще|ещё|это|сам|сама))*,?\s*$/u.exec(
      text,
    )?.[1];
  return name && !pronouns.test(name) ? name : null;
}

/** What else says that a sentence is about work to come. */
const work: Record<Language, RegExp> = {
  en: /\b(?:action (?:items?|points?)|to-?do(?: list)?|homework|next (?:steps?|phase|stage)|individual (?:work|actions?|tasks?)|own (?:projects?|work|things|tasks?)|your (?:tasks?|assignments?|job)|assignments?|responsible for|in charge of|instructions|(?:before|for|until|till) (?:the|our) next (?:meeting|session|time)|next meeting)\b/u,
  ru: /(?<!\p{L})(?:задач[аиуе]\p{L}*|поручени\p{L}+|следующ\p{L}+ (?:шаг|этап)\p{L}*|домашн\p{L}+ задани\p{L}+|ответственн\p{L}+|исполнител\p{L}+|к следующ\p{L}+ (?:встрече|совещанию|разу|созвону))(?!\p{L})/u,
};
const meeting: Record<Language, RegExp> = {
  en: /\b(?:(?:before|for|until|till) (?:the|our) )?next (?:meeting|session|time)\b/gu,
  ru: /к следующ\p{L}+ (?:встрече|совещанию|разу|созвону)/gu,
};
/** Whether work is named, and not only when people meet again: that is a date, no task. */
export const namesWork = ({ low, language }: Heard): boolean => work[language].test(low.replace(meeting[language], ''));
export const speaksOfWork = ({ low, language }: Heard): boolean => work[language].test(low);
