import type { Language } from '@/lib/council/agenda.schema';
import type { Place } from './settings';

interface PlaceWords {
  /** What the database is called. */
  title: string;
  /** Name of each field's column where XIO makes it. */
  columns: Record<string, string>;
  /** Option of each status. */
  statuses: Record<string, string>;
  priorities: Record<string, string>;
}

const key = 'XIO ID';

/** What XIO calls its databases, columns and options in Notion. */
export const placeWords: Record<Language, Record<Place, PlaceWords>> = {
  en: {
    decisions: {
      title: 'Decisions',
      columns: {
        key,
        title: 'Decision',
        status: 'Status',
        decider: 'Decider',
        date: 'Date',
        confidence: 'Confidence',
        review_date: 'Review on',
        meeting_id: 'Meeting ID',
        link: 'In XIO',
      },
      statuses: {
        draft: 'Draft',
        proposed: 'Proposed',
        accepted: 'Accepted',
        rejected: 'Rejected',
        deferred: 'Deferred',
        escalated: 'Escalated',
        superseded: 'Superseded',
      },
      priorities: {},
    },
    tasks: {
      title: 'Tasks',
      columns: {
        key,
        title: 'Task',
        status: 'Status',
        owner: 'Owner',
        owner_name: 'Owner’s name',
        due: 'Due',
        priority: 'Priority',
        acceptance: 'Done when',
        decision: 'Decision',
        source: 'In XIO',
      },
      statuses: { proposed: 'Proposed', confirmed: 'Confirmed', done: 'Done', dropped: 'Dropped' },
      priorities: { high: 'High', medium: 'Medium', low: 'Low' },
    },
  },
  ru: {
    decisions: {
      title: 'Решения',
      columns: {
        key,
        title: 'Решение',
        status: 'Статус',
        decider: 'Решает',
        date: 'Дата',
        confidence: 'Уверенность',
        review_date: 'Пересмотреть',
        meeting_id: 'ID встречи',
        link: 'В XIO',
      },
      statuses: {
        draft: 'Черновик',
        proposed: 'Предложено',
        accepted: 'Принято',
        rejected: 'Отклонено',
        deferred: 'Отложено',
        escalated: 'Передано выше',
        superseded: 'Заменено',
      },
      priorities: {},
    },
    tasks: {
      title: 'Задачи',
      columns: {
        key,
        title: 'Задача',
        status: 'Статус',
        owner: 'Ответственный',
        owner_name: 'Имя ответственного',
        due: 'Срок',
        priority: 'Приоритет',
        acceptance: 'Готово, когда',
        decision: 'Решение',
        source: 'В XIO',
      },
      statuses: { proposed: 'Предложена', confirmed: 'Подтверждена', done: 'Сделана', dropped: 'Снята' },
      priorities: { high: 'Высокий', medium: 'Средний', low: 'Низкий' },
    },
  },
};
