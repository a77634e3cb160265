import type { Contradiction } from './contradictions';
import type { EarlierDecision } from './people';

const decision = (id: string, title: string, statement: string): EarlierDecision => ({
  id,
  meetingId: `meeting-${id}`,
  title,
  statement,
  at: Date.UTC(2026, 5, 1),
});

/** What an organisation had accepted before. */
export const earlierDecisions: readonly EarlierDecision[] = [
  decision(
    'billing',
    'Billing stays in the monolith',
    'We keep the billing module in the monolith until revenue doubles.',
  ),
  decision('logs', 'How long logs are kept', 'Access logs are stored for 90 days in the archive.'),
  decision('friday', 'No releases on Fridays', 'We do not release customer services on Fridays.'),
  decision('sso', 'Single sign-on', 'Enable single sign-on for all contractors.'),
  decision('jenkins', 'Adopt Jenkins', 'We adopt Jenkins.'),
  decision('runners', 'Move the nightly build', 'The nightly build moves to the shared runners.'),
  decision('meals', 'School meals are bought in', 'We buy school meals from one caterer.'),
  decision('ru-copies', 'Резервные копии', 'Храним резервные копии базы 30 дней.'),
  decision('ru-office', 'Офис остаётся', 'Сохраняем офис на Лесной для команды поддержки.'),
  decision('ru-overtime', 'Переработки', 'Запрещаем ночные переработки дежурным инженерам.'),
];

export interface ContradictionCase {
  text: string;
  /** The earlier decision it goes against; null where it only sounds alike. */
  decision: string | null;
  code: Contradiction['why']['code'] | null;
}

const planted = (text: string, against: string, code: Contradiction['why']['code']): ContradictionCase => ({
  text,
  decision: against,
  code,
});
const fine = (...texts: string[]): ContradictionCase[] => texts.map((text) => ({ text, decision: null, code: null }));

export const contradictionCases: readonly ContradictionCase[] = [
  planted('Move the billing module out of the monolith', 'billing', 'opposite'),
  planted('Do not keep the billing module in the monolith', 'billing', 'negated'),
  planted('Store access logs for 30 days in the archive', 'logs', 'figure'),
  planted('Release customer services on Fridays', 'friday', 'negated'),
  planted('Disable single sign-on for contractors', 'sso', 'opposite'),
  planted('Drop Jenkins', 'jenkins', 'opposite'),
  planted('Keep the nightly build on our own machines', 'runners', 'opposite'),
  planted('Build our own kitchen for school meals', 'meals', 'opposite'),
  planted('Хранить резервные копии базы 90 дней', 'ru-copies', 'figure'),
  planted('Отказаться от офиса на Лесной', 'ru-office', 'opposite'),
  planted('Перевести офис с Лесной в коворкинг', 'ru-office', 'opposite'),
  planted('Разрешить дежурным инженерам ночные переработки', 'ru-overtime', 'opposite'),
  planted('Не хранить резервные копии базы', 'ru-copies', 'negated'),
  ...fine(
    'Review what customer services release before Fridays',
    'Describe billing in the monolith without its history',
    'Keep the nightly build on the shared runners',
    'Document the billing module in the monolith',
    'Store access logs for 90 days in the archive',
    'Do not release customer services on Fridays before noon',
    'Move the office plants to the archive',
    'Enable alerts for contractors’ invoices',
    'Измерить время восстановления базы из копии',
    'Обучить дежурных инженеров',
    'Сохранить офис на Лесной до мая',
    'Measure the nightly build on 2 December 2026',
  ),
];
