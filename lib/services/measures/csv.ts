import { may } from '@/lib/auth/permissions';
import type { Member } from '../context';
import { csvLine } from '../csv';
import type { MeasuredRow } from './rows';

const minutes = (ms: number | null) => (ms === null ? null : Math.round(ms / 600) / 100);

/** One line a meeting (RFC 4180), times in minutes, money in USD; costs only for who may see them. */
export function measuredCsv(who: Member, rows: readonly MeasuredRow[]): string {
  const costs = may(who, 'cost.read');
  const lines = rows.map((row) => ({
    meeting: row.id,
    title: row.title,
    ended_at: row.endedAt.toISOString(),
    team: row.team,
    template: row.template,
    scripted: row.scripted,
    decision: row.decision,
    succeeded: row.succeeded,
    escalated: row.escalated,
    decision_minutes: row.decided ? minutes(row.activeMs) : null,
    agenda_minutes: minutes(row.agendaMs),
    tasks_stated: row.stated,
    tasks_derived: row.derived,
    tasks_added: row.added,
    tasks_confirmed: row.confirmed,
    detect_minutes: minutes(row.detectMs),
    restore_minutes: minutes(row.restoreMs),
    ...(costs ? { cost_usd: row.microUsd / 1e6 } : {}),
  }));
  const head = [...columns, ...(costs ? ['cost_usd'] : [])];
  return [head, ...lines.map((line) => Object.values(line))].map(csvLine).join('');
}

const columns = [
  'meeting',
  'title',
  'ended_at',
  'team',
  'template',
  'scripted',
  'decision',
  'succeeded',
  'escalated',
  'decision_minutes',
  'agenda_minutes',
  'tasks_stated',
  'tasks_derived',
  'tasks_added',
  'tasks_confirmed',
  'detect_minutes',
  'restore_minutes',
];
