import type { Agenda, Language } from '../council/agenda.schema';
import type { Answer, Purpose } from '../council/answers.schema';
import type { Finding, Mark, Price, Reason, Usage } from '../council/events';
import type { Proposal, Said } from '../council/proposal.schema';
import type { RunState } from '../council/run';
import type { ModelRef, Seat, Team } from '../council/team.schema';
import type { MinutesEvidence } from '../minutes/minutes.schema';
import type { Part } from '../minutes/parts';
import type { PartSaid, WholeSaid } from '../minutes/said.schema';

/** An organisation's own way to a model. It holds the key: it is never logged, stored or sent anywhere but there. */
export interface Connection {
  id: string;
  /** Raised by every change; what was opened for an older one is not used again. */
  version: number;
  /** Where the provider is a compatible one. */
  url: string | null;
  /** Null where the server wants none. */
  apiKey: string | null;
  /** What the organisation says it pays for the model. */
  price: Price | null;
}

/** One structured call a turn. `state` is what the seat may know; drafts, reviews and ballots get it as of their phase's start. */
export interface SpeechRequest {
  turn: number;
  attempt: number;
  seat: Seat;
  purpose: Purpose;
  /** Model of this attempt: the seat's own, or a stand-in's. */
  model: ModelRef;
  /** The way that the run's organisation has to this model; null for the deployment's own. */
  connection: Connection | null;
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
  /** The way that the author's organisation has to this model; null for the deployment's own. */
  connection: Connection | null;
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

interface MinutesAsked {
  /** Of the minutes. */
  language: Language;
  model: ModelRef;
  /** The way that the organisation has to this model; null for the deployment's own. */
  connection: Connection | null;
  /** Longest time the call may take, ms. */
  deadlineMs: number;
}

/** A part of what people said at a meeting of their own, to be read by a scribe. */
export interface PartRequest extends MinutesAsked {
  part: Part;
  /** The day of the meeting; null where nobody said it. */
  heldOn: string | null;
}

/** The lines of a meeting's parts, to be summed up. */
export interface WholeRequest extends MinutesAsked {
  lines: readonly MinutesEvidence[];
}

/** What a scribe says, unchecked; what was broken in its form was repaired or left out. */
export interface ScribeResult<Said> {
  said: Said;
  usage: Usage;
  marks: Mark[];
}

/** One sentence in plain words, to see that a model answers. */
export interface SampleRequest {
  model: ModelRef;
  connection: Connection | null;
  language: Language;
  deadlineMs: number;
}

export interface Sample {
  firstTokenMs: number;
  totalMs: number;
  usage: Usage;
  /** False where nobody knows what the model costs: then `usage` says 0. */
  priced: boolean;
}

/** A failed call. `usage` where the provider told it. `retryAfterMs` where it asked for a wait. */
export class SpeechFailure extends Error {
  /** Each of the server's bundles has this class once; who speaks may live in another one than who listens. */
  static override [Symbol.hasInstance](value: unknown): value is SpeechFailure {
    return value instanceof Error && value.name === 'SpeechFailure';
  }

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

const nothing: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };

/** Failures that come before a model is asked. */
const unsent = new Set([
  'model.key_unreadable',
  'model.disconnected',
  'model.not_configured',
  'model.private_address',
  'model.redirected',
  'model.breaker_open',
]);

/** What a failed call costs: as its provider told; nothing where none was asked, or it refused (a 4xx status); else `most`. */
export function chargeOf({ reason, usage }: SpeechFailure, most: Usage): Usage {
  const status = Number(reason.args?.status);
  const unread = unsent.has(reason.code) || (status >= 400 && status < 500);
  return usage ?? (unread ? nothing : most);
}

export interface Speech {
  /**
   * Whether this model can be asked, by an organisation's connection or else by the deployment itself, and its price;
   * `priced` is false where nobody knows it, and it counts as nothing.
   */
  offer(
    model: ModelRef,
    connection: Pick<Connection, 'price'> | null,
  ): { ok: true; price: Price; priced: boolean } | { ok: false; reason: Reason };
  /**
   * Speaks one turn. `onDelta` receives pieces of `text` in order; their concatenation is a prefix of the
   * result's `answer.text` (equal at the end unless the structure had to be repaired).
   * @throws SpeechFailure; rethrows the signal's reason when aborted.
   */
  speak(request: SpeechRequest, onDelta: (text: string) => void, signal: AbortSignal): Promise<SpeechResult>;
  /** Proposes an agenda; streams and throws as `speak` does. */
  prepare(request: PrepareRequest, onDelta: (text: string) => void, signal: AbortSignal): Promise<PrepareResult>;
  /** Has a scribe read a part of a transcript. @throws SpeechFailure; rethrows the signal's reason when aborted. */
  readPart(request: PartRequest, signal: AbortSignal): Promise<ScribeResult<PartSaid>>;
  /** Has a scribe sum a meeting up. @throws SpeechFailure; rethrows the signal's reason when aborted. */
  sumUp(request: WholeRequest, signal: AbortSignal): Promise<ScribeResult<WholeSaid>>;
  /** Has a model say one sentence. @throws SpeechFailure; rethrows the signal's reason when aborted. */
  sample(request: SampleRequest, onDelta: (text: string) => void, signal: AbortSignal): Promise<Sample>;
}
