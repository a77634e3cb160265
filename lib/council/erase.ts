import type { Answer } from './answers.schema';
import type { ErasedEvent, Finding, LoggedEvent, Reason } from './events';
import { spellingsOf } from './name-forms';
import { foundedAnswer } from './own-claims';
import type { RunState } from './run';

/** What stands where a word was: whatever asks whether something was said keeps its answer. */
export const blank = '…';

/** Whose traces are taken away. `userId` is null where the person never was a member. */
export interface Erased {
  userId: string | null;
  /** Every name that they go by; their first is the one that logs show. */
  names: readonly string[];
  /** What stands in its place, everywhere the same. */
  as: string;
}

/** Fields of answers, and of what the ledger made of them, that hold what was said; names of alternatives are none. */
const spoken = new Set(
  (
    'text quote summary because basis early_signal earlySignal mitigation owner change_mind why shared title ' +
    'statement assumptions open_questions kill_criterion acceptance due reason'
  ).split(' '),
);

/** Fields that name things for programs: a person's name is never looked for in them. */
const structural = new Set(
  (
    'seat id userId owner_ref runId meetingId run export tool thread code provider model kind purpose phase control ' +
    'runnerUp method textHash content_hash sha256 commandId status name_key idempotency_key time_zone language template'
  ).split(' '),
);

/**
 * The same value with other strings; `enter` may replace an object before its fields are looked at, or leave it (null). The casts'
 * guarantee: strings become strings, and whatever else there is stays as it is.
 */
function mapped<T>(
  value: T,
  change: (text: string, key: string) => string,
  enter: (object: Record<string, unknown>) => Record<string, unknown> | null = (object) => object,
  key = '',
): T {
  if (typeof value === 'string') return change(value, key) as T;
  if (Array.isArray(value)) return value.map((one) => mapped(one, change, enter, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entered = enter(value as Record<string, unknown>);
  if (!entered) return value;
  const fields = Object.entries(entered);
  return Object.fromEntries(fields.map(([name, one]) => [name, mapped(one, change, enter, name)])) as T;
}

const unsaid = <T>(value: T): T => mapped(value, (text, key) => (text !== '' && spoken.has(key) ? blank : text));

/** An answer of which only its structure is left; what its text did not carry is gone, as it never counted. */
const unsaidAnswer = (answer: Answer): Answer => ({ ...unsaid(foundedAnswer(answer)), text: '' });
const unsaidReason = (reason: Reason): Reason =>
  reason.args?.why === undefined ? reason : { ...reason, args: { ...reason.args, why: blank } };
const unsaidFinding = (one: Finding): Finding =>
  one.args.text === undefined ? one : { ...one, args: { ...one.args, text: blank } };

/** An event without what was said. The agenda, the record and what people did with it stay. */
export function withoutTranscript(event: LoggedEvent): LoggedEvent {
  switch (event.name) {
    case 'turn-completed':
      return { ...event, answer: unsaidAnswer(event.answer) };
    case 'turn-started':
      return { ...event, asks: event.asks.map(unsaidFinding) };
    case 'alternatives-pooled':
      return { ...event, alternatives: unsaid(event.alternatives) };
    case 'ballot-closed':
      return { ...event, votes: unsaid(event.votes).map((vote) => ({ ...vote, text: '' })) };
    case 'gate-checked':
      return { ...event, findings: event.findings.map(unsaidFinding) };
    case 'speaker-selected':
      return { ...event, reason: unsaidReason(event.reason) };
    case 'tool-called':
      return { ...event, arguments: {}, result: event.result && blank };
    case 'comment-added':
      return { ...event, text: '' };
    case 'control-requested':
      return event.control.control === 'say' ? { ...event, control: { ...event.control, text: '' } } : event;
    default:
      return event;
  }
}

/** The fold of a log whose events are all `withoutTranscript`, made from the fold of the log as it was. */
function stateWithoutTranscript(state: RunState): RunState {
  return {
    ...state,
    turns: state.turns.map((turn) => ({
      ...turn,
      text: '',
      answer: turn.answer && unsaidAnswer(turn.answer),
      asks: turn.asks.map(unsaidFinding),
    })),
    alternatives: unsaid(state.alternatives),
    claims: unsaid(state.claims),
    objections: unsaid(state.objections),
    risks: unsaid(state.risks),
    uniqueFacts: unsaid(state.uniqueFacts),
    positions: unsaid(state.positions),
    ballot: state.ballot && {
      ...state.ballot,
      votes: unsaid(state.ballot.votes).map((vote) => ({ ...vote, text: '' })),
    },
    gate: state.gate && { ...state.gate, findings: state.gate.findings.map(unsaidFinding) },
    selected: state.selected && { ...state.selected, reason: unsaidReason(state.selected.reason) },
    tools: state.tools.map((one) => ({ ...one, arguments: {}, result: one.result && blank })),
    comments: state.comments.map((one) => ({ ...one, text: '' })),
    controls: state.controls.map((one) =>
      one.control.control === 'say' ? { ...one, control: { ...one.control, text: '' } } : one,
    ),
  };
}

/** Puts the pseudonym wherever a value names the person, in whatever case and spelling; ids stay, and say nothing. */
export function renamer({ userId, names, as }: Erased): <T>(value: T) => T {
  const pattern = namesPattern(names);
  const change = (text: string, key: string) =>
    pattern && !structural.has(key) ? text.replace(pattern, (found) => (startsLarge(found) ? as : found)) : text;
  const enter = (object: Record<string, unknown>) => {
    // A member of the same name is somebody else.
    if ('userId' in object && 'name' in object && object.userId) {
      return object.userId === userId ? { ...object, name: as } : null;
    }
    if ('aliases' in object && object.kind === 'member') {
      return object.id === userId ? { ...object, name: as, aliases: [], title: null } : null;
    }
    return userId !== null && object.owner_ref === userId ? { ...object, owner: as } : object;
  };
  return (value) => mapped(value, change, enter);
}

const startsLarge = (text: string): boolean => /^[^\p{Ll}]/u.test(text);

/** Finds any of the names as whole words, in every case of a Russian one; null where there are none. */
export function namesPattern(names: readonly string[]): RegExp | null {
  const found = names.flatMap((name) => (name.trim() === '' ? [] : [spellingsOf(name)]));
  if (found.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${found.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** What a person themselves wrote in an event; their name is put right by a `renamer`. */
export function withoutWordsOf(event: LoggedEvent, userId: string | null): LoggedEvent {
  if (userId === null || !('by' in event) || event.by?.userId !== userId) return event;
  if (event.name === 'comment-added') return { ...event, text: '' };
  if (event.name === 'control-requested' && event.control.control === 'say') {
    return { ...event, control: { ...event.control, text: '' } };
  }
  return event;
}

/** Whether an event carries the record itself: its log, or its tasks. */
export const bringsRecord = (event: LoggedEvent): boolean =>
  'log' in event ||
  event.name === 'task-changed' ||
  (event.name === 'artifact-recorded' && event.artifact.kind !== 'summary');

/** An event without a person. `keepRecord`: what was accepted stays word for word, as it was signed. */
export function withoutPerson(event: LoggedEvent, person: Erased, keepRecord: boolean): LoggedEvent {
  const rename = renamer(person);
  const own = withoutWordsOf(event, person.userId);
  if (!keepRecord || !bringsRecord(own)) return rename(own);
  return 'log' in own || own.name === 'task-changed' ? { ...own, by: rename(own.by) } : own;
}

/** The fold of a log without the person, as far as the names that stand beside their id in it tell who that is. */
function stateWithoutPerson(state: RunState, userId: string, as: string): RunState {
  const beside = new Set(state.people.flatMap((one) => (one.id === userId ? [one.name, ...one.aliases] : [])));
  const by = [...state.controls, ...state.comments, ...state.turns, ...state.changes, ...state.exports];
  for (const one of by) if (one.by?.userId === userId) beside.add(one.by.name);
  beside.delete(as);
  const rename = renamer({ userId, names: [...beside], as });
  const accepted = state.changes.some((one) => one.name === 'decision-accepted');
  const own = (by: { userId: string } | null) => by?.userId === userId;
  const { artifacts, ...rest } = state;
  return {
    artifacts: accepted
      ? { ...artifacts, ...(artifacts.summary ? { summary: rename(artifacts.summary) } : {}) }
      : rename(artifacts),
    ...rename({
      ...rest,
      turns: state.turns.map((one) => (own(one.by) ? { ...one, text: '' } : one)),
      comments: state.comments.map((one) => (own(one.by) ? { ...one, text: '' } : one)),
      controls: state.controls.map((one) =>
        own(one.by) && one.control.control === 'say' ? { ...one, control: { ...one.control, text: '' } } : one,
      ),
    }),
  };
}

/** Folds `text-erased`: whoever holds the fold of the whole log comes to what a new one would fold. */
export function erase(state: RunState, event: LoggedEvent & ErasedEvent): RunState {
  const { seq, at, what, person } = event;
  const erased = [...state.erased, { seq, at, what, userId: person?.userId ?? null }];
  if (what === 'transcript') return { ...stateWithoutTranscript(state), erased };
  return person?.userId ? { ...stateWithoutPerson(state, person.userId, person.name), erased } : { ...state, erased };
}

/** When the words of a turn or comment were erased, ms since 1970; null where they were not. */
export function erasedAt(state: Pick<RunState, 'erased'>, by: { userId: string } | null): number | null {
  const found = state.erased.find((one) => one.what === 'transcript' || (by !== null && one.userId === by.userId));
  return found?.at ?? null;
}
