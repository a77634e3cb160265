import type { TemplateId } from '@/lib/council/agenda.schema';
import type { Kind } from './read-options';
import type { Both } from './words';

export interface Extra {
  kind: Kind;
  name: Both;
  summary: Both;
  only?: 'mandate';
}

const usual: readonly Extra[] = [
  {
    kind: 'amend',
    only: 'mandate',
    name: { en: 'Meet the duty first', ru: 'Сначала закрыть требование' },
    summary: {
      en: 'Do now only what the duty demands, inside the present structure, and decide the rest when its figures are in.',
      ru: 'Сейчас сделать только то, чего требует обязанность, не меняя устройства, а об остальном решить по измерениям.',
    },
  },
  {
    kind: 'partial',
    name: { en: 'Trial with an end date', ru: 'Проба с датой окончания' },
    summary: {
      en: 'Try it in one place until a fixed day, with a threshold written down beforehand for going on or going back.',
      ru: 'Попробовать в одном месте до назначенного дня, заранее записав порог: идти дальше или вернуться.',
    },
  },
  {
    kind: 'amend',
    name: { en: 'Repair what hurts most', ru: 'Починить самое больное' },
    summary: {
      en: 'Keep the present arrangement and remove its worst fault within weeks.',
      ru: 'Сохранить нынешнее устройство и за несколько недель убрать худший его изъян.',
    },
  },
  {
    kind: 'delay',
    name: { en: 'Decide again in spring', ru: 'Вернуться к вопросу весной' },
    summary: {
      en: 'Gather the missing figures on purpose and take the question up again on a fixed day.',
      ru: 'Целенаправленно собрать недостающие цифры и вернуться к вопросу в назначенный день.',
    },
  },
];
const bets: readonly Extra[] = [
  {
    kind: 'partial',
    name: { en: 'Sell it before building it', ru: 'Продать, прежде чем строить' },
    summary: {
      en: 'Offer it for money to a few customers now, serve them by hand, and build only what they have paid for.',
      ru: 'Предложить за деньги нескольким клиентам, обслужить их вручную и строить только то, за что заплатили.',
    },
  },
  {
    kind: 'amend',
    name: { en: 'Improve what already sells', ru: 'Улучшить то, что уже продаётся' },
    summary: {
      en: 'Put the same people on the product that has customers, and leave the bet for later.',
      ru: 'Направить тех же людей на продукт, у которого есть клиенты, а ставку оставить на потом.',
    },
  },
  {
    kind: 'delay',
    name: { en: 'Wait for a sign of demand', ru: 'Дождаться признаков спроса' },
    summary: {
      en: 'Spend nothing until a named number of customers has asked in writing, and look again on a fixed day.',
      ru: 'Не тратить ничего, пока названное число клиентов не попросит письменно, и вернуться в назначенный день.',
    },
  },
];
const hiring: readonly Extra[] = [
  {
    kind: 'delay',
    name: { en: 'Search on', ru: 'Искать дальше' },
    summary: {
      en: 'Offer the post to none of the candidates and search for another eight weeks with the same work sample.',
      ru: 'Не предлагать место никому из кандидатов и искать ещё восемь недель с тем же заданием.',
    },
  },
  {
    kind: 'partial',
    name: { en: 'Cover the post for half a year', ru: 'Закрыть место на полгода' },
    summary: {
      en: 'Let somebody from outside carry the work for six months while the search goes on.',
      ru: 'На полгода поручить работу человеку со стороны и продолжать поиск.',
    },
  },
  {
    kind: 'amend',
    name: { en: 'Share the duties inside the team', ru: 'Разделить обязанности внутри команды' },
    summary: {
      en: 'Give the most important duties of the post to people who are here, in writing and with time for them.',
      ru: 'Главные обязанности письменно передать тем, кто уже работает, и выделить на них время.',
    },
  },
];

/** Answers that people tend to forget, offered where the question names too few. */
export const extrasOf = (template: TemplateId): readonly Extra[] =>
  template === 'product-bet' ? bets : template === 'hiring' ? hiring : usual;

export const whole: Extra = {
  kind: 'act',
  name: { en: 'Change it in one step', ru: 'Изменить одним шагом' },
  summary: {
    en: 'Make the change for everybody at once, on one announced day.',
    ru: 'Сделать изменение для всех сразу, в один объявленный день.',
  },
};

/** What always stands among the answers. */
export const stay = (template: TemplateId): Extra => ({
  kind: 'nothing',
  name: { en: 'Do nothing', ru: 'Ничего не менять' },
  summary: {
    'product-bet': {
      en: 'Place no bet: spend nothing on it and keep selling what sells today.',
      ru: 'Не делать ставку: ничего на неё не тратить и продавать то, что продаётся сегодня.',
    },
    hiring: {
      en: 'Leave the post empty and carry its work as today.',
      ru: 'Оставить место пустым и делать работу так, как её делают сегодня.',
    },
    usual: {
      en: 'Keep today’s arrangement and accept its known costs.',
      ru: 'Сохранить нынешний порядок и принять его известные издержки.',
    },
  }[template === 'product-bet' || template === 'hiring' ? template : 'usual'],
});
