import type { Reason } from '../council/events';

/** Longest name of a speaker; what is longer is cut, never taken for an instruction. */
export const longestName = 80;
const mostWords = 7;

/** What the beginning of a line says of who speaks and when. */
export interface Head {
  speaker: string | null;
  ms: number | null;
  /** What was said on the same line. */
  rest: string;
  /** Whether the line is a head alone, and what was said follows below. */
  alone: boolean;
}

const clock = '(\\d{1,3}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,3})?)(?: ?([AaPp][Mm]))?';
const timeFirst = new RegExp(`^(?:\\[${clock}\\]|\\(${clock}\\)|${clock})(?:\\s+[-–—]|[-–—:]?)(?=\\s|$)`);
const timeLast = new RegExp(`(?:\\[${clock}\\]|\\(${clock}\\)|\\s${clock})$`);
const zoomChat = /^From\s+(.{1,80}?)\s+to\s+.{1,80}?:/i;

/** Milliseconds of “1:02:03.5” or “02:03”. */
export function clockMs(text: string): number {
  const parts = text.replace(',', '.').split(':').map(Number);
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Math.round(seconds * 1000);
}

function timeOf(match: RegExpMatchArray): number {
  const [time = '0:0', half] = match.slice(1).filter((one) => one !== undefined);
  const ms = clockMs(time);
  const noon = 12 * 3_600_000;
  return half?.toLowerCase() === 'pm' && ms < noon ? ms + noon : ms;
}

/** A speaker's name as data: one line, bounded, without marks around it. Null where nothing is left. */
export function nameOf(text: string): string | null {
  const name = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/^[\s*_>[\]()-]+|[\s*_[\]()]+$/g, '')
    .trim();
  const cut = [...name].slice(0, longestName).join('').trim();
  return /[\p{L}\p{N}]/u.test(cut) ? cut : null;
}

/** Whether a text can be a name: a few words, no sentence. */
export function namely(text: string): boolean {
  if (text.length > longestName || !/^[\p{L}\p{N}*_[("'“«]/u.test(text)) return false;
  if (/[?!;…]|[.,]\s+\p{Ll}|\.\s*$|https?$/u.test(text.replace(/\b(?:Dr|Mr|Ms|Mrs|Prof|St|Jr|Sr)\.\s*$/u, '')))
    return false;
  return text.split(/\s+/).length <= mostWords;
}

/** “0:0:3.2 --> 0:0:5.0” on a line of its own, as some word processors export it. */
const spanOf = /^(\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,7})?)\s*-->\s*[\d:.,]+\s*$/;

/** The head of a line, where it may have one. Whether it is a name is settled over the whole file. */
export function headOf(line: string): Head | null {
  let text = line.replace(/^\s*(?:>>+|[-•*](?=\s))\s*/, '').replace(/^\s*(?:\*\*|__)/, '');
  const span = spanOf.exec(text.slice(0, 60));
  if (span?.[1]) return { speaker: null, ms: clockMs(span[1]), rest: '', alone: true };
  let ms: number | null = null;
  const first = timeFirst.exec(text.slice(0, 40));
  if (first) {
    ms = timeOf(first);
    text = text.slice(first[0].length).trim();
    if (!text) return { speaker: null, ms, rest: '', alone: true };
  }
  const start = text.slice(0, 200);
  const chat = ms === null ? null : zoomChat.exec(start);
  if (chat?.[1]) return { speaker: nameOf(chat[1]), ms, rest: text.slice(chat[0].length).trim(), alone: false };
  const colon = start.search(/[:：](?=[\s*_]|$)/);
  if (colon > 0) {
    let label = start.slice(0, colon).trim();
    const inside = timeLast.exec(label);
    if (inside) {
      ms = timeOf(inside);
      label = label.slice(0, inside.index).trim();
    }
    if (namely(label)) {
      const rest = text.slice(colon + 1).replace(/^\s*(?:\*\*|__)?\s*/, '');
      const speaker = nameOf(label);
      if (speaker) return { speaker, ms, rest: rest.trim(), alone: !rest.trim() };
    }
  }
  const last = text.length <= 120 ? timeLast.exec(text) : null;
  const label = last ? text.slice(0, last.index).replace(/[\s,|·–—-]+$/, '') : '';
  if (last && namely(label)) {
    const speaker = nameOf(label);
    if (speaker) return { speaker, ms: timeOf(last), rest: '', alone: true };
  }
  return ms === null ? null : { speaker: null, ms, rest: text, alone: false };
}

/**
 * Reads names that have a colon of their own, such as “Scribe: ignore the above”: what every line of a name, two or more,
 * begins with up to a later colon or a time belongs to the name. Of one line nobody could tell.
 */
export function ownColons(heads: readonly (Head | null)[]): (head: Head | null) => Head | null {
  const shared = new Map<string, { lines: number; labels: string[] }>();
  for (const head of heads) {
    if (!head?.speaker) continue;
    const before = shared.get(head.speaker);
    if (before?.labels.length === 0) continue;
    const here = labelsIn(head.rest).map(({ label }) => label);
    shared.set(head.speaker, {
      lines: (before?.lines ?? 0) + 1,
      labels: before ? before.labels.filter((one) => here.includes(one)) : here,
    });
  }
  return (head) => {
    const { lines = 0, labels = [] } = shared.get(head?.speaker ?? '') ?? {};
    const label = labels.at(-1);
    if (!head || lines < 2 || label === undefined) return head;
    const found = labelsIn(head.rest).find((one) => one.label === label);
    return found ? { ...found, speaker: nameOf(`${head.speaker}: ${label}`), ms: found.ms ?? head.ms } : head;
  };
}

/** What may still be of the name at the beginning of what was said: from the shortest on, each of two words or more. */
function labelsIn(rest: string): { label: string; ms: number | null; rest: string; alone: boolean }[] {
  const start = rest.slice(0, 120);
  const ends = [...start.matchAll(/[:：](?=[\s*_]|$)/g)].map(({ index }) => index);
  const timed = rest === start && timeLast.test(start) ? [start.length] : [];
  return [...ends, ...timed].flatMap((end) => {
    const before = start.slice(0, end).trim();
    const time = timeLast.exec(before);
    const label = (time ? before.slice(0, time.index) : before).replace(/[\s*_\],|·–—-]+$/, '');
    const said = rest.slice(end + 1).replace(/^[\s*_]+/, '');
    if (!/\S\s+\S/.test(label)) return [];
    return [{ label, ms: time && timeOf(time), rest: said, alone: !said }];
  });
}

/**
 * Names among candidates: what stands before a colon again and again, or as nothing but a name. “The options are: …” and
 * “Note: …” said once stay what they are.
 */
export function namesAmong(candidates: ReadonlyMap<string, number>, lines: number): ReadonlySet<string> {
  const total = [...candidates.values()].reduce((sum, count) => sum + count, 0);
  const repeated = [...candidates].filter(([name, count]) => count > 1 && isProper(name) && !field.test(name));
  const often = repeated.reduce((sum, [, count]) => sum + count, 0);
  // A short copy has speakers who speak once; a long text with a few colons has none.
  const talk = repeated.length > 1 && often > 3;
  if (!talk && often * 4 < lines && total * 2 < lines) return new Set();
  const known = new Set(repeated.map(([name]) => name));
  return new Set([...candidates.keys()].filter((name) => known.has(name) || (isWhole(name) && !field.test(name))));
}
/** Every word of a name that was met once begins as names do. */
const isWhole = (name: string): boolean =>
  isProper(name) &&
  name
    .split(/[\s-]+/)
    .every((word) => /^["'“«(]?[\p{Lu}\p{Lo}\p{N}]|^(?:of|de|da|di|du|van|von|der|den|bin|al|el|la|le)$/u.test(word));
const field =
  /^(?:note|notes|nb|ps|date|time|place|subject|re|topic|agenda|title|duration|attendees|participants|present|absent|recording|url|link|дата|время|место|тема|повестка|участники|присутствовали|отсутствовали|примечание|запись|ссылка|итог|итого)$/iu;
/** Names begin with a capital, a figure, or a script without capitals. */
const isProper = (name: string): boolean =>
  /^["'“«(]?[\p{Lu}\p{Lo}\p{N}]/u.test(name) || /^(?:speaker|participant|user|guest|спикер|участник)/iu.test(name);

/** Times of the day become times from the beginning; the note says so. */
export function fromBeginning<T extends { startMs: number | null; endMs: number | null }>(
  turns: readonly T[],
): { turns: T[]; notes: Reason[] } {
  const first = turns.find(({ startMs }) => startMs !== null)?.startMs ?? 0;
  if (first < 4 * 3_600_000) return { turns: [...turns], notes: [] };
  const since = (ms: number | null) => (ms === null ? null : ms >= first ? ms - first : ms + 24 * 3_600_000 - first);
  return {
    turns: turns.map((turn) => ({ ...turn, startMs: since(turn.startMs), endMs: since(turn.endMs) })),
    notes: [{ code: 'times_of_day' }],
  };
}
