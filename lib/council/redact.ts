import type { LoggedEvent } from './events';
import { type Known, pseudonyms } from './redact-names';
import { blackener } from './redact-text';

/** What a share link shows: the decision, that with its quotes, the whole transcript, or all of it while it happens. */
export type ShareScope = 'decision' | 'quotes' | 'transcript' | 'live';

/** What a share link hides: who said it, and passages wherever they occur, quotes and files among them. */
export interface Redaction {
  names: boolean;
  passages: string[];
}

/** Hides what a link hides in anything that is sent; the same input always gives the same output. */
export interface Redactor {
  event(event: LoggedEvent): LoggedEvent;
  /** An artifact, a part of one, or anything else that holds what people and seats wrote. */
  artifact<T>(value: T): T;
}

/** Fields that hold no prose: ids, codes, dates and hashes. Whatever is not here is read as prose. */
const plain = new Set(
  `id meeting_id run_id runId meetingId userId run parentRun commandId kind status stage state origin severity stance
  role provider protocol method purpose phase control mode code outcome language template reversibility at due
  review_date held_on time_zone deferred_until protocol_version export tool target thread decision_id depends_on priority what
  chosen subject leader runnerUp keep join objection risk marks started_at detected_at
  mitigated_at resolved_at`.split(/\s+/),
);
/** Fields that name somebody. */
const persons = new Set('decider consulted informed on_behalf_of member owner'.split(' '));
/** By these anybody could check a guess at what is hidden. */
const hashes = new Set('textHash content_hash sha256 idempotency_key'.split(' '));
/** As alternatives, and as seats, are told apart by machines; both may also be told by name. */
const ids = { alternative: /^[A-Za-z]{1,2}\d{1,3}$/, seat: /^[a-z][a-z0-9-]{0,30}$/ };

/** Null where nothing is hidden. `known`: whom the run knows, for names. */
export function redactor(redaction: Redaction, known: Known): Redactor | null {
  if (!redaction.names && redaction.passages.length === 0) return null;
  const people = redaction.names ? pseudonyms(known) : null;
  const blacken = blackener(redaction.passages);
  const prose = (text: string, quoted = false) => blacken(people?.text(text) ?? text, quoted);
  const person = (name: string) => blacken(people?.person(name) ?? name);

  function string(value: string, key: string): string {
    if (hashes.has(key)) return '';
    if (key === 'by') return value === 'code' || value === 'moderator' ? value : person(value);
    if (persons.has(key)) return person(value);
    if (key === 'seat') return ids.seat.test(value) ? value : prose(value);
    if (key === 'alternative' || key === 'from' || key === 'to')
      return ids.alternative.test(value) ? value : prose(value);
    return plain.has(key) ? value : prose(value, key === 'quote');
  }

  function walk(value: unknown, key: string): unknown {
    if (typeof value === 'string') return string(value, key);
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    if (key === 'cost' && isHiddenCost(value)) return null;
    if (people && 'userId' in value && 'name' in value) {
      return { ...value, name: person(String(value.name)) };
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        key === 'by_criterion' ? prose(name) : name,
        people && name === 'owner_said' ? null : walk(one, name),
      ]),
    );
  }

  /** A figure that was said in a hidden passage is hidden where it is counted, too. */
  function isHiddenCost(value: object): boolean {
    if (!('amount' in value && 'unit' in value)) return false;
    const said = `${value.unit} ${value.amount} ${value.unit}`;
    return blacken(said) !== said;
  }

  return {
    event({ name, seq, at, epoch, ...rest }) {
      return rejoined({ ...asFields(walk(rest, '')), name, seq, at, epoch });
    },
    artifact: <T>(value: T) => likeIt<T>(walk(value, '')),
  };
}

const asFields = (value: unknown) => Object(value);
/** The cast's guarantee: `walk` keeps the shape of what it is given, but for costs and owners that may be null there. */
const likeIt = <T>(value: unknown): T => value as T;
/** The cast's guarantee: the same as above, and name, sequence, time and epoch are untouched. */
const rejoined = (value: unknown): LoggedEvent => value as LoggedEvent;
