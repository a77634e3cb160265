import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

export const policyChoice: Template = {
  id: 'policy-choice',
  name: { en: 'Policy choice', ru: 'Выбор политики' },
  purpose: {
    en: 'Decide on a rule or a programme for many people: whom it reaches, what it costs, whether it can be delivered.',
    ru: 'Принять правило или программу для многих людей: кого она охватит, сколько стоит и выполнима ли.',
  },
  criteria: {
    en: [
      { name: 'Effect', weight: 35 },
      { name: 'Fairness', weight: 20 },
      { name: 'Cost', weight: 20 },
      { name: 'Deliverability', weight: 25 },
    ],
    ru: [
      { name: 'Результат', weight: 35 },
      { name: 'Справедливость', weight: 20 },
      { name: 'Стоимость', weight: 20 },
      { name: 'Выполнимость', weight: 25 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('policy-choice', 'en', {
      title: 'Free travel for apprentices',
      decider: 'Transport committee',
      reversibility: 'two-way',
      question:
        'Do we make buses free for all apprentices in September, pilot it on four lines first, or lower the price of the monthly ticket?',
      facts: [
        '9,400 apprentices; 38 % hold a monthly ticket today at 41 EUR a month.',
        'Four lines have spare seats in the morning; the other lines are full before eight.',
        'The state offers a subsidy of 25 EUR a ticket for three years.',
      ],
      items: [
        'What should change, and for whom?',
        'Options, what each costs, what could go wrong',
        'Decision and first steps',
      ],
      constraints: ['The subsidy must be claimed by 30 April.', 'New buses take nine months at the least.'],
    }),
    ru: skeletonOf('policy-choice', 'ru', {
      title: 'Бесплатный проезд для учащихся колледжей',
      decider: 'Комитет по транспорту',
      reversibility: 'two-way',
      question:
        'Вводим ли мы бесплатный проезд для всех учащихся с сентября, проверяем его сначала на четырёх маршрутах или снижаем цену месячного билета?',
      facts: [
        '9 400 учащихся; 38 % покупают месячный билет за 2 100 рублей.',
        'На четырёх маршрутах утром есть свободные места; остальные заполнены до восьми часов.',
        'Субсидия покрывает 1 300 рублей за билет в течение трёх лет.',
      ],
      items: [
        'Что должно измениться и для кого?',
        'Варианты, их цена и что может пойти не так',
        'Решение и первые шаги',
      ],
      constraints: [
        'Заявку на субсидию подают до 30 апреля.',
        'Поставка новых автобусов занимает не меньше девяти месяцев.',
      ],
    }),
  },
  team: teamOf(
    { en: 'Policy council', ru: 'Совет по политике' },
    {
      en: [
        {
          name: 'Outcomes',
          persona: 'Speaks for the families and users concerned. Asks who gains, who is left out and whether it shows.',
        },
        {
          name: 'Public finance',
          persona:
            'Public finance. Carries the sum through to the last year of the grant and asks what comes afterwards.',
        },
        {
          name: 'Delivery',
          persona:
            'Delivery on the ground: buildings, staff, calendars. Trusts a plan when somebody can start it on Monday.',
        },
      ],
      ru: [
        {
          name: 'Результат для людей',
          persona:
            'Говорит за жителей и семьи. Спрашивает, кто выиграет, кто останется в стороне и будет ли это видно.',
        },
        {
          name: 'Финансы',
          persona: 'Бюджет и финансы. Доводит расчёт до последнего года субсидии и спрашивает, что будет потом.',
        },
        {
          name: 'Исполнение',
          persona: 'Внедрение на местах: здания, люди, календарь. Верит плану, который можно начать в понедельник.',
        },
      ],
    },
  ),
};
