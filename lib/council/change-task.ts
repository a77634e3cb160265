import type { TaskChanges } from './changes.schema';
import type { ActionItem } from './decision-log.schema';
import type { Reason } from './events';
import type { Person } from './people';

type Status = ActionItem['status'];

/** Where a task may go from where it stands. */
const next: Record<Status, readonly Status[]> = {
  proposed: ['confirmed', 'dropped'],
  confirmed: ['done', 'dropped'],
  done: ['confirmed'],
  dropped: ['confirmed'],
};

export const mayBecome = (from: Status, to: Status): boolean => next[from].includes(to);

/** Whether it is one of the decision's tasks: what nobody said counts only once a person has confirmed it. */
export const counts = ({ origin, status }: Pick<ActionItem, 'origin' | 'status'>): boolean =>
  status !== 'dropped' && (origin !== 'derived' || status !== 'proposed');

export type TaskOutcome = { ok: true; item: ActionItem } | { ok: false; reason: Reason };

const refuse = (code: string, args: Reason['args'] = {}): TaskOutcome => ({ ok: false, reason: { code, args } });

/** A changed task. `owners`: who can own one now; `today` where the meeting is, ISO 8601. */
export function changeTask(item: ActionItem, changes: TaskChanges, owners: Person[], today: string): TaskOutcome {
  const { title, owner, due, acceptance, priority, note, status } = changes;
  if (status !== undefined && status !== item.status && !mayBecome(item.status, status)) {
    return refuse('task.not_from', { from: item.status, to: status });
  }
  if (due && due !== item.due && due < today) return refuse('task.due_past', { due, today });
  const person = owner && owners.find((one) => one.kind === owner.kind && one.id === owner.id);
  if (owner && !person) return refuse('task.owner_unknown');
  const changed: ActionItem = {
    ...item,
    title: title ?? item.title,
    // A person's words are no longer what was said; what the council only derived stays so until it is confirmed.
    origin: title !== undefined && title !== item.title && item.origin === 'stated' ? 'human' : item.origin,
    ...(owner === undefined ? {} : { owner: person?.name ?? null, owner_ref: owner }),
    due: due === undefined ? item.due : due,
    acceptance: acceptance ?? item.acceptance,
    priority: priority ?? item.priority,
    note: note === undefined ? item.note : note || null,
    status: status ?? item.status,
  };
  const same = Object.entries(changed).every(([key, value]) =>
    Object.entries(item).some(([k, v]) => k === key && v === value),
  );
  return same ? refuse('task.unchanged') : { ok: true, item: { ...changed, version: item.version + 1 } };
}

/** A task that a person adds; it counts at once. */
export function newTask(
  place: Pick<ActionItem, 'id' | 'decision_id' | 'idempotency_key'>,
  changes: TaskChanges,
  owners: Person[],
  today: string,
): TaskOutcome {
  const blank: ActionItem = {
    ...place,
    title: '',
    owner: null,
    owner_ref: null,
    owner_said: null,
    due: null,
    due_said: null,
    acceptance: '',
    turns: [],
    facts: [],
    quote: '',
    origin: 'human',
    priority: 'medium',
    depends_on: [],
    kind: null,
    also: [],
    contradicts: [],
    note: null,
    version: 0,
    status: 'proposed',
    external_urls: {},
  };
  return changeTask(blank, { ...changes, status: 'confirmed' }, owners, today);
}
