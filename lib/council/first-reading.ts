import type { TemplateId } from './agenda.schema';
import { sentences } from './sentences';

/** What an author typed, sorted by rules: nothing is added, nothing is lost. */
export interface Reading {
  question: string;
  facts: string[];
  constraints: string[];
  reversibility: 'one-way' | 'two-way';
}

const limits =
  /\b(?:must|may not|can(?:no|')t|cannot|at most|at least|no more than|no later than|not before|not after|deadline|budget|within \d|only until|by \d{1,2} \p{L}+)\b|(?<!\p{L})(?:нельзя|не (?:более|больше|позже|раньше|менее|меньше)|должн\p{L}+|обязан\p{L}*|только до|бюджет\p{L}*|крайний срок|в пределах|до \d{1,2} \p{L}+)(?!\p{L})/iu;
const lasting =
  /\b(?:irreversibl\p{L}*|for good|forever|sell|shut down|close down|demolish|delete|dismiss|hire|merge|acquire|sign (?:a|the) contract)\b|(?<!\p{L})(?:необратим\p{L}*|навсегда|прода(?:ём|ем|ть|вать)|закрыва\p{L}+ (?:завод|филиал|школ|магазин)\p{L}*|сносить|сносим|удал\p{L}+|уволь\p{L}+|нанима\p{L}+|нанять|слияни\p{L}*|объединя\p{L}+)(?!\p{L})/iu;

/** How many of each an agenda holds, and how long one may be. */
export const room = { facts: 60, constraints: 30, characters: 2000 };
/** As many as notes and a question fill, joined to as few as they can be. */
const joined = 24;

/** Sorts a question and notes into the question itself, facts and constraints. */
export function firstReading(question: string, notes: string): Reading {
  const said = question.split('\n').flatMap((text) => sentences(text.trim()));
  const asked = said.findLast((one) => one.endsWith('?')) ?? said.at(-1) ?? question.trim();
  const about = [...said.filter((one) => one !== asked), ...statements(notes)];
  const pieces = about.flatMap((one) => one.match(new RegExp(`.{1,${room.characters}}`, 'gsu')) ?? []);
  const statement = [...new Set(pieces)];
  const bound = new Set(statement.filter((one) => limits.test(one)).slice(0, room.constraints));
  const free = statement.filter((one) => !bound.has(one));
  const apart = free.length <= room.facts ? free.length : room.facts - joined;
  return {
    question: asked,
    constraints: [...bound],
    facts: [...free.slice(0, apart), ...gathered(free.slice(apart))],
    reversibility: lasting.test(asked) ? 'one-way' : 'two-way',
  };
}

/** Neighbours joined while they are short enough: what is too much for an agenda's list is not lost. */
function gathered(all: readonly string[]): string[] {
  const made: string[] = [];
  for (const one of all) {
    const last = made.at(-1);
    if (last === undefined || last.length + 1 + one.length > room.characters) made.push(one);
    else made[made.length - 1] = `${last} ${one}`;
  }
  return made;
}

/** One statement a line; a long paragraph by its sentences. */
const statements = (notes: string): string[] =>
  notes
    .split('\n')
    .map((text) =>
      text
        .replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .flatMap((text) => (text.length > 300 ? sentences(text) : [text]))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));

const kinds: readonly (readonly [TemplateId, RegExp])[] = [
  [
    'incident-review',
    /\b(?:outage|incident|post-?mortem|downtime|went down|never (?:again|stops? us))\b|(?<!\p{L})(?:сбо[йяюе]\p{L}*|авари\p{L}+|инцидент\p{L}*|простой|простоя)(?!\p{L})/iu,
  ],
  [
    'hiring',
    /\b(?:hire|candidate|appoint|applicant|recruit)\p{L}*\b|(?<!\p{L})(?:нанима\p{L}+|нанять|кандидат\p{L}*|назнача\p{L}+|берём на работу)(?!\p{L})/iu,
  ],
  [
    'vendor-choice',
    /\b(?:(?:vendor|supplier|provider|licen[cs]e|tender|purchase)\p{L}*|offers?|buy|which (?:\p{L}+ ){1,4}do we (?:choose|buy|take))\b|(?<!\p{L})(?:поставщик\p{L}*|подрядчик\p{L}*|лицензи\p{L}*|закуп\p{L}*|тендер\p{L}*|купить|покупа\p{L}+|как\p{L}{2,3} (?:систему|сервис|программу) (?:выбир|берём))/iu,
  ],
  [
    'product-bet',
    /\b(?:launch|bet on|prototype|pilot the|new (?:product|feature|market)|mobile app)\b|(?<!\p{L})(?:запуска\p{L}+|запустить|прототип\p{L}*|нов\p{L}{2,3} (?:продукт|рынок|функци)\p{L}*|мобильное приложение)(?!\p{L})/iu,
  ],
  [
    'architecture-decision',
    /\b(?:migrate|rewrite|refactor|monolith|micro-?service|database|kubernetes|queue|cluster|api|runtime|framework|architecture|code ?base)\p{L}*\b|(?<!\p{L})(?:монолит\p{L}*|микросервис\p{L}*|миграци\p{L}*|мигрир\p{L}+|архитектур\p{L}*|баз\p{L}{1,2} данных|кластер\p{L}*|очередь сообщений|переписыва\p{L}+)(?!\p{L})/iu,
  ],
  [
    'policy-choice',
    /\b(?:policy|polic(?:y|ies)|ban|allow|forbid|require everyone|free .{0,30}meals|regulation|rule for|school|citizens|residents)\b|(?<!\p{L})(?:запреща\p{L}+|запретить|разреша\p{L}+|разрешить|правил\p{L}* для|политик\p{L}+|школ\p{L}*|жител\p{L}+|граждан\p{L}*)(?!\p{L})/iu,
  ],
];

/** The kind of decision that a question sounds like; `general` where it sounds like none. */
export const kindOfQuestion = (question: string): TemplateId =>
  kinds.find(([, words]) => words.test(question))?.[0] ?? 'general';

/** The language that most letters of a text are in; null for a text without letters of either. */
export function languageOfText(text: string): 'en' | 'ru' | null {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic + latin === 0 ? null : cyrillic > latin / 2 ? 'ru' : 'en';
}
