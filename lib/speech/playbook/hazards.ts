import type { TemplateId } from '@/lib/council/agenda.schema';
import type { Signal } from './evidence';
import type { Kind } from './read-options';
import type { Both } from './words';

interface Words {
  /** What went wrong, told in the past. */
  text: string;
  sign: string;
  /** In the infinitive, lower case. */
  remedy: string;
  task: string;
  done: string;
}

/** A way in which decisions of a kind fail, with its sign, its remedy and the task that follows. */
export interface Hazard {
  id: string;
  kinds: readonly Kind[];
  signals: readonly Signal[];
  likelihood: number;
  impact: number;
  /** Templates it is told in; absent: all. */
  templates?: readonly TemplateId[];
  /** Person-weeks of the remedy. */
  weeks: number;
  say: Both<Words>;
}

export const hazards: readonly Hazard[] = [
  {
    id: 'surprised',
    kinds: ['act', 'transfer'],
    signals: ['broken', 'adoption'],
    likelihood: 4,
    impact: 4,
    weeks: 4,
    say: {
      en: {
        text: 'Those who depended on the old way learned of the change from a failure',
        sign: 'Requests for help from people nobody had on a list',
        remedy: 'ship a check one step earlier that names everyone affected',
        task: 'Ship a check that names everyone affected',
        done: 'Run against three known cases, it lists exactly these three',
      },
      ru: {
        text: 'Те, кто зависел от прежнего порядка, узнали о перемене по отказу',
        sign: 'Просьбы о помощи от людей, которых нет ни в одном списке',
        remedy: 'на шаг раньше выпустить проверку, которая называет всех задетых',
        task: 'Выпустить проверку, называющую всех задетых',
        done: 'На трёх известных случаях она находит ровно эти три',
      },
    },
  },
  {
    id: 'drift',
    kinds: ['act', 'partial', 'build'],
    signals: ['coupling'],
    likelihood: 4,
    impact: 4,
    weeks: 3,
    say: {
      en: {
        text: 'Two owners wrote to the same data, and the copies drifted apart',
        sign: 'The first nightly comparison that shows a difference',
        remedy: 'compare both sides every night before anything is switched over',
        task: 'Set up a nightly comparison of the shared data',
        done: 'A difference planted on purpose is reported the next morning',
      },
      ru: {
        text: 'Два хозяина писали в одни данные, и копии разошлись',
        sign: 'Первая ночная сверка, которая показала расхождение',
        remedy: 'каждую ночь сверять обе стороны, прежде чем что-то переключать',
        task: 'Настроить ночную сверку общих данных',
        done: 'Намеренно внесённое расхождение видно в отчёте следующего утра',
      },
    },
  },
  {
    id: 'no-return',
    kinds: ['act', 'build'],
    signals: ['pain', 'coupling', 'broken'],
    likelihood: 3,
    impact: 5,
    weeks: 2,
    say: {
      en: {
        text: 'When the first fault showed, nobody had ever tried the way back',
        sign: 'A start date is set and the return has no rehearsal date',
        remedy: 'rehearse the way back before the start and write down how long it takes',
        task: 'Rehearse the way back before the start',
        done: 'The return is timed on a copy and stays within the agreed hours',
      },
      ru: {
        text: 'При первой же неполадке оказалось, что обратный путь никто не проходил',
        sign: 'День начала назначен, а день репетиции возврата нет',
        remedy: 'до начала отрепетировать возврат и записать, сколько он занимает',
        task: 'Отрепетировать возврат до начала',
        done: 'Возврат на копии засечён по времени и укладывается в оговорённые часы',
      },
    },
  },
  {
    id: 'forever',
    kinds: ['partial', 'delay', 'amend'],
    signals: ['deadline', 'mandate'],
    likelihood: 4,
    impact: 3,
    weeks: 1,
    say: {
      en: {
        text: 'The provisional arrangement became the permanent one without anybody deciding it',
        sign: 'The end date is moved for the first time',
        remedy: 'write the end date and the threshold for going on into the decision itself',
        task: 'Write the end date and the threshold for going on',
        done: 'Both stand in the decision, and a person who was absent can apply them',
      },
      ru: {
        text: 'Временное стало постоянным, хотя никто этого не решал',
        sign: 'Дату окончания сдвигают в первый раз',
        remedy: 'записать дату окончания и порог продолжения прямо в решение',
        task: 'Записать дату окончания и порог продолжения',
        done: 'Оба стоят в решении, и отсутствовавший может их применить',
      },
    },
  },
  {
    id: 'money-ends',
    kinds: ['act', 'partial', 'amend'],
    signals: ['funding', 'unfunded'],
    likelihood: 3,
    impact: 5,
    weeks: 1,
    say: {
      en: {
        text: 'The outside money ended and no budget line was waiting for the bill',
        sign: 'The next draft budget has no line for it',
        remedy: 'enter the full yearly cost in the medium-term plan before the first payment arrives',
        task: 'Enter the full yearly cost in the medium-term plan',
        done: 'The plan shows the sum for the year after the money ends, with its source',
      },
      ru: {
        text: 'Внешние деньги кончились, а строки в бюджете для счёта не было',
        sign: 'В следующем проекте бюджета нет этой строки',
        remedy: 'внести полную годовую стоимость в среднесрочный план до первого платежа',
        task: 'Внести полную годовую стоимость в план',
        done: 'В плане стоит сумма на год после окончания денег и её источник',
      },
    },
  },
  {
    id: 'not-ready',
    kinds: ['act', 'partial'],
    signals: ['building', 'lack'],
    likelihood: 3,
    impact: 4,
    weeks: 3,
    say: {
      en: {
        text: 'On the first day some places were not ready and improvised in front of everybody',
        sign: 'One month on, the first supply contract is still unsigned',
        remedy: 'arrange an outside supply for every place that is not ready six weeks before the start',
        task: 'Arrange an outside supply for places that are not ready',
        done: 'Each place has its own capacity or a signed supplier six weeks ahead',
      },
      ru: {
        text: 'В первый день не все оказались готовы и выкручивались на глазах у людей',
        sign: 'Через месяц первый договор о снабжении всё ещё не подписан',
        remedy: 'за шесть недель до начала найти внешнего поставщика каждому, кто не готов',
        task: 'Найти внешнего поставщика тем, кто не готов',
        done: 'За шесть недель у каждого есть своя мощность или подписанный договор',
      },
    },
  },
  {
    id: 'unused',
    templates: ['policy-choice', 'vendor-choice', 'general'],
    kinds: ['act', 'partial', 'amend', 'pick'],
    signals: ['adoption', 'funding', 'ready'],
    likelihood: 3,
    impact: 3,
    weeks: 1,
    say: {
      en: {
        text: 'It was there, and those it was made for did not take it up',
        sign: 'After the first month the take-up is below today’s figure',
        remedy: 'ask thirty of them before the start and remove the first obstacle they name',
        task: 'Ask thirty of those concerned what would keep them away',
        done: 'Thirty answers are in, and the first obstacle named is gone',
      },
      ru: {
        text: 'Всё было готово, но те, ради кого это делали, не пришли',
        sign: 'Через месяц охват ниже сегодняшнего',
        remedy: 'до начала спросить тридцать из них и убрать первое названное препятствие',
        task: 'Спросить тридцать будущих пользователей, что им помешает',
        done: 'Тридцать ответов получены, первое названное препятствие убрано',
      },
    },
  },
  {
    id: 'worn-out',
    kinds: ['act', 'partial', 'amend', 'build', 'set', 'transfer', 'delay'],
    signals: ['capacity'],
    likelihood: 3,
    impact: 3,
    weeks: 2,
    say: {
      en: {
        text: 'The few who carried the work were called away by daily business and it stalled',
        sign: 'Two weeks in a row with less than half of the planned hours',
        remedy: 'take one standing duty off them in writing for the whole time',
        task: 'Take one standing duty off the people who carry the work',
        done: 'The duty has another name beside it until the work is done',
      },
      ru: {
        text: 'Немногих, кто вёл работу, забрали текущие дела, и она встала',
        sign: 'Две недели подряд меньше половины запланированных часов',
        remedy: 'письменно снять с них на это время одну постоянную обязанность',
        task: 'Снять с исполнителей одну постоянную обязанность',
        done: 'До конца работы рядом с обязанностью стоит другое имя',
      },
    },
  },
  {
    id: 'orphan',
    kinds: ['transfer'],
    signals: ['ready', 'announced'],
    likelihood: 4,
    impact: 4,
    weeks: 1,
    say: {
      en: {
        text: 'The new owner lost interest, and the thing came back broken',
        sign: 'A month passes without an answer from the new owner',
        remedy: 'get a named owner’s agreement in writing, with a date on which it falls back',
        task: 'Ask two possible owners for a written answer',
        done: 'Two answers are in writing, each a yes or a no',
      },
      ru: {
        text: 'Новый хозяин остыл, и вещь вернулась сломанной',
        sign: 'От нового хозяина месяц нет ответа',
        remedy: 'получить письменное согласие названного хозяина и день, когда всё вернётся',
        task: 'Запросить письменный ответ двух возможных хозяев',
        done: 'Есть два письменных ответа, в каждом «да» или «нет»',
      },
    },
  },
  {
    id: 'unread-copy',
    kinds: ['set'],
    signals: ['lack'],
    likelihood: 3,
    impact: 5,
    weeks: 1,
    say: {
      en: {
        text: 'The new copy existed and could not be read on the day it was needed',
        sign: 'A drill is put off for the second time',
        remedy: 'hold a drill every month with a stopwatch and publish the time',
        task: 'Hold the first timed drill and publish the result',
        done: 'The published time is shorter than the outage under review',
      },
      ru: {
        text: 'Новая копия была, но в нужный день прочесть её не смогли',
        sign: 'Учения откладывают во второй раз',
        remedy: 'ежемесячно проводить учения с секундомером и публиковать время',
        task: 'Провести первые учения и опубликовать время',
        done: 'Опубликованное время меньше разобранного простоя',
      },
    },
  },
  {
    id: 'deaf-alarm',
    kinds: ['set'],
    signals: ['pain'],
    likelihood: 4,
    impact: 3,
    weeks: 1,
    say: {
      en: {
        text: 'The alarm sounded at night and nobody took it for a real one',
        sign: 'An alarm stands unacknowledged for more than ten minutes',
        remedy: 'name who answers each alarm and try one of them at night, unannounced',
        task: 'Name who answers each alarm and try one at night',
        done: 'The unannounced alarm is answered within ten minutes',
      },
      ru: {
        text: 'Ночью сигнал прозвучал, но его не приняли всерьёз',
        sign: 'Сигнал остаётся без ответа дольше десяти минут',
        remedy: 'назвать отвечающего за каждый сигнал и один проверить ночью без предупреждения',
        task: 'Назначить отвечающих за сигналы и проверить один ночью',
        done: 'На ночной сигнал без предупреждения ответили за десять минут',
      },
    },
  },
  {
    id: 'bypass',
    kinds: ['set'],
    signals: ['pain', 'freeze'],
    likelihood: 3,
    impact: 4,
    weeks: 1,
    say: {
      en: {
        text: 'Under pressure somebody went round the new barrier, as one does',
        sign: 'The first use of the emergency bypass',
        remedy: 'log every bypass and talk it through the next morning without blame',
        task: 'Log every bypass of the barrier and review it next day',
        done: 'A trial bypass is on the review’s list the following morning',
      },
      ru: {
        text: 'В спешке новый заслон обошли, как это и бывает',
        sign: 'Первое применение аварийного обхода',
        remedy: 'записывать каждый обход и разбирать его наутро без поиска виноватых',
        task: 'Записывать каждый обход заслона и разбирать наутро',
        done: 'Пробный обход наутро стоит в списке разбора',
      },
    },
  },
  {
    id: 'lock-in',
    kinds: ['pick'],
    signals: ['deadline', 'freeze'],
    likelihood: 3,
    impact: 4,
    weeks: 2,
    say: {
      en: {
        text: 'At renewal the price rose, and by then leaving was dearer than paying',
        sign: 'A trial export of our data takes more than a day',
        remedy: 'write a price cap and a full export into the contract, and try the export once',
        task: 'Write the price cap and the export into the contract',
        done: 'A full export was read back elsewhere before anyone signed',
      },
      ru: {
        text: 'При продлении цена выросла, а уходить было уже дороже, чем платить',
        sign: 'Пробная выгрузка данных идёт больше суток',
        remedy: 'внести в договор предел цены и полную выгрузку и один раз её проверить',
        task: 'Внести в договор предел цены и полную выгрузку',
        done: 'До подписи полная выгрузка прочитана в другом месте',
      },
    },
  },
  {
    id: 'half-import',
    kinds: ['pick', 'build'],
    signals: ['lack', 'ready'],
    likelihood: 3,
    impact: 3,
    weeks: 2,
    say: {
      en: {
        text: 'The old records came over with holes that showed up one complaint at a time',
        sign: 'A sample of a hundred records shows a single difference',
        remedy: 'move a sample first and compare it record by record',
        task: 'Move a sample of a hundred records and compare it',
        done: 'All hundred agree, or each difference has a written reason',
      },
      ru: {
        text: 'Старые записи перешли с дырами, и находили их по жалобам',
        sign: 'Выборка из ста записей даёт хотя бы одно отличие',
        remedy: 'сначала перенести выборку и сверить её запись за записью',
        task: 'Перенести и сверить выборку из ста записей',
        done: 'Все сто совпали, или у каждого отличия записана причина',
      },
    },
  },
  {
    id: 'same-again',
    kinds: ['nothing', 'delay'],
    signals: ['pain', 'mandate', 'blocked'],
    likelihood: 4,
    impact: 4,
    weeks: 1,
    say: {
      en: {
        text: 'The old trouble came back on a worse day and cost more than any of the answers',
        sign: 'A quarter later the same figure is no lower',
        remedy: 'fix the figure at which the question is opened again without a debate',
        task: 'Fix the figure at which the question is reopened',
        done: 'The figure and who watches it stand in the record',
      },
      ru: {
        text: 'Старая беда вернулась в худший день и обошлась дороже любого из решений',
        sign: 'Через квартал та же цифра не стала ниже',
        remedy: 'назначить цифру, при которой вопрос открывают снова без спора',
        task: 'Назначить цифру, при которой вопрос открывают снова',
        done: 'Цифра и тот, кто за ней следит, внесены в запись',
      },
    },
  },
];

interface FirstStep {
  task: Both;
  done: Both;
  days: number;
}
/** What has to be done first for each kind of option; `{o}` is its name. */
export const firstSteps: Readonly<Record<Kind, readonly FirstStep[]>> = {
  act: [
    {
      days: 14,
      task: { en: 'Announce {o} with its day and its reach', ru: 'Объявить {o}: день и охват' },
      done: {
        en: 'Two people outside the council repeat correctly what changes for them',
        ru: 'Двое посторонних верно пересказывают, что для них изменится',
      },
    },
    {
      days: 21,
      task: { en: 'Measure the starting point before anything changes', ru: 'Измерить исходное состояние до перемен' },
      done: {
        en: 'The figures of the last quarter stand beside the expected ones',
        ru: 'Цифры прошлого квартала стоят рядом с ожидаемыми',
      },
    },
  ],
  partial: [
    {
      days: 14,
      task: { en: 'Fix the scope of {o} in one page', ru: 'Описать объём варианта {o} на одной странице' },
      done: {
        en: 'The page names what is inside, what is outside and who may change that',
        ru: 'На странице сказано, что внутри, что снаружи и кто вправе это менять',
      },
    },
    {
      days: 21,
      task: {
        en: 'Record the figures against which the first step is judged',
        ru: 'Записать цифры, по которым оценят первый шаг',
      },
      done: {
        en: 'Three figures with today’s value and the value that counts as success',
        ru: 'Три цифры: нынешнее значение и значение, которое считается успехом',
      },
    },
  ],
  delay: [
    {
      days: 21,
      task: { en: 'List what the added time is for, week by week', ru: 'Расписать по неделям, на что даётся время' },
      done: {
        en: 'Every week has a result that can be shown',
        ru: 'У каждой недели есть результат, который можно показать',
      },
    },
  ],
  transfer: [
    {
      days: 21,
      task: { en: 'Hand over a complete description for {o}', ru: 'Составить полное описание для варианта {o}' },
      done: {
        en: 'Somebody from outside builds and runs it from the description alone',
        ru: 'Посторонний собирает и запускает всё по одному описанию',
      },
    },
  ],
  amend: [
    {
      days: 14,
      task: {
        en: 'Describe the smallest change that delivers {o}',
        ru: 'Описать наименьшее изменение для варианта {o}',
      },
      done: {
        en: 'Those who live with the fault today agree that this would remove it',
        ru: 'Те, кто живёт с этим изъяном, согласны, что он исчезнет',
      },
    },
  ],
  build: [
    {
      days: 21,
      task: { en: 'Build the thinnest usable part of {o}', ru: 'Сделать самую тонкую рабочую часть варианта {o}' },
      done: {
        en: 'One real user finishes one real task with it',
        ru: 'Один настоящий пользователь выполнил в ней одно настоящее дело',
      },
    },
  ],
  pick: [
    {
      days: 21,
      task: {
        en: 'Work in {o} for two weeks with five real users',
        ru: 'Две недели работать в варианте {o} с пятью пользователями',
      },
      done: { en: 'All five complete their ten most common tasks', ru: 'Все пятеро выполняют десять самых частых дел' },
    },
  ],
  set: [],
  nothing: [
    {
      days: 30,
      task: {
        en: 'Publish why nothing changes and what would change that',
        ru: 'Объявить, почему ничего не меняется и что это изменит',
      },
      done: { en: 'The text names one figure and one day', ru: 'В тексте названы одна цифра и один день' },
    },
  ],
};
