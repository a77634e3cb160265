import type { Agenda, Criterion } from './agenda.schema';
import type { Answer, Purpose } from './answers.schema';
import type { Control, ControlName } from './controls.schema';
import type { ActionItem, DecisionLog, Joined } from './decision-log.schema';
import type { EarlierDecision, Person, PreviousRound } from './people';
import type { ModelRef, Team } from './team.schema';

export const phaseNames = [
  'frame',
  'drafts',
  'pool',
  'review',
  'discussion',
  'premortem',
  'ballot',
  'gate',
  'record',
  'tasks',
  'close',
] as const;
export type Phase = (typeof phaseNames)[number] | 'panel';

export type RunStatus = 'queued' | 'running' | 'pausing' | 'paused' | 'waiting' | 'wrapping_up' | 'finished';
export type Outcome = 'decided' | 'escalated' | 'stopped' | 'failed';

/** A person, as shown beside what they said or asked. */
export interface By {
  userId: string;
  name: string;
}

/** A code and its arguments; each language has a sentence for every code. */
export interface Reason {
  code: string;
  args?: Record<string, string | number>;
}

/** Tokens and micro-USD. `known` is false where a reservation was charged instead. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
  microUsd: number;
  known: boolean;
}

/** Micro-USD a million tokens. */
export interface Price {
  input: number;
  output: number;
}

export type Mark = 'scripted' | 'repaired' | 'extracted' | 'stand_in';

export interface PooledAlternative {
  id: string;
  name: string;
  summary: string;
  /** Turns that proposed it; empty for "do nothing" nobody drafted. */
  turns: number[];
  /** Names under which it was also proposed. */
  also: string[];
  /** What was joined to it, in its own words, and why. */
  joined: Joined[];
  /** "Do nothing": always pooled, never counted by `min_alternatives`. */
  nothing: boolean;
}

export interface Finding {
  code:
    | 'min_alternatives'
    | 'duplicate_alternatives'
    | 'rationale_missing'
    | 'risk_missing'
    | 'mitigation_missing'
    | 'risk_cost_missing'
    | 'unanswered_block'
    | 'ballot_missing'
    | 'no_majority'
    /** Asked by a person (`args.request`), or a citation of the record that code could not find. */
    | 'asked_alternative'
    | 'asked_risk'
    | 'citation_failed';
  /** Id of the alternative, risk or objection it is about. */
  subject: string | null;
  /** The seat that owes the remedy; null where only a person can help. */
  seat: string | null;
  args: Record<string, string | number>;
}

export interface BallotEntry {
  seat: string;
  turn: number;
  alternative: string;
  confidence: number;
  because: string;
  text: string;
}

/** Moves: appended by the driver alone; need its epoch and the head it folded. */
export type MoveEvent =
  | { name: 'run-started' }
  | { name: 'phase-entered'; phase: Phase; boxMs: number; item: number | null; reason: Reason }
  | {
      name: 'speaker-selected';
      seat: string;
      purpose: Purpose;
      reason: Reason;
      runnerUp: string | null;
      method: string;
    }
  | {
      name: 'turn-started';
      turn: number;
      attempt: number;
      seat: string;
      purpose: Purpose;
      model: ModelRef;
      standIn: boolean;
      reservation: { tokens: number; microUsd: number };
      asks: Finding[];
      deadlineMs: number;
    }
  /** `again`: the turn is owed a new attempt. */
  | { name: 'turn-discarded'; turn: number; attempt: number; reason: Reason; charged: Usage; again: boolean }
  | { name: 'alternatives-pooled'; alternatives: PooledAlternative[]; late: boolean }
  | { name: 'gate-checked'; pass: number; findings: Finding[] }
  | {
      name: 'ballot-closed';
      votes: BallotEntry[];
      majority: Record<string, number>;
      weighted: Record<string, number>;
      leader: string | null;
    }
  | { name: 'conformity-flagged'; seat: string; turn: number; from: string; to: string }
  | { name: 'control-applied'; request: number; control: ControlName; by: By; turn: number | null }
  | { name: 'control-refused'; request: number; control: ControlName; by: By; reason: Reason }
  | { name: 'run-paused'; by: By }
  | { name: 'run-resumed'; by: By }
  | { name: 'wrap-up-started'; reason: Reason }
  | { name: 'artifact-recorded'; artifact: Artifact }
  /**
   * What somebody said in a meeting of people, by its number in the transcript: the record that was taken from it cites
   * it. `by` is null where nobody knows who spoke; its `userId` is empty where that is no member.
   */
  | { name: 'turn-cited'; turn: number; by: By | null; text: string; textHash: string }
  | { name: 'run-finished'; outcome: Outcome; reason: Reason };

export type Artifact =
  | { kind: 'decision_log'; version: number; log: DecisionLog }
  | { kind: 'action_items'; version: number; items: ActionItem[] }
  | { kind: 'summary'; version: number; text: string };

/** Results of turns: need the epoch and their own open turn, not the head. */
export type ResultEvent =
  | {
      name: 'turn-completed';
      turn: number;
      attempt: number;
      purpose: Purpose;
      answer: Answer;
      textHash: string;
      marks: Mark[];
      model: ModelRef;
    }
  | { name: 'turn-failed'; turn: number; attempt: number; reason: Reason; retryAt: number | null }
  | {
      name: 'tool-called';
      turn: number;
      attempt: number;
      thread: string;
      tool: string;
      stage: 'started' | 'finished' | 'failed';
      arguments: Record<string, unknown>;
      result: string | null;
    }
  | { name: 'usage-recorded'; turn: number; attempt: number; seat: string; usage: Usage };

/** What people do: needs an unfinished run and a command id not seen before; no epoch. */
export type PersonEvent =
  | { name: 'control-requested'; commandId: string; control: Control; by: By }
  | { name: 'comment-added'; commandId: string; text: string; by: By; private: boolean };

/**
 * What people do with the record of a finished run. Each needs the version that it changes, and a fresh command id:
 * `log.version` and `item.version` are one more than that (a new item's is 1).
 */
export type DecisionEvent =
  | {
      name: 'decision-revised' | 'decision-accepted' | 'decision-rejected' | 'decision-deferred';
      commandId: string;
      log: DecisionLog;
      by: By;
      note: string;
    }
  /** `run`: the one that holds another round, or whose decision took this one's place. */
  | {
      name: 'decision-sent-back' | 'decision-superseded';
      commandId: string;
      log: DecisionLog;
      by: By;
      note: string;
      run: string;
    }
  | { name: 'task-changed'; commandId: string; item: ActionItem; by: By };

/** What is exported: the decision log or one of its tasks, and its version. */
export interface ExportSubject {
  kind: 'decision_log' | 'action_item';
  /** Of the task; the run's for its decision. */
  id: string;
  version: number;
}

/**
 * What became of an export after the run: a call of one of the integrator's tools, from its request to where it can be
 * found. Appended by services, with the row that it is about.
 */
export type ExportEvent =
  /** `again`: it was asked for once more, and goes where it went before. `by` is null where a rule asked. */
  | {
      name: 'export-requested';
      export: string;
      tool: string;
      target: string;
      /** What the organisation calls its way there. */
      integration: string;
      subject: ExportSubject;
      arguments: Record<string, unknown>;
      by: By | null;
      again: boolean;
    }
  | { name: 'export-started'; export: string; attempt: number }
  | { name: 'export-progressed'; export: string; stage: string; done: number; of: number }
  /** `retryAt` (ms since 1970) is null where nothing more is tried by itself. */
  | { name: 'export-failed'; export: string; reason: Reason; retryAt: number | null }
  | { name: 'export-cancelled'; export: string; reason: Reason; by: By | null }
  | { name: 'export-delivered'; export: string; version: number; externalId: string; url: string | null }
  /** What stands at the target, in its words; null: it is not there any more. `version`: ours that this made the same. */
  | { name: 'export-read'; export: string; status: string | null; version?: number };

/** Texts of the run before this event are gone: those of all turns and comments, or those of one person with their name. */
export interface ErasedEvent {
  name: 'text-erased';
  what: 'transcript' | 'person';
  /** Their pseudonym; `userId` is null where they never were a member. */
  person: { userId: string | null; name: string } | null;
}

/** Those that are written in a transaction of their own. */
export type OriginEvent =
  | {
      name: 'run-created';
      runId: string;
      meetingId: string;
      agenda: Agenda;
      team: Team;
      teamVersion: number;
      criteria: Criterion[];
      seed: number;
      prices: Record<string, Price>;
      /** Models that the organisation's own connections serve; they are never asked on the deployment's account. */
      connected?: string[];
      /** Who can own a task. */
      people: Person[];
      /** The newest accepted decisions of the organisation, at most 50. */
      earlier: EarlierDecision[];
      /** A run that was sent back: the run before it, why, and where that one ended. */
      parentRun: string | null;
      note: string | null;
      previous: PreviousRound | null;
      by: By;
    }
  | { name: 'run-taken-over'; discarded: { turn: number; attempt: number; charged: Usage }[] };

export type RunEvent = OriginEvent | MoveEvent | ResultEvent | PersonEvent | DecisionEvent | ExportEvent | ErasedEvent;
export type EventName = RunEvent['name'];

/** One row of the log. `at` is the database's clock in ms since 1970; `epoch` the run's when it was appended. */
export type LoggedEvent = RunEvent & { seq: number; at: number; epoch: number };

/** What a turn says while it is still being spoken: never durable, never folded. */
export interface Delta {
  epoch: number;
  turn: number;
  attempt: number;
  /** Offset of `delta` in the turn's text, in UTF-16 units. */
  offset: number;
  delta: string;
}
