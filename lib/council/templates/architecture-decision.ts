import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

export const architectureDecision: Template = {
  id: 'architecture-decision',
  name: { en: 'Architecture decision', ru: 'Архитектурное решение' },
  purpose: {
    en: 'Change, split, replace or retire a part of a system, with its upkeep and the way back in view.',
    ru: 'Изменить, выделить, заменить или убрать часть системы, помня о сопровождении и пути назад.',
  },
  criteria: {
    en: [
      { name: 'Breakage', weight: 35 },
      { name: 'Upkeep', weight: 25 },
      { name: 'What it unblocks', weight: 25 },
      { name: 'Trust and duties', weight: 15 },
    ],
    ru: [
      { name: 'Надёжность перехода', weight: 35 },
      { name: 'Сопровождение', weight: 25 },
      { name: 'Польза', weight: 25 },
      { name: 'Обязательства', weight: 15 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('architecture-decision', 'en', {
      title: 'Move search out of the main database',
      decider: 'Head of Engineering',
      reversibility: 'two-way',
      question: 'Do we move search to a service of its own, tune it inside the main database, or leave it as it is?',
      facts: [
        '1.4 million documents; the 95th percentile of a search is 2.4 s against a target of 800 ms.',
        '9 incidents in the last quarter, 4 of them began with a search query.',
        'The search tables are shared with the reporting jobs.',
      ],
      items: ['What hurts, and who notices?', 'Options and what each costs', 'Decision, tasks, owners'],
      constraints: ['Two developers for two months.', 'No change to billing before 1 March.'],
    }),
    ru: skeletonOf('architecture-decision', 'ru', {
      title: 'Выносить ли поиск из основной базы',
      decider: 'Руководитель разработки',
      reversibility: 'two-way',
      question: 'Выносим ли мы поиск в отдельный сервис, настраиваем его внутри основной базы или оставляем как есть?',
      facts: [
        '1,4 млн документов; 95-й процентиль поиска 2,4 с при цели 800 мс.',
        'За квартал 9 инцидентов, из них 4 начались с поискового запроса.',
        'Таблицы поиска общие с заданиями отчётности.',
      ],
      items: ['Что болит и кто это замечает?', 'Варианты и их цена', 'Решение, задачи, ответственные'],
      constraints: ['Два разработчика на два месяца.', 'До 1 марта нельзя менять расчёты с клиентами.'],
    }),
  },
  team: teamOf(
    { en: 'Architecture council', ru: 'Архитектурный совет' },
    {
      en: [
        {
          name: 'Architecture',
          persona:
            'Systems architect. Looks for boundaries, coupling and what a structure will cost to keep. Prefers one path to two.',
        },
        {
          name: 'Operations',
          persona: 'Runs the systems at night. Asks who breaks, how they would know beforehand, and how to go back.',
        },
        {
          name: 'Security and duties',
          persona:
            'Security and compliance. Watches promises made to users, audit duties and what an agent or a key can reach.',
        },
      ],
      ru: [
        {
          name: 'Архитектура',
          persona:
            'Системный архитектор. Ищет границы и связи, считает цену сопровождения. Один путь предпочитает двум.',
        },
        {
          name: 'Эксплуатация',
          persona:
            'Отвечает за системы ночью, дежурит. Спрашивает, что сломается, как об этом узнают заранее и как вернуться назад.',
        },
        {
          name: 'Требования',
          persona: 'Безопасность и соответствие требованиям. Следит за обещаниями пользователям, аудитом и доступами.',
        },
      ],
    },
  ),
};
