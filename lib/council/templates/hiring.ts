import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

export const hiring: Template = {
  id: 'hiring',
  name: { en: 'Hiring', ru: 'Наём' },
  purpose: {
    en: 'Choose whom to hire on stated evidence: what was shown, what it pays, when it starts. Never on who a person is.',
    ru: 'Выбрать кандидата по названным свидетельствам: что показано, сколько стоит, когда выход. Не по личным признакам.',
  },
  criteria: {
    en: [
      { name: 'Evidence of the work', weight: 40 },
      { name: 'Pay within the band', weight: 20 },
      { name: 'Start in time', weight: 20 },
      { name: 'References', weight: 20 },
    ],
    ru: [
      { name: 'Подтверждённая работа', weight: 40 },
      { name: 'Оклад в пределах вилки', weight: 20 },
      { name: 'Начало к сроку', weight: 20 },
      { name: 'Рекомендации', weight: 20 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('hiring', 'en', {
      title: 'A lead engineer for payments',
      decider: 'Head of Engineering',
      reversibility: 'two-way',
      question: 'Whom do we hire as lead engineer for payments: Cedar, Maple or Willow?',
      facts: [
        'Code names stand for the candidates; all three did the same work sample and answered the same questions.',
        'Cedar scored 43 of 50 in the work sample; asks for 96,000 EUR a year; can start on 1 April.',
        'Cedar led the move of a billing system with 2 million accounts; two references confirm it.',
        'Maple scored 38 of 50 in the work sample; asks for 86,000 EUR a year; can start on 15 January.',
        'Maple ran payments on call for three years; one reference could not be reached.',
        'Willow scored 31 of 50 in the work sample; asks for 79,000 EUR a year; can start on 1 February.',
        'Willow has not worked with payments; two references praise the teaching of juniors.',
        'The band is 78,000 to 92,000 EUR a year.',
        'Every month without a lead costs 11,000 EUR in contractors.',
      ],
      items: [
        'What must the person show in the first half-year?',
        'Candidates on the stated evidence',
        'Decision, terms, first weeks',
      ],
      constraints: ['The post must be filled by 1 March.', 'An offer above the band needs the board.'],
    }),
    ru: skeletonOf('hiring', 'ru', {
      title: 'Ведущий инженер платёжной команды',
      decider: 'Руководитель разработки',
      reversibility: 'two-way',
      question: 'Кого нанимаем ведущим инженером платёжной команды: «Кедр», «Клён» или «Ива»?',
      facts: [
        'Кандидаты названы условно; все трое выполнили одно задание и ответили на одни и те же вопросы.',
        '«Кедр»: 43 балла из 50 за задание; просит 480 000 рублей в месяц; готов выйти 1 апреля.',
        '«Кедр»: руководство переносом расчётной системы на 2 млн счетов; это подтверждают две рекомендации.',
        '«Клён»: 38 баллов из 50 за задание; просит 430 000 рублей в месяц; готов выйти 15 января.',
        '«Клён»: три года дежурства в платёжной команде; один рекомендатель на связь не вышел.',
        '«Ива»: 31 балл из 50 за задание; просит 395 000 рублей в месяц; готов выйти 1 февраля.',
        '«Ива»: опыта с платежами нет; две рекомендации хвалят обучение новичков.',
        'Вилка оклада — от 390 000 до 460 000 рублей в месяц.',
        'Каждый месяц без ведущего инженера стоит 550 000 рублей: столько платят подрядчикам.',
      ],
      items: [
        'Что нужно показать за первые полгода?',
        'Кандидаты по названным свидетельствам',
        'Решение, условия, первые недели',
      ],
      constraints: ['Занять место нужно до 1 марта.', 'Предложение выше вилки утверждает правление.'],
    }),
  },
  team: teamOf(
    { en: 'Hiring council', ru: 'Совет по найму' },
    {
      en: [
        {
          name: 'The work itself',
          persona:
            'Leads the people the new colleague will work with. Compares what candidates have shown on the same task, not how they talk.',
        },
        {
          name: 'Terms',
          persona:
            'Budget and planning. Holds each wish against the band, and each start against the day on which the post is needed.',
        },
        {
          name: 'Fair process',
          persona:
            'People and employment law. Asks what is confirmed by whom, and refuses every ground that is not about the work.',
        },
      ],
      ru: [
        {
          name: 'Сама работа',
          persona:
            'Руководит теми, с кем будет работать новый коллега. Сравнивает показанное на одном задании, а не умение говорить.',
        },
        {
          name: 'Условия',
          persona: 'Бюджет и планы. Сверяет каждый запрос с вилкой, а каждый выход — с днём, когда место нужно занять.',
        },
        {
          name: 'Честный отбор',
          persona: 'Кадры и трудовое право. Спрашивает, что и кем подтверждено, и отклоняет всякий довод не о работе.',
        },
      ],
    },
  ),
};
