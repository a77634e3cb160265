import type { Hazard } from './hazard';

/** Failures of changes after an outage, of bought or built systems, and of leaving things alone. */
export const specialHazards: readonly Hazard[] = [
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
