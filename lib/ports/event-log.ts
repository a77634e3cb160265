import type {
  DecisionEvent,
  Delta,
  ErasedEvent,
  EventName,
  ExportEvent,
  LoggedEvent,
  MoveEvent,
  PersonEvent,
  ResultEvent,
} from '../council/events';

export type Appended =
  | { ok: true; events: LoggedEvent[] }
  | { ok: false; why: 'epoch' | 'head' | 'turn' | 'finished' | 'repeated' | 'version' | 'unfinished' };

/** The append-only log of runs. Every call names the organisation; a foreign run behaves as if it did not exist. */
export interface EventLog {
  /** Events after `after`, in order, at most `limit` (default 1,000), turn texts joined in. */
  read(orgId: string, runId: string, after: number, limit?: number): Promise<LoggedEvent[]>;
  /** The first 1,000 events of these names, in order. */
  readNamed(orgId: string, runId: string, names: readonly EventName[]): Promise<LoggedEvent[]>;
  /** Moves: need the epoch and the head that was folded. All or nothing. */
  appendMoves(orgId: string, runId: string, epoch: number, head: number, events: MoveEvent[]): Promise<Appended>;
  /**
   * Results: need the epoch and that `turn`, `attempt` is open. `then` are moves that follow from them in the same
   * transaction; with them the head is needed too, and what is refused is refused whole.
   */
  appendResults(
    orgId: string,
    runId: string,
    epoch: number,
    turn: number,
    attempt: number,
    events: ResultEvent[],
    then?: { head: number; moves: MoveEvent[] },
  ): Promise<Appended>;
  /** What people do: needs an unfinished run and a fresh command id. Repeated: the row of the first time. */
  appendPerson(orgId: string, runId: string, event: PersonEvent): Promise<Appended>;
  /**
   * What people do with the record: needs a finished run, a fresh command id, and that the decision (or the task) still
   * has the version before the event's; a new task's is 1. Repeated: the row of the first time.
   */
  appendDecision(orgId: string, runId: string, event: DecisionEvent): Promise<Appended>;
  /** What becomes of exports or of texts: needs a finished run; who calls holds the rows that it is about. All or nothing. */
  appendExport(orgId: string, runId: string, ...events: (ExportEvent | ErasedEvent)[]): Promise<Appended>;
  /** Raises the epoch and appends `run-taken-over` (or `run-started` the first time), discarding open turns at their reservation. */
  takeOver(orgId: string, runId: string): Promise<{ epoch: number; events: LoggedEvent[] } | null>;
  /** Replaces the text of an open turn (unlogged; about four times a second). A stale epoch writes nothing. */
  saveSpeech(runId: string, delta: Delta): Promise<void>;
  /** Text spoken so far by the run's open turns, offset 0. */
  readSpeech(orgId: string, runId: string): Promise<Delta[]>;
}
