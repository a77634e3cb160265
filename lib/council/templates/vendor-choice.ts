import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

export const vendorChoice: Template = {
  id: 'vendor-choice',
  name: { en: 'Vendor choice', ru: 'Выбор поставщика' },
  purpose: {
    en: 'Buy from one of several suppliers, build it yourselves, or stay with what you have.',
    ru: 'Купить у одного из поставщиков, сделать самим или остаться с тем, что есть.',
  },
  criteria: {
    en: [
      { name: 'Fit', weight: 30 },
      { name: 'Total cost', weight: 25 },
      { name: 'Way out', weight: 20 },
      { name: 'Security and support', weight: 25 },
    ],
    ru: [
      { name: 'Соответствие задаче', weight: 30 },
      { name: 'Полная стоимость', weight: 25 },
      { name: 'Возможность уйти', weight: 20 },
      { name: 'Безопасность и поддержка', weight: 25 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('vendor-choice', 'en', {
      title: 'A help desk for the support team',
      decider: 'Head of Support',
      reversibility: 'two-way',
      question: 'Which help desk do we choose: Northdesk, Quill, or our own build on the ticket database?',
      facts: [
        '24 support agents; Northdesk costs 49 USD a seat a month, Quill 31 USD.',
        'Northdesk imports our 180,000 old tickets; Quill has no import of attachments.',
        'Our own build would need two developers for four months.',
      ],
      items: ['What must it do on the first day?', 'Offers, their cost and the way out', 'Decision and first steps'],
      constraints: ['The budget is 15,000 USD a year.', 'The present contract ends on 30 June.'],
    }),
    ru: skeletonOf('vendor-choice', 'ru', {
      title: 'Система обращений для службы поддержки',
      decider: 'Руководитель поддержки',
      reversibility: 'two-way',
      question: 'Какую систему выбираем: «Север», «Перо» или собственную разработку на базе обращений?',
      facts: [
        '24 сотрудника поддержки; «Север» стоит 4 900 рублей за место в месяц, «Перо» 3 100 рублей.',
        '«Север» переносит 180 тысяч старых обращений; «Перо» не переносит вложения.',
        'Собственная разработка потребует двух разработчиков на четыре месяца.',
      ],
      items: ['Что должно работать в первый день?', 'Предложения, цена и возможность уйти', 'Решение и первые шаги'],
      constraints: ['Бюджет 1,5 млн рублей в год.', 'Нынешний договор истекает 30 июня.'],
    }),
  },
  team: teamOf(
    { en: 'Purchasing council', ru: 'Совет по закупке' },
    {
      en: [
        {
          name: 'Product fit',
          persona: 'Speaks for the people who will use it every day. Asks what works on the first morning.',
        },
        {
          name: 'Procurement',
          persona:
            'Procurement and budget. Counts the whole cost over the term: licences, import, work, the price of growth.',
        },
        {
          name: 'Security and exit',
          persona: 'Security and legal. Asks where the data lies, who answers at night, and how one leaves.',
        },
      ],
      ru: [
        {
          name: 'Пользователи',
          persona:
            'Говорит за тех, кто будет работать в системе каждый день. Спрашивает, что будет готово в первое утро.',
        },
        {
          name: 'Закупка',
          persona: 'Закупка и бюджет. Считает полную стоимость за срок: лицензии, перенос, работу, цену роста.',
        },
        {
          name: 'Безопасность и выход',
          persona: 'Безопасность и право. Спрашивает, где лежат данные, кто ответит ночью и как уходить.',
        },
      ],
    },
  ),
};
