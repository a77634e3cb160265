import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import type { DecisionLog } from '../council/decision-log.schema';
import type { Artifact, DecisionEvent, LoggedEvent, PersonEvent, RunEvent } from '../council/events';

/** An event as the database takes it: the text of a turn lies apart from the rest. */
export interface StoredEvent {
  name: RunEvent['name'];
  payload: Record<string, unknown>;
  hash?: string;
  text?: string;
  content_hash?: string;
}

const unstorable = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/** Text that PostgreSQL takes, of the same length: NUL and lone halves of surrogate pairs are replaced. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

/**
 * The event as every later read will give it: no undefined fields, NUL and halves of surrogate pairs (which
 * PostgreSQL refuses and a model may emit) replaced, a decision log sealed with its hash.
 */
export function normalise<E extends RunEvent>(event: E): E {
  const plain = cleaned(event);
  const artifact = recorded(plain);
  if (artifact?.kind === 'decision_log') artifact.log.content_hash ||= contentHash(artifact);
  return plain;
}

function cleaned<T extends object>(value: T): T {
  return JSON.parse(
    JSON.stringify(value).replace(unstorable, (whole, code: string) => (code.length > 1 ? '\ufffd' : whole)),
  );
}

/** The artifact that an event brings: a log that a person changed is its next version. */
function recorded(event: RunEvent): Artifact | null {
  if (event.name === 'artifact-recorded') return event.artifact;
  return 'log' in event ? { kind: 'decision_log', version: event.log.version, log: event.log } : null;
}

/** SHA-256, hex, of the artifact's content as canonical JSON (RFC 8785); a log without its own hash. */
export function contentHash(artifact: Artifact): string {
  const { kind, version, ...content } = artifact;
  const subject = artifact.kind === 'decision_log' ? { ...artifact.log, content_hash: undefined } : content;
  return createHash('sha256')
    .update(canonicalize(subject) ?? '')
    .digest('hex');
}

/** SHA-256, hex, of what a person signs: the log's canonical JSON without its signature and its seal. */
export function signedHash(log: DecisionLog): string {
  const { confirmation, content_hash, ...said } = cleaned(log);
  return createHash('sha256')
    .update(canonicalize(said) ?? '')
    .digest('hex');
}

/** Splits a normalised event into its payload and what is stored beside it. */
export function toStored(event: RunEvent): StoredEvent {
  const { name, ...payload } = event;
  switch (event.name) {
    case 'turn-completed': {
      const { text, ...answer } = event.answer;
      return { name, payload: { ...payload, answer }, hash: event.textHash, text };
    }
    case 'turn-cited': {
      const { name: _, text, ...cited } = event;
      return { name, payload: cited, hash: event.textHash, text };
    }
    case 'ballot-closed':
      return { name, payload: { ...payload, votes: event.votes.map(({ text, ...vote }) => vote) } };
    default: {
      const artifact = recorded(event);
      return artifact ? { name, payload, content_hash: contentHash(artifact) } : { name, payload };
    }
  }
}

/** True where a repeated command asks for what the first one asked. */
export function sameCommand(first: LoggedEvent, event: PersonEvent | DecisionEvent): boolean {
  const { seq, at, epoch, ...said } = first;
  return isDeepStrictEqual(said, normalise(event));
}

/** What a decision event changes: the version before its own, and the task where it is about one. */
export function baseOf(event: DecisionEvent): { base: number; task?: string } {
  return event.name === 'task-changed'
    ? { base: event.item.version - 1, task: event.item.id }
    : { base: event.log.version - 1 };
}
