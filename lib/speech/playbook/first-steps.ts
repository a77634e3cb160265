import type { TemplateId } from '@/lib/council/agenda.schema';
import type { Kind } from './read-options';
import type { Both } from './words';

interface FirstStep {
  task: Both;
  done: Both;
  days: number;
}
const usual: Readonly<Record<Kind, readonly FirstStep[]>> = {
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
  hire: [
    {
      days: 10,
      task: { en: 'Offer the post to {o} in writing', ru: 'Письменно предложить место: {o}' },
      done: {
        en: 'The offer names pay, start and the day by which an answer is due',
        ru: 'В предложении названы оклад, день выхода и день ответа',
      },
    },
    {
      days: 12,
      task: {
        en: 'Tell the other candidates the outcome and its reasons',
        ru: 'Сообщить остальным кандидатам итог и его причины',
      },
      done: {
        en: 'Each of them has an answer that speaks of the work sample and of nothing personal',
        ru: 'У каждого есть ответ, в котором речь о задании и ни о чём личном',
      },
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

const special: Partial<Record<TemplateId, Partial<Record<Kind, readonly FirstStep[]>>>> = {
  'product-bet': {
    act: [
      {
        days: 10,
        task: { en: 'Write the bet {o} on one page', ru: 'Описать ставку {o} на одной странице' },
        done: {
          en: 'It names who pays, how much, by which day, and what would prove it wrong',
          ru: 'В ней сказано, кто платит, сколько, к какому дню и что её опровергнет',
        },
      },
      {
        days: 14,
        task: {
          en: 'Get the first written orders before the work begins',
          ru: 'Получить первые письменные заказы до начала работ',
        },
        done: {
          en: 'Ten customers have signed with a price and a day',
          ru: 'Десять клиентов подписались с ценой и днём',
        },
      },
    ],
    partial: [
      {
        days: 10,
        task: {
          en: 'Write down what {o} must show, and to whom',
          ru: 'Записать, что и кому должна показать проверка: {o}',
        },
        done: {
          en: 'The page names the customers, the price, the day and the number that ends it',
          ru: 'На странице названы клиенты, цена, день и число, при котором всё прекращается',
        },
      },
      {
        days: 21,
        task: { en: 'Win the first three paying customers', ru: 'Найти первых трёх платящих клиентов' },
        done: {
          en: 'Three payments have arrived from people who did not know us before',
          ru: 'Пришли три оплаты от людей, прежде нас не знавших',
        },
      },
    ],
  },
  hiring: {
    delay: [
      {
        days: 7,
        task: {
          en: 'Say in writing what was missing in every candidate',
          ru: 'Записать, чего не хватило у каждого кандидата',
        },
        done: {
          en: 'The list speaks of work alone, and the notice has been changed by it',
          ru: 'В списке речь только о работе, и объявление по нему исправлено',
        },
      },
    ],
  },
};

/** What has to be done first for a kind of option; `{o}` is its name. */
export const firstStepsOf = (template: TemplateId, kind: Kind): readonly FirstStep[] =>
  special[template]?.[kind] ?? usual[kind];
