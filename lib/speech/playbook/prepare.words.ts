import type { TemplateId } from '@/lib/council/agenda.schema';
import type { Theme } from './evidence';
import type { Both } from './words';

/** What the scripted moderator says of a question that has no meeting yet. */
export const opening = {
  question: { en: 'I take the question to be: {question}', ru: 'Вопрос я понимаю так: {question}' },
  named: {
    en: 'You name {list}; the council may find others.',
    ru: 'Вы называете {list}; совет может найти и другие.',
  },
  open: {
    en: 'You name no answers yet, so the experts will look for them on their own.',
    ru: 'Ответов вы пока не называете, эксперты поищут их сами.',
  },
  oneWay: {
    en: 'This is hard to undo, so risks need their cost and a way to notice them early.',
    ru: 'Отменить это трудно, поэтому у рисков должны быть цена и ранний признак.',
  },
  twoWay: {
    en: 'It can be undone, so a small first step may count as an answer.',
    ru: 'Это можно отменить, так что ответом может быть и небольшой первый шаг.',
  },
  criteria: { en: 'I would judge by {list}.', ru: 'Судить предлагаю так: {list}.' },
  absent: {
    en: 'The team has nobody who speaks for: {list}.',
    ru: 'В команде некому говорить от имени: {list}.',
  },
  missing: {
    en: 'What I miss most: {first} The boxes below are a start; move them as you like.',
    ru: 'Больше всего не хватает вот чего: {first} Пункты ниже — начало, двигайте их как удобно.',
  },
  enough: {
    en: 'Nothing that usually matters is missing. The boxes below are a start; move them as you like.',
    ru: 'Всё, что обычно важно, уже названо. Пункты ниже — начало, двигайте их как удобно.',
  },
  compare: { en: 'Compare', ru: 'Сравнить' },
} as const satisfies Record<string, Both>;

/** Words by which a statement bears on a theme. */
export const known: Readonly<Record<Theme, RegExp>> = {
  value: /\b(?:gain|benefit|use[ds]?|users?|customers?|pupils|revenue)\b|польз|выгод|клиент|выручк|учащ/iu,
  safety: /\b(?:risk|break|fail|danger|stable|outage)\p{L}*\b|риск|отказ|авари|опасн|ломает/iu,
  upkeep: /\b(?:maintain|upkeep|support|complex)\p{L}*\b|сопровожд|поддерж|сложн/iu,
  cost: /\b(?:cost|price|budget|rent|fee|salary)\p{L}*\b|стоит|стоимост|бюджет|аренд|цена|оклад/iu,
  trust: /\b(?:law|legal|duty|security|privacy|complian)\p{L}*\b|закон|обязан|безопасн|персональн|требован/iu,
  speed: /\b(?:weeks?|deadline|by \d|until)\b|недел|месяц|срок|до \d/iu,
  exit: /\b(?:contract|leave|lock|export|migrat)\p{L}*\b|договор|уйти|перенос|выгруз/iu,
  prevent: /\b(?:caused?|because|wrong|mistake|typed)\b|причин|ошиб|из-за/iu,
  detect: /\b(?:alarm|alert|notice|monitor)\p{L}*\b|оповещ|замет|монитор/iu,
  recover: /\b(?:backup|restore|copy|recover)\p{L}*\b|копи|восстан/iu,
};

/** Why a criterion counts, where the author's words have nothing on it yet. */
export const whys: Readonly<Record<Theme | 'because', Both>> = {
  because: { en: 'You say {quote}.', ru: 'Вы пишете: {quote}.' },
  value: { en: 'Without it nobody would notice the decision.', ru: 'Без этого решения никто не заметит.' },
  safety: {
    en: 'What can go wrong should be known before the choice.',
    ru: 'Что может пойти не так, надо знать до выбора.',
  },
  upkeep: { en: 'Somebody has to live with it afterwards.', ru: 'Кому-то потом с этим жить.' },
  cost: { en: 'No figure is stated yet, and it will be asked for.', ru: 'Цифры пока нет, а о ней спросят.' },
  trust: { en: 'Duties bind, whatever the other figures say.', ru: 'Обязательства действуют при любых цифрах.' },
  speed: { en: 'An answer that comes too late is no answer.', ru: 'Ответ, который опоздал, — не ответ.' },
  exit: { en: 'What can’t be left has to be right at once.', ru: 'То, откуда не уйти, должно быть верным сразу.' },
  prevent: { en: 'The best outage is the one that does not come.', ru: 'Лучший сбой — тот, которого не было.' },
  detect: { en: 'What nobody notices lasts longest.', ru: 'Дольше всего длится то, чего никто не замечает.' },
  recover: {
    en: 'Some failures come anyway; then the way back counts.',
    ru: 'Что-то всё равно откажет, и тогда важен путь назад.',
  },
};

type Who = 'cost' | 'operations' | 'users' | 'law' | 'today';
interface Ask {
  ask: Both;
  who: Who | 'decider';
  when: 'before' | 'at';
  /** Words by which it has been said already. */
  stated: RegExp;
  only?: 'one-way' | 'two-way';
}

const cost: Both = {
  en: 'What does each answer cost, and from which budget?',
  ru: 'Сколько стоит каждый ответ и из какого бюджета?',
};
const money =
  /\d[\d\s.,]*\s*(?:usd|eur|gbp|dollars?|euros?|руб\p{L}*|тыс|млн|k\b)|[$€£₽]\s*\d|\b(?:costs?|budget)\b.{0,30}\d|(?:стоит|бюджет).{0,30}\d/iu;
const ask = (en: string, ru: string, who: Ask['who'], when: Ask['when'], stated: RegExp, only?: Ask['only']): Ask => ({
  ask: { en, ru },
  who,
  when,
  stated,
  ...(only ? { only } : {}),
});

/** What a council can't tell answers apart without; asked where nobody has said it. */
export const asks = {
  cost,
  price: { en: 'What does {o} cost in full?', ru: 'Сколько целиком стоит {o}?' },
  who: {
    cost: { en: 'whoever keeps the budget', ru: 'кто ведёт бюджет' },
    operations: { en: 'whoever runs it every day', ru: 'кто работает с этим каждый день' },
    users: { en: 'those it is for', ru: 'те, для кого это' },
    law: { en: 'legal counsel', ru: 'юрист' },
    today: { en: 'whoever measures it today', ru: 'кто измеряет это сегодня' },
  } satisfies Record<Who, Both>,
  of: {
    'architecture-decision': [
      ask(
        'Which systems and teams depend on it today?',
        'Какие системы и команды зависят от этого сегодня?',
        'operations',
        'before',
        /depend|uses? it|teams?|завис|пользу|команд/iu,
      ),
      ask(
        'How do we go back if it fails halfway?',
        'Как вернуться, если на полпути не получится?',
        'operations',
        'at',
        /roll ?back|way back|откат|вернуться/iu,
      ),
    ],
    'incident-review': [
      ask(
        'When was it noticed, and by whom?',
        'Когда сбой заметили и кто?',
        'operations',
        'before',
        /notic|detect|alarm|alert|замет|обнаруж|оповещ/iu,
      ),
      ask(
        'What was lost, and has it come back?',
        'Что потеряно и вернулось ли оно?',
        'operations',
        'before',
        /lost|loss|restor|потер|восстан/iu,
      ),
      ask(
        'Which barrier should have held, and why did it not?',
        'Какая преграда должна была сработать и почему не сработала?',
        'operations',
        'at',
        /barrier|because|преград|потому|из-за/iu,
      ),
    ],
    'vendor-choice': [
      ask(
        'What must it do on the first day?',
        'Что должно работать в первый день?',
        'users',
        'before',
        /first day|must (?:have|do)|первый день|должн/iu,
      ),
      ask(
        'How do we get our data out again?',
        'Как забрать свои данные обратно?',
        'operations',
        'before',
        /export|import|data|выгруз|перенос|данны/iu,
      ),
      ask(
        'When does the present contract end?',
        'Когда заканчивается нынешний договор?',
        'cost',
        'before',
        /contract|договор/iu,
      ),
    ],
    'policy-choice': [
      ask(
        'What does the law oblige us to?',
        'К чему нас обязывает закон?',
        'law',
        'before',
        /law|legal|oblig|duty|закон|обязан/iu,
      ),
      ask(
        'By which figure would we see in a year that it works?',
        'По какой цифре через год будет видно, что это работает?',
        'today',
        'at',
        /measure|share of|per cent|%|измер|доля/iu,
      ),
    ],
  } as Partial<Record<TemplateId, Ask[]>>,
  always: [
    { ask: cost, who: 'cost', when: 'before', stated: money } satisfies Ask,
    ask(
      'By when must it be decided, and what happens if it is not?',
      'К какому сроку нужно решить и что будет, если не решить?',
      'decider',
      'before',
      /\b(?:by|until|before|deadline|ends? on)\b.{0,20}\d|20\d\d|(?:до|срок|к|не позже)\s.{0,14}\d/iu,
    ),
    ask(
      'How many people does it concern, and how often?',
      'Скольких людей это касается и как часто?',
      'users',
      'before',
      /\d+\s*(?:%|per cent|\p{L}*\s?(?:people|users|customers|pupils|staff|agents|teams|desks|clients))|\d[\d\s]*(?:человек|сотрудник|пользовател|клиент|учени|команд|мест)/iu,
    ),
    ask(
      'What would undoing it cost?',
      'Во что обошлась бы отмена?',
      'operations',
      'at',
      /undo|revers|roll ?back|отмен|откат/iu,
      'one-way',
    ),
    ask(
      'How do things stand today, in one figure?',
      'Как обстоят дела сегодня, одной цифрой?',
      'today',
      'before',
      /\d/u,
    ),
  ] as readonly Ask[],
};

interface Topic {
  name: Both;
  why: Both;
  when: RegExp;
  /** A seat of this name or persona speaks for it. */
  covers: RegExp;
}

/** Fields that a question can touch and a team can lack. */
export const topics: readonly Topic[] = [
  {
    name: { en: 'Law and privacy', ru: 'Право и персональные данные' },
    why: {
      en: 'the question touches duties or personal data',
      ru: 'вопрос касается обязательств или персональных данных',
    },
    when: /\b(?:law|legal|contract|privacy|personal data|gdpr|licen[cs]e|regulat)\p{L}*\b|закон|юридич|договор|персональн|лиценз|регулир/iu,
    covers: /legal|law|privacy|complian|exit|юрист|прав[оау]|персональн/iu,
  },
  {
    name: { en: 'Security', ru: 'Безопасность' },
    why: { en: 'somebody could misuse what is decided', ru: 'решением кто-то может воспользоваться во вред' },
    when: /\b(?:security|breach|attack|password|encrypt|access rights)\p{L}*\b|безопасност|взлом|утечк|пароль|доступ к данным/iu,
    covers: /secur|safety|безопасн|надёжн/iu,
  },
  {
    name: { en: 'Money', ru: 'Деньги' },
    why: { en: 'amounts are at stake', ru: 'речь идёт о деньгах' },
    when: /\b(?:cost|budget|price|rent|salary|usd|eur|invest)\p{L}*\b|[$€£₽]|стоит|стоимост|бюджет|цена|аренд|оклад|руб/iu,
    covers: /cost|budget|financ|procure|econom|price|затрат|бюджет|финанс|закупк|эконом|цен/iu,
  },
  {
    name: { en: 'Those it is for', ru: 'Те, для кого это' },
    why: { en: 'people outside the room will live with it', ru: 'жить с этим людям, которых нет за столом' },
    when: /\b(?:users?|customers?|pupils?|patients?|residents?|clients?|parents?)\b|пользовател|клиент|учени|пациент|жител|родител/iu,
    covers:
      /user|customer|benefit|product|people|pupil|citizen|parent|famil|equity|польз|клиент|продукт|жител|родител|семь/iu,
  },
  {
    name: { en: 'Day-to-day work', ru: 'Ежедневная работа' },
    why: { en: 'somebody has to keep it running', ru: 'кому-то это поддерживать каждый день' },
    when: /\b(?:migrat|deploy|cluster|server|database|maintain|on-call|operat)\p{L}*\b|миграц|сервер|баз\p{L}{1,2} данных|сопровожд|дежур|эксплуат/iu,
    covers:
      /operat|platform|reliab|delivery|recover|infrastr|risk|эксплуат|надёжн|платформ|доставк|восстан|сопровожд/iu,
  },
  {
    name: { en: 'Staff', ru: 'Сотрудники' },
    why: { en: 'it changes how people work', ru: 'меняется работа людей' },
    when: /\b(?:staff|employee|hire|dismiss|shift|overtime|headcount|remote work)\p{L}*\b|сотрудник|персонал|нанима|уволь|смен[аыу]|штат/iu,
    covers: /staff|people|team|hr|craft|lead|hiring|сотрудник|персонал|кадр|люди|команд|найм/iu,
  },
];
