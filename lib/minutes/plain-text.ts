import type { Reason } from '../council/events';
import { sentences } from '../council/sentences';
import { fromBeginning, type Head, headOf, namely, namesAmong, ownColons } from './labels';
import type { TranscriptTurn } from './transcript';

export type RawTurn = Omit<TranscriptTurn, 'turn'>;
export interface Parsed {
  title: string | null;
  turns: RawTurn[];
  notes: Reason[];
}

/** Longer than this, what has no speaker is parted at the ends of sentences, so that a citation points at something. */
const longestPart = 1200;

interface Line {
  text: string;
  head: Head | null;
}

/** Plain text: names before a colon, names with times on a line of their own, or paragraphs that nobody is named for. */
export function readPlainText(text: string): Parsed {
  const split = text.split(/\r\n|[\n\r\u2028\u2029\v\f]/);
  const heads = split.map(headOf);
  const whole = ownColons(heads);
  const lines = split.map((line, at): Line => ({ text: line.trim(), head: whole(heads[at] ?? null) }));
  const candidates = new Map<string, number>();
  let filled = 0;
  let timed = false;
  const candidate = (name: string) => candidates.set(name, (candidates.get(name) ?? 0) + 1);
  for (const { text: line, head } of lines) {
    if (!line) continue;
    const time = head?.alone === true && head.speaker === null;
    if (!time) filled += 1;
    if (head?.speaker) candidate(head.speaker);
    else if (timed && !head && namely(line)) candidate(line);
    timed = time;
  }
  const names = namesAmong(candidates, filled);
  const parsed = names.size > 0 ? bySpeaker(lines, names) : byParagraph(lines);
  const { turns, notes } = fromBeginning(parsed.turns);
  return { ...parsed, turns, notes: [...parsed.notes, ...notes] };
}

function bySpeaker(lines: readonly Line[], names: ReadonlySet<string>): Parsed {
  const turns: RawTurn[] = [];
  const said: string[][] = [];
  const before: string[] = [];
  let ms: number | null = null;
  let awaiting = false;
  for (const { text, head } of lines) {
    if (!text) continue;
    const alone = !head && awaiting && names.has(text);
    if (head?.speaker && names.has(head.speaker)) {
      turns.push({ speaker: head.speaker, text: '', startMs: head.ms ?? ms, endMs: null });
      said.push(head.rest ? [head.rest] : []);
      ms = null;
      awaiting = false;
    } else if (head && head.ms !== null && !head.speaker && head.alone) {
      ms = head.ms;
      awaiting = true;
    } else if (alone) {
      turns.push({ speaker: text, text: '', startMs: ms, endMs: null });
      said.push([]);
      ms = null;
    } else if (said.length > 0) said.at(-1)?.push(text);
    else before.push(text);
  }
  const whole = turns.map((turn, at) => ({ ...turn, text: (said[at] ?? []).join('\n') })).filter(({ text }) => text);
  return { title: titleOf(before), turns: whole, notes: [] };
}

function byParagraph(lines: readonly Line[]): Parsed {
  const turns: RawTurn[] = [];
  let open = false;
  for (const { text, head } of lines) {
    if (!text) open = false;
    else if (head && head.ms !== null && !head.speaker) {
      turns.push({ speaker: null, text: head.rest, startMs: head.ms, endMs: null });
      open = true;
    } else {
      const last = turns.at(-1);
      if (open && last && last.text === '') last.text = text;
      else turns.push({ speaker: null, text, startMs: null, endMs: null });
      open = true;
    }
  }
  const said = turns.filter(({ text }) => text).flatMap(parted);
  return { title: null, turns: said, notes: [] };
}

function parted(turn: RawTurn): RawTurn[] {
  if (turn.text.length <= longestPart) return [turn];
  const parts: string[] = [];
  for (const sentence of sentences(turn.text)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length < longestPart)
      parts[parts.length - 1] = `${last} ${sentence}`;
    else parts.push(...(sentence.match(/.{1,1200}/gsu) ?? []));
  }
  return parts.map((text, at) => ({ ...turn, text, startMs: at === 0 ? turn.startMs : null }));
}

/** The first line above the first speaker, where it is short enough to be a title. */
const titleOf = ([first = '']: readonly string[]): string | null => {
  const title = first.replace(/^#+\s*/, '').replace(/^(?:title|topic|subject|тема|название)\s*:\s*/iu, '');
  return title && title.length <= 120 ? title : null;
};
