import type { Agenda } from '../council/agenda.schema';
import type { Answer, Purpose } from '../council/answers.schema';
import type { Finding, Mark, Price, Reason, Usage } from '../council/events';
import type { Proposal, Said } from '../council/proposal.schema';
import type { RunState } from '../council/run';
import type { ModelRef, Seat, Team } from '../council/team.schema';

/** One structured call a turn. `state` is what the seat may know; drafts, reviews and ballots get it as of their phase's start. */
export interface SpeechRequest {
  turn: number;
  attempt: number;
  seat: Seat;
  purpose: Purpose;
  /** Model of this attempt: the seat's own, or a stand-in's. */
  model: ModelRef;
  state: RunState;
  /** What the gate, a rule or a person asks of this turn. */
  asks: Finding[];
  /** Interjections of people that this turn should answer. */
  said: { by: string; text: string }[];
  /** Longest time the call may take, ms. */
  deadlineMs: number;
}

export interface SpeechResult {
  answer: Answer;
  usage: Usage;
  marks: Mark[];
  model: ModelRef;
}

/** A question of which the moderator makes an agenda, before there is any meeting. */
export interface PrepareRequest {
  /** What the author typed. */
  asked: { question: string; notes: string };
  /** What rules made of it by the template: what stands where the moderator says nothing. */
  base: Proposal;
  /** The same as an agenda. */
  agenda: Agenda;
  team: Team;
  model: ModelRef;
  /** Longest time the call may take, ms. */
  deadlineMs: number;
}

export interface PrepareResult {
  text: string;
  /** Only what was said; the rest is the base's. */
  said: Said;
  usage: Usage;
  marks: Mark[];
}

/** A failed call. `usage` where the provider told it. `retryAfterMs` where it asked for a wait. */
export class SpeechFailure extends Error {
  constructor(
    readonly reason: Reason,
    readonly retryable: boolean,
    readonly retryAfterMs: number | null = null,
    readonly usage: Usage | null = null,
  ) {
    super(reason.code);
    this.name = 'SpeechFailure';
  }
}

export interface Speech {
  /** Whether this model can be asked here, and its price. */
  offer(model: ModelRef): { ok: true; price: Price } | { ok: false; reason: Reason };
  /**
   * Speaks one turn. `onDelta` receives pieces of `text` in order; their concatenation is a prefix of the
   * result's `answer.text` (equal at the end unless the structure had to be repaired).
   * @throws SpeechFailure; rethrows the signal's reason when aborted.
   */
  speak(request: SpeechRequest, onDelta: (text: string) => void, signal: AbortSignal): Promise<SpeechResult>;
  /** Proposes an agenda; streams and throws as `speak` does. */
  prepare(request: PrepareRequest, onDelta: (text: string) => void, signal: AbortSignal): Promise<PrepareResult>;
}
