export interface DuplicateTaskCase {
  one: string;
  other: string;
  /** Whether both are one task. */
  same: boolean;
}

const rows = (same: boolean, pairs: [string, string][]): DuplicateTaskCase[] =>
  pairs.map(([one, other]) => ({ one, other, same }));

/** Planted duplicates, and pairs that only look alike. */
export const duplicateTaskCases: readonly DuplicateTaskCase[] = [
  ...rows(true, [
    ['Write the runbook for restoring backups', 'Write a runbook on how to restore the backups'],
    ['Draft the restore runbook', 'Write the restore runbook'],
    ['Publish the migration guide for customers', 'Publish the customer migration guide'],
    ['Verify the restore from a copy', 'Test the restore from a copy'],
    ['Notify the customers of the date', 'Tell the customers the date'],
    ['Freeze the schema', 'Freeze the schema.'],
    ['Purchase two spare disks', 'Buy two spare disks'],
    ['Написать инструкцию по восстановлению', 'Составить инструкцию по восстановлению'],
    ['Проверить восстановление из копии', 'Проверить восстановление базы из копии'],
    ['Уведомить клиентов о переносе', 'Сообщить клиентам о переносе'],
    ['Измерить задержку шлюза', 'Замерить задержки шлюза'],
  ]),
  ...rows(false, [
    ['Write the runbook for staging', 'Write the runbook for production'],
    ['Keep access logs for 30 days', 'Keep access logs for 90 days'],
    ['Enable the new login', 'Disable the new login'],
    ['Measure the latency of the API in March', 'Measure the latency of the API in April'],
    ['Write the runbook', 'Write the runbook for the failover of the billing cluster'],
    ['Buy two spare disks', 'Install two spare disks'],
    ['Ask team A', 'Ask team B'],
    ['Write the post-mortem', 'Publish the post-mortem'],
    ['Test the restore of billing', 'Test the restore of search'],
    ['Написать инструкцию для дежурных', 'Написать инструкцию для поддержки'],
    ['Включить оповещение о копиях', 'Отключить оповещение о копиях'],
    ['Хранить копии 30 дней', 'Хранить копии 90 дней'],
    ['Купить диски', 'Установить диски'],
  ]),
];
