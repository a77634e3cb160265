import type { Language } from '../council/agenda.schema';
import type { Reason } from '../council/events';
import type { Minutes } from './minutes.schema';

/** What rules went by, in words; one for every code in `signs`. */
const signs: Record<Language, Record<string, string>> = {
  en: {
    decided: 'words of deciding',
    proposal: 'a proposal',
    choice: 'a choice',
    norm: 'says what must be',
    recap: 'sums up',
    figure: 'names a figure',
    limit: 'sets a limit',
    discussed: 'others spoke of it just before',
    agreed: 'others agreed',
    chair: 'said by whoever leads',
    closing: 'near the end',
    commitment: 'somebody takes it on',
    assignment: 'given to somebody',
    request: 'asked of somebody',
    handed: 'work handed out one by one',
    collective: 'said of all',
    work: 'speaks of work to come',
    due: 'says by when',
    moved: 'its words stand in another turn than the model said',
    mended: 'its words were said a little otherwise',
    rules_too: 'rules found it too',
    by_rules: 'found by rules, where the model could not read',
  },
  ru: {
    decided: 'слова решения',
    proposal: 'предложение',
    choice: 'выбор',
    norm: 'сказано, как должно быть',
    recap: 'подведение итога',
    figure: 'названо число',
    limit: 'названа граница',
    discussed: 'об этом только что говорили другие',
    agreed: 'другие согласились',
    chair: 'сказал ведущий',
    closing: 'ближе к концу',
    commitment: 'кто-то берёт на себя',
    assignment: 'поручено кому-то',
    request: 'просьба к кому-то',
    handed: 'работу распределили по людям',
    collective: 'сказано обо всех',
    work: 'речь о предстоящей работе',
    due: 'назван срок',
    moved: 'слова стоят не в той реплике, которую назвала модель',
    mended: 'сказано немного иными словами',
    rules_too: 'правила нашли то же',
    by_rules: 'найдено правилами там, где модель не прочла',
  },
};

const notes: Record<Language, Record<string, string>> = {
  en: {
    encoding_assumed: 'The file does not say in which encoding it is; {encoding} was assumed.',
    broken_characters: 'Some characters ({count}) could not be read.',
    broken_header: 'The WebVTT header is missing or broken; the cues were read all the same.',
    wrong_times: 'Some cues ({count}) end before they begin; their ends were left out.',
    overlapping_times:
      'Some turns ({count}) begin before the one above them has ended; the order of the file was kept.',
    times_of_day: 'Times of the day were counted from the first.',
    no_speakers: 'The transcript does not say who speaks, so tasks that somebody takes on have no owner.',
  },
  ru: {
    encoding_assumed: 'Кодировка файла не указана; предположено {encoding}.',
    broken_characters: 'Не удалось прочитать некоторые символы ({count}).',
    broken_header: 'Заголовка WebVTT нет или он испорчен; реплики всё равно прочитаны.',
    wrong_times: 'Некоторые реплики ({count}) кончаются раньше, чем начались; их концы опущены.',
    overlapping_times:
      'Некоторые реплики ({count}) начинаются раньше, чем кончилась предыдущая; порядок файла сохранён.',
    times_of_day: 'Время суток отсчитано от первой реплики.',
    no_speakers: 'В расшифровке не сказано, кто говорит, поэтому у взятых задач нет ответственного.',
  },
};

/** Why a model did not read a part. */
const whys: Record<Language, Record<string, string>> = {
  en: {
    'model.timeout': 'the model did not answer in time',
    'model.refused': 'the model refused',
    'model.empty': 'the model’s answer could not be used',
    'model.unavailable': 'the model could not be reached',
    'model.connection': 'the connection to the model broke',
    'model.breaker_open': 'the model could not be reached',
    'model.rate_limited': 'the model took no more requests',
    'model.too_long': 'it is too long for the model',
    'model.quota': 'the account at the model’s provider is used up',
    'model.key_refused': 'the model’s provider refused the key',
    'model.not_found': 'the provider has no such model',
    'model.not_configured': 'the model is not connected any more',
    'model.disconnected': 'the model is not connected any more',
    'minutes.budget': 'what one transcript may cost was spent',
    'minutes.quota': 'the organisation has spent its limit',
    'minutes.rules_chosen': 'somebody chose so',
    'model.bad_request': 'the model’s provider did not understand the request',
    'model.private_address': 'the model’s address leads into a private network',
    'model.redirected': 'the model’s server sends requests on to another address',
    'model.key_unreadable': 'the stored key can’t be read',
    other: 'the model failed',
  },
  ru: {
    'model.timeout': 'модель не ответила вовремя',
    'model.refused': 'модель отказалась',
    'model.empty': 'ответ модели не удалось использовать',
    'model.unavailable': 'модель была недоступна',
    'model.connection': 'связь с моделью оборвалась',
    'model.breaker_open': 'модель была недоступна',
    'model.rate_limited': 'модель не принимала новых запросов',
    'model.too_long': 'текст слишком длинный для модели',
    'model.quota': 'средства у поставщика модели исчерпаны',
    'model.key_refused': 'поставщик модели отклонил ключ',
    'model.not_found': 'у поставщика нет такой модели',
    'model.not_configured': 'модель больше не подключена',
    'model.disconnected': 'модель больше не подключена',
    'minutes.budget': 'предел расходов на одну расшифровку исчерпан',
    'minutes.quota': 'предел расходов организации исчерпан',
    'minutes.rules_chosen': 'так выбрал человек',
    'model.bad_request': 'поставщик модели не понял запрос',
    'model.private_address': 'адрес модели ведёт в закрытую сеть',
    'model.redirected': 'сервер модели отсылает запросы на другой адрес',
    'model.key_unreadable': 'сохранённый ключ не удаётся прочитать',
    other: 'модель не справилась',
  },
};

const readings = {
  en: {
    scripted: 'Simulated: scripted experts can’t read; rules read each part in the place of a model.',
    instead: 'Rules took the minutes in place of a model, because {why}.',
    part: 'Rules read turns {from} to {to}, because {why}.',
    dropped: 'Entries left out, because nobody said what they cite: {count}.',
    mended: 'Citations put right: {count}.',
    stopped: '{model} stopped: {why}. Trying again reads only what is left.',
  },
  ru: {
    scripted: 'Имитация: эксперты по сценарию не умеют читать; вместо модели каждую часть читали правила.',
    instead: 'Протокол вместо модели составили правила: {why}.',
    part: 'Реплики {from}–{to} читали правила: {why}.',
    dropped: 'Опущено записей, потому что никто не говорил того, на что они ссылаются: {count}.',
    mended: 'Исправлено ссылок: {count}.',
    stopped: 'Модель {model} остановилась: {why}. Новая попытка прочтёт только то, что осталось.',
  },
} satisfies Record<Language, Record<string, string>>;

const sayWhy = (code: string, language: Language): string => whys[language][code] ?? whys[language].other ?? code;

/** How a model's reading of a transcript came out, in sentences; none where rules alone were asked. */
export function sayReading({ made_by, reading }: Pick<Minutes, 'made_by' | 'reading'>, language: Language): string[] {
  if (!reading) return [];
  const w = readings[language];
  const { by_rules, dropped, mended } = reading;
  const [first] = by_rules;
  const instead = made_by.provider === 'rules' && first;
  // Parts side by side that failed alike are told as one.
  const stretches: typeof by_rules = [];
  for (const next of by_rules) {
    const last = stretches.at(-1);
    if (last && last.why === next.why && last.to + 1 >= next.from) last.to = next.to;
    else stretches.push({ ...next });
  }
  return [
    ...(made_by.provider === 'playbook' ? [w.scripted] : []),
    ...(instead
      ? [said({ instead: w.instead }, { code: 'instead', args: { why: sayWhy(first.why, language) } })]
      : stretches.map((one) =>
          said({ part: w.part }, { code: 'part', args: { ...one, why: sayWhy(one.why, language) } }),
        )),
    ...(dropped > 0 ? [said({ dropped: w.dropped }, { code: 'dropped', args: { count: dropped } })] : []),
    ...(mended > 0 ? [said({ mended: w.mended }, { code: 'mended', args: { count: mended } })] : []),
  ];
}

/** Why a model that was to take minutes went no further, in a sentence. */
export function sayStopped(model: string, code: string, language: Language): string {
  const { stopped } = readings[language];
  return said({ stopped }, { code: 'stopped', args: { model, why: sayWhy(code, language) } });
}

const said = (words: Record<string, string>, { code, args = {} }: Reason): string =>
  Object.entries(args).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), words[code] ?? code);

/** A sign that rules or a model went by; a code that is not known stays as it is. */
export const saySign = (code: string, language: Language): string => said(signs[language], { code });
/** What was odd about a transcript, in a sentence. */
export const sayNote = (note: Reason, language: Language): string => said(notes[language], note);
