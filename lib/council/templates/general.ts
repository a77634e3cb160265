import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

export const general: Template = {
  id: 'general',
  name: { en: 'Any decision', ru: 'Любое решение' },
  purpose: {
    en: 'A question with two or more possible answers that fits no other template.',
    ru: 'Вопрос с несколькими возможными ответами, который не подходит под другие шаблоны.',
  },
  criteria: {
    en: [
      { name: 'Benefit', weight: 35 },
      { name: 'Risk', weight: 25 },
      { name: 'Cost', weight: 20 },
      { name: 'Feasibility', weight: 20 },
    ],
    ru: [
      { name: 'Польза', weight: 35 },
      { name: 'Риск', weight: 25 },
      { name: 'Стоимость', weight: 20 },
      { name: 'Выполнимость', weight: 20 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('general', 'en', {
      title: 'Where the team works from',
      decider: 'Head of the department',
      reversibility: 'two-way',
      question: 'Do we give up the second office, keep it for two days a week, or leave things as they are?',
      facts: [
        'The second office has 60 desks; 14 are used on an average day.',
        'The rent is 11,000 EUR a month, and the lease ends on 30 September.',
        'The laboratory depends on equipment that can not be moved.',
      ],
      items: ['What do we want to be better?', 'Options and what each costs', 'Decision and first steps'],
      constraints: ['Notice must be given by 31 March.', 'No move during the audit.'],
    }),
    ru: skeletonOf('general', 'ru', {
      title: 'Откуда работает отдел',
      decider: 'Руководитель отдела',
      reversibility: 'two-way',
      question: 'Отказываемся ли мы от второго офиса, сохраняем его на два дня в неделю или оставляем всё как есть?',
      facts: [
        'Во втором офисе 60 мест; в обычный день занято 14 мест.',
        'Аренда стоит 900 000 рублей в месяц, договор истекает 30 сентября.',
        'Лаборатория зависит от оборудования, которое нельзя перевезти.',
      ],
      items: ['Что должно стать лучше?', 'Варианты и их цена', 'Решение и первые шаги'],
      constraints: ['Предупредить арендодателя нужно до 31 марта.', 'Во время проверки не переезжаем.'],
    }),
  },
  team: teamOf(
    { en: 'Council', ru: 'Совет' },
    {
      en: [
        {
          name: 'Benefit',
          persona: 'Speaks for the users and customers. Asks what gets better, for whom and by when.',
        },
        {
          name: 'Cost',
          persona: 'Budget and effort. Carries every figure to its end and asks what is given up for it.',
        },
        {
          name: 'Risk',
          persona: 'Operations and risk. Asks what breaks, who notices first and whether there is a way back.',
        },
      ],
      ru: [
        {
          name: 'Польза',
          persona: 'Говорит за пользователей и клиентов. Спрашивает, что станет лучше, для кого и к какому сроку.',
        },
        { name: 'Затраты', persona: 'Бюджет и труд. Доводит каждую цифру до итога и спрашивает, чем за неё платят.' },
        {
          name: 'Риск',
          persona: 'Эксплуатация и надёжность. Спрашивает, что сломается, кто заметит первым и есть ли путь назад.',
        },
      ],
    },
  ),
};
