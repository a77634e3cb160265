import type { Delta, EventName, LoggedEvent } from '../council/events';

export type StreamType = 'participant_updated' | 'chat_message' | 'tool_call' | 'artifact' | 'run_status';

/** What goes out for one row of the log: a simple client switches over `type`, ours folds `name` and `payload`. */
export interface StreamEvent {
  type: StreamType;
  name: EventName;
  seq: number;
  /** The database's clock, ms since 1970. */
  at: number;
  payload: Record<string, unknown> & { epoch: number };
}

/** Text that is still being spoken: no `seq`, never durable. */
export interface SpeechFrame {
  type: 'chat_message';
  status: 'streaming';
  payload: Delta;
}

const types: Record<EventName, StreamType> = {
  'run-created': 'run_status',
  'run-started': 'run_status',
  'run-taken-over': 'run_status',
  'phase-entered': 'run_status',
  'run-paused': 'run_status',
  'run-resumed': 'run_status',
  'wrap-up-started': 'run_status',
  'run-finished': 'run_status',
  'control-requested': 'run_status',
  'control-applied': 'run_status',
  'control-refused': 'run_status',
  'speaker-selected': 'participant_updated',
  'turn-started': 'participant_updated',
  'usage-recorded': 'participant_updated',
  'conformity-flagged': 'participant_updated',
  'turn-completed': 'chat_message',
  'turn-cited': 'chat_message',
  'turn-failed': 'chat_message',
  'turn-discarded': 'chat_message',
  'comment-added': 'chat_message',
  'tool-called': 'tool_call',
  'alternatives-pooled': 'artifact',
  'gate-checked': 'artifact',
  'ballot-closed': 'artifact',
  'artifact-recorded': 'artifact',
  'decision-revised': 'artifact',
  'decision-accepted': 'artifact',
  'decision-rejected': 'artifact',
  'decision-deferred': 'artifact',
  'decision-sent-back': 'artifact',
  'decision-superseded': 'artifact',
  'task-changed': 'artifact',
  'export-requested': 'tool_call',
  'export-started': 'tool_call',
  'export-progressed': 'tool_call',
  'export-failed': 'tool_call',
  'export-cancelled': 'tool_call',
  'export-read': 'tool_call',
  'export-delivered': 'artifact',
  'text-erased': 'run_status',
};

export function toStreamEvent({ name, seq, at, ...payload }: LoggedEvent): StreamEvent {
  return { type: types[name], name, seq, at, payload };
}

/**
 * Back to a row of the log. The cast's guarantee: only `toStreamEvent` writes what this reads, and `evolve` throws on
 * a name it does not know.
 */
export function fromStreamEvent({ name, seq, at, payload }: StreamEvent): LoggedEvent {
  return { ...payload, name, seq, at } as unknown as LoggedEvent;
}
