import type { Agenda, Criterion } from './agenda.schema';
import type { Answer, Cost, Purpose } from './answers.schema';
import type { Control } from './controls.schema';
import type { ActionItem, DecisionStatus } from './decision-log.schema';
import type {
  Artifact,
  BallotEntry,
  By,
  DecisionEvent,
  ErasedEvent,
  ExportSubject,
  Finding,
  LoggedEvent,
  Mark,
  Outcome,
  Phase,
  PooledAlternative,
  Price,
  Reason,
  RunStatus,
  Usage,
} from './events';
import type { EarlierDecision, Person, PreviousRound } from './people';
import type { ModelRef, Team } from './team.schema';

export interface Turn {
  turn: number;
  /** Seat id, or null where a person spoke. */
  seat: string | null;
  by: By | null;
  purpose: Purpose | 'say';
  phase: Phase | null;
  status: 'open' | 'retrying' | 'completed' | 'failed';
  /** Attempts so far; `failures` of them failed, the others were discarded. */
  attempt: number;
  failures: number;
  /** Earliest time of the next attempt, ms since 1970. */
  retryAt: number | null;
  /** Text of a completed turn; empty while a ballot is secret. */
  text: string;
  answer: Answer | null;
  marks: Mark[];
  model: ModelRef | null;
  standIn: boolean;
  /** Of the open attempt, until its usage is known. */
  reserved: { tokens: number; microUsd: number };
  asks: Finding[];
  reason: Reason | null;
  startedAt: number;
  endedAt: number | null;
  /** Active milliseconds of the run when it started. */
  activeAt: number;
  /** Sequence of its first start: its place in the minutes. */
  startedSeq: number;
  /** Attempts that people saw cut off. */
  discarded: { attempt: number; reason: Reason }[];
}

export interface PhaseRecord {
  phase: Phase;
  seq: number;
  reason: Reason;
  item: number | null;
  boxMs: number;
  activeMs: number;
  /** Turns started in it. */
  turns: number[];
}

export interface Alternative extends PooledAlternative {
  cost: (Cost & { turn: number }) | null;
}
export interface LedgerClaim {
  turn: number;
  seat: string;
  text: string;
  quote: string;
  alternative: string;
  stance: 'pro' | 'con';
}
export interface Score {
  turn: number;
  seat: string;
  alternative: string;
  criterion: string;
  score: number;
}
export interface Objection {
  id: string;
  turn: number;
  seat: string;
  alternative: string;
  text: string;
  quote: string;
  severity: 'concern' | 'block';
  answeredBy: number[];
  resolved: boolean;
}
export interface Risk {
  id: string;
  turn: number;
  seat: string;
  text: string;
  quote: string;
  likelihood: number;
  impact: number;
  earlySignal: string;
  mitigation: string;
  mitigatedBy: number | null;
  cost: Cost | null;
  owner: string | null;
}
export interface UniqueFact {
  turn: number;
  seat: string;
  text: string;
  quote: string;
  fact: number | null;
}
export interface Position {
  turn: number;
  seat: string;
  alternative: string;
  confidence: number;
  because: string;
}

export interface ControlRecord {
  request: number;
  control: Control;
  by: By;
  at: number;
  state: 'pending' | 'applied' | 'refused';
  reason: Reason | null;
  /** For `say`, `handoff`, `request_*`: still owed to the council. */
  open: boolean;
}

export interface Comment {
  seq: number;
  at: number;
  by: By;
  text: string;
  private: boolean;
}

/** One step in the life of a decision log, or of one of its tasks, after the run. */
export interface Change {
  seq: number;
  at: number;
  name: DecisionEvent['name'];
  by: By;
  note: string;
  /** Of the log, or of the task. */
  version: number;
  status: DecisionStatus | ActionItem['status'];
  /** Id of the task; null where the log changed. */
  task: string | null;
}

/** One artifact's way to one target, as people see it. */
export interface ExportRecord {
  export: string;
  tool: string;
  target: string;
  integration: string;
  subject: ExportSubject;
  arguments: Record<string, unknown>;
  /** Null where a rule asked. */
  by: By | null;
  state: 'waiting' | 'sending' | 'delivered' | 'failed' | 'cancelled';
  /** Tries since it was last asked for. */
  attempt: number;
  /** What it came through since it was last asked for; ms since 1970 by the database. */
  stages: { stage: string; at: number; done: number; of: number }[];
  /** Why the last try failed, also while another is to come. */
  reason: Reason | null;
  /** When it is tried again by itself, ms since 1970. */
  retryAt: number | null;
  /** Where it was last delivered, and which version; they outlive a new request. */
  delivered: { version: number; externalId: string; url: string | null; at: number } | null;
  /** What was read back last, in the target's words; `status` is null where it is not there any more. */
  read: { status: string | null; at: number } | null;
  /** Sequence of its first request: its place in the minutes. */
  seq: number;
}

export interface RunState {
  runId: string;
  meetingId: string;
  head: number;
  epoch: number;
  status: RunStatus;
  outcome: Outcome | null;
  endReason: Reason | null;
  agenda: Agenda;
  team: Team;
  seed: number;
  prices: Record<string, Price>;
  /** Models that the organisation's own connections served when the run was made. */
  connected: string[];
  people: Person[];
  earlier: EarlierDecision[];
  parentRun: string | null;
  note: string | null;
  previous: PreviousRound | null;
  /** Active time by the database's clock, ms; only gaps between the driver's events of one epoch count. */
  clock: { activeMs: number; lastAt: number | null; lastEpoch: number };
  phases: PhaseRecord[];
  turns: Turn[];
  criteria: Criterion[];
  alternatives: Alternative[];
  claims: LedgerClaim[];
  scores: Score[];
  objections: Objection[];
  risks: Risk[];
  uniqueFacts: UniqueFact[];
  positions: Position[];
  /** Sequence of the last `alternatives-pooled`; 0 before the first. Reviews and ballots before it are stale. */
  pooledAt: number;
  ballot: {
    votes: BallotEntry[];
    majority: Record<string, number>;
    weighted: Record<string, number>;
    leader: string | null;
    closedAt: number;
  } | null;
  flags: { seat: string; turn: number; from: string; to: string }[];
  gate: { pass: number; findings: Finding[]; checkedAt: number } | null;
  selected: {
    seat: string;
    purpose: Purpose;
    reason: Reason;
    runnerUp: string | null;
    method: string;
    seq: number;
  } | null;
  used: { attempts: number; tokens: number; microUsd: number };
  bySeat: Record<string, { turns: number; tokens: number; microUsd: number }>;
  /** What people added to the run's time limit, ms. */
  extendedMs: number;
  controls: ControlRecord[];
  comments: Comment[];
  wrapUp: Reason | null;
  /** What people did with the record, oldest first. */
  changes: Change[];
  artifacts: Partial<{ [K in Artifact['kind']]: Extract<Artifact, { kind: K }> }>;
  /** When the council recorded them, oldest first: their places in the minutes. */
  recorded: { seq: number; kind: Artifact['kind']; version: number }[];
  tools: {
    turn: number;
    thread: string;
    tool: string;
    stage: 'started' | 'finished' | 'failed';
    /** All it came through, oldest first; ms since 1970 by the database. */
    stages: { stage: 'started' | 'finished' | 'failed'; at: number }[];
    arguments: Record<string, unknown>;
    result: string | null;
  }[];
  /** Deliveries of the record, in the order in which they were first asked for. */
  exports: ExportRecord[];
  /** Which texts are gone since when; `userId`: one person's alone. */
  erased: { seq: number; at: number; what: ErasedEvent['what']; userId: string | null }[];
}

export type { LoggedEvent, Usage };
