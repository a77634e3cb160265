import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

const times = `incident:
  service: orders
  started_at: 2026-10-05T08:10:00Z
  detected_at: 2026-10-05T08:52:00Z
  mitigated_at: 2026-10-05T10:20:00Z
  resolved_at: 2026-10-05T11:05:00Z
`;

export const incidentReview: Template = {
  id: 'incident-review',
  name: { en: 'Incident review', ru: 'Разбор инцидента' },
  purpose: {
    en: 'Decide what to change first after an outage: prevent it, notice it sooner, or recover faster.',
    ru: 'Решить, что менять первым после сбоя: предотвращать, раньше замечать или быстрее восстанавливаться.',
  },
  criteria: {
    en: [
      { name: 'Prevents a repeat', weight: 30 },
      { name: 'Limits the damage', weight: 35 },
      { name: 'Noticed in time', weight: 20 },
      { name: 'Effort', weight: 15 },
    ],
    ru: [
      { name: 'Не даст повториться', weight: 30 },
      { name: 'Ограничит ущерб', weight: 35 },
      { name: 'Раннее обнаружение', weight: 20 },
      { name: 'Трудоёмкость', weight: 15 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('incident-review', 'en', {
      title: 'Incident review: orders could not be placed',
      decider: 'Head of Infrastructure',
      reversibility: 'two-way',
      extra: times,
      question: 'Which three changes do we make first so that an expired certificate can never stop orders again?',
      facts: [
        'The certificate of the payment gateway expired; the reminder went to the mailbox of somebody who had left.',
        'The error rate alarm covered the web servers only; customers reported the failure first.',
        'The runbook for renewing the certificate was two years old and named a retired server.',
      ],
      items: [
        'What let it happen?',
        'Options to prevent, to detect, and to recover',
        'What first, and how do we know it works?',
      ],
      constraints: ['One engineer for four weeks.', 'No freeze of releases.'],
    }),
    ru: skeletonOf('incident-review', 'ru', {
      title: 'Разбор инцидента: не принимались заказы',
      decider: 'Руководитель инфраструктуры',
      reversibility: 'two-way',
      extra: times.replace('service: orders', 'service: приём заказов'),
      question: 'Какие три изменения делаем первыми, чтобы просроченный сертификат больше не останавливал заказы?',
      facts: [
        'Истёк сертификат платёжного шлюза; напоминание ушло в ящик уволившегося сотрудника.',
        'Оповещение следило только за веб-серверами; первыми о сбое сообщили клиенты.',
        'Инструкции по замене сертификата два года, в ней указан списанный сервер.',
      ],
      items: [
        'Почему это стало возможно?',
        'Как предотвратить, заметить и восстановить',
        'Что делаем первым и как проверим?',
      ],
      constraints: ['Один инженер на четыре недели.', 'Выкладки не останавливать.'],
    }),
  },
  team: teamOf(
    { en: 'Incident council', ru: 'Совет по инцидентам' },
    {
      en: [
        {
          name: 'Prevention',
          persona:
            'Change safety. Looks for the step where one slip met no barrier, and prefers guards that work without discipline.',
        },
        {
          name: 'Detection',
          persona: 'Monitoring and on-call. Asks which signal was there, who should have heard it and when.',
        },
        {
          name: 'Recovery',
          persona:
            'Databases and recovery. Trusts no backup that has not been restored, and counts what is lost in the meantime.',
        },
      ],
      ru: [
        {
          name: 'Предотвращение',
          persona:
            'Безопасность изменений. Ищет шаг, на котором промах не встретил преграды; ценит защиту, не требующую дисциплины.',
        },
        {
          name: 'Обнаружение',
          persona: 'Мониторинг и дежурство. Спрашивает, какой сигнал уже был, кто и когда должен был его услышать.',
        },
        {
          name: 'Восстановление',
          persona:
            'Данные и восстановление. Не верит копии, которую не разворачивали, и считает потери за время простоя.',
        },
      ],
    },
  ),
};
