import type { Language } from '../council/agenda.schema';
import type { Reason } from '../council/events';

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

const said = (words: Record<string, string>, { code, args = {} }: Reason): string =>
  Object.entries(args).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), words[code] ?? code);

/** A sign that rules or a model went by; a code that is not known stays as it is. */
export const saySign = (code: string, language: Language): string => said(signs[language], { code });
/** What was odd about a transcript, in a sentence. */
export const sayNote = (note: Reason, language: Language): string => said(notes[language], note);
