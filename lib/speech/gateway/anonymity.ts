import type { Alternative } from '../../council/run';
import type { SpeechRequest } from '../../ports/speech';
import { labels } from '../prompts/labels';
import { oneLine } from './fence';
import type { Section } from './sections';

/** Reviewers meet the alternatives in an order of their own, so that place decides nothing. */
export function order({ state, seat, purpose }: SpeechRequest): Alternative[] {
  if (purpose !== 'review' && purpose !== 'ballot') return state.alternatives;
  const rank = (id: string) => scramble(`${state.seed}/${seat.id}/${id}`);
  return [...state.alternatives].sort((a, b) => rank(a.id) - rank(b.id));
}

/** FNV-1a with a final mix: a repeatable place in the order. */
function scramble(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The seats as letters, other ones for every reviewer, so that nobody is scored by who they are. */
export function letters({ state, seat }: SpeechRequest): Map<string, string> {
  const rank = (id: string) => scramble(`${state.seed}/${seat.id}/letter/${id}`);
  const order = [...state.team.seats].sort((a, b) => rank(a.id) - rank(b.id));
  return new Map(order.map((one, at) => [one.id, String.fromCharCode(65 + at)]));
}

/** A section in which no seat is named. */
export function anonymous(request: SpeechRequest): (section: Section) => Section {
  const { state } = request;
  const words = labels[state.agenda.language];
  const known = letters(request);
  const named = state.team.seats
    .map((seat) => ({ name: oneLine(seat.name, 60), as: `${words.speaker} ${known.get(seat.id)}` }))
    .sort((a, b) => b.name.length - a.name.length);
  const hide = (line: string) => named.reduce((text, { name, as }) => text.replaceAll(name, as), line);
  const about = new Set([words.alternatives, words.previous]);
  return (section) => (about.has(section.title) ? { ...section, lines: section.lines.map(hide) } : section);
}
