import type { DecisionEvent, LoggedEvent } from './events';
import type { Change, RunState } from './run';

/** Adds what a person did with the record of a finished run; the event carries the record as it is from then on. */
export function changeRecord(state: RunState, event: LoggedEvent & DecisionEvent): RunState {
  const { seq, at, name, by } = event;
  const record = event.name === 'task-changed' ? event.item : event.log;
  const change: Change = {
    seq,
    at,
    name,
    by,
    note: event.name === 'task-changed' ? (event.item.note ?? '') : event.note,
    version: record.version,
    status: record.status,
    task: event.name === 'task-changed' ? event.item.id : null,
  };
  const next = { ...state, changes: [...state.changes, change] };
  if (event.name !== 'task-changed') {
    const decision_log = { kind: 'decision_log' as const, version: event.log.version, log: event.log };
    return { ...next, artifacts: { ...next.artifacts, decision_log } };
  }
  const { kind, version, items } = next.artifacts.action_items ?? {
    kind: 'action_items' as const,
    version: 1,
    items: [],
  };
  const known = items.some((one) => one.id === event.item.id);
  const changed = known ? items.map((one) => (one.id === event.item.id ? event.item : one)) : [...items, event.item];
  return { ...next, artifacts: { ...next.artifacts, action_items: { kind, version, items: changed } } };
}
