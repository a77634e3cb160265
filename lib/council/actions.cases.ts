import type { Language } from './agenda.schema';

export interface SplitCase {
  title: string;
  language: Language;
  /** One action each. */
  actions: string[];
}

const of = (language: Language, rows: Record<string, string[]>): SplitCase[] =>
  Object.entries(rows).map(([title, actions]) => ({ title, language, actions }));
const whole = (language: Language, ...titles: string[]): SplitCase[] =>
  titles.map((title) => ({ title, language, actions: [title] }));

/** Compound titles and their actions; and titles that look compound and are one action. */
export const splitCases: readonly SplitCase[] = [
  ...of('en', {
    'Write the runbook and test it on staging': ['Write the runbook', 'Test the runbook on staging'],
    'Write the runbook, test it on staging and publish it': [
      'Write the runbook',
      'Test the runbook on staging',
      'Publish the runbook',
    ],
    'Move the nightly build to the shared runners and delete the old ones': [
      'Move the nightly build to the shared runners',
      'Delete the old ones',
    ],
    'Order the parts; then schedule the maintenance window': ['Order the parts', 'Schedule the maintenance window'],
    'Write and publish the runbook': ['Write the runbook', 'Publish the runbook'],
    'Write, test and publish the runbook': ['Write the runbook', 'Test the runbook', 'Publish the runbook'],
    'Anna will write the runbook and send it to Legal': ['Write the runbook', 'Send the runbook to Legal'],
    'We need to freeze the schema and notify the customers': ['Freeze the schema', 'Notify the customers'],
    'Disable the old login and do not announce it before May': [
      'Disable the old login',
      'Do not announce the old login before May',
    ],
    'Draft the contract, get it signed and archive it': [
      'Draft the contract',
      'Get the contract signed',
      'Archive the contract',
    ],
    'Write up the incident and share it with the customers': [
      'Write up the incident',
      'Share the incident with the customers',
    ],
    'Buy 2 disks & install them': ['Buy 2 disks', 'Install 2 disks'],
    'Buy a spare disk and document the swap': ['Buy a spare disk', 'Document the swap'],
  }),
  ...of('ru', {
    'Написать инструкцию и проверить её на стенде': ['Написать инструкцию', 'Проверить инструкцию на стенде'],
    'Нужно собрать данные и подготовить отчёт': ['Собрать данные', 'Подготовить отчёт'],
    'Подготовить и согласовать договор': ['Подготовить договор', 'Согласовать договор'],
    'Отключить старый вход, затем удалить его код': ['Отключить старый вход', 'Удалить его код'],
    'Анна должна описать схему и отправить её юристам': ['Описать схему', 'Отправить схему юристам'],
    'Купить 2 диска, установить их и проверить': ['Купить 2 диска', 'Установить 2 диска и проверить'],
    'Заказать диски; провести замену в субботу': ['Заказать диски', 'Провести замену в субботу'],
    'Настроить оповещение и не отключать старое до мая': ['Настроить оповещение', 'Не отключать старое до мая'],
  }),
  ...whole(
    'en',
    'Remove “search and replace” from the menu',
    'Ask the vendor for a quote and compare it with the budget',
    'Check and fix',
    'Research, compare and choose a vendor',
    'Write the report and test plan',
    'Agree the price with Legal and Finance',
    'Check that backups run and restore works',
    'Check that alerts fire and notify the team',
    'Ask Legal to review and approve the contract',
    'Decide whether to keep the tool and how to pay for it',
    'Compare cost and risk of both vendors',
    'Publish the terms and conditions',
    'Measure latency between staging and production',
    'Set up a process for review and release',
    'Write the runbook',
  ),
  ...whole(
    'ru',
    'Сравнить стоимость и риск обоих поставщиков',
    'Попросить юристов проверить и подписать договор',
    'Проверить, что копии создаются и восстановить их можно',
    'Согласовать цену с юристами и финансами',
    'Описать сеть и память стенда',
    'Решить, оставить инструмент или заменить',
    'Подготовить план и смету',
    'Обсудить с юристами и подписать',
    'Найти способ ускорить и удешевить сборку',
  ),
];

/** Titles and whether their first word says what is to be done. */
export const verbCases: readonly { title: string; language: Language; verb: boolean }[] = [
  ...['Write the runbook', 'Test the restore', 'Do not deploy on Friday', 'Roll back the release'].map((title) => ({
    title,
    language: 'en' as const,
    verb: true,
  })),
  ...['Runbook for the cluster', 'The report', 'Better monitoring', 'Ownership of backups'].map((title) => ({
    title,
    language: 'en' as const,
    verb: false,
  })),
  ...[
    'Написать отчёт',
    'Провести учения',
    'Не выкатывать в пятницу',
    'Беречь копии',
    'Проверьте копии',
    'Учесть налоги',
  ].map((title) => ({ title, language: 'ru' as const, verb: true })),
  ...['Отчёт о копиях', 'Сеть стенда', 'Стоимость хранения', 'Память сервера', 'Новая часть отчёта'].map((title) => ({
    title,
    language: 'ru' as const,
    verb: false,
  })),
];
