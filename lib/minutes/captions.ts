import type { Reason } from '../council/events';
import { clockMs, headOf, nameOf, namesAmong, ownColons } from './labels';
import type { Parsed, RawTurn } from './plain-text';

const timing =
  /^\s*(?<from>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}|(?:\d{1,3}:)?\d{1,2}:\d{2})\s*-{1,2}>\s*(?<to>[\d:.,]{4,16})/;
const block = /^(?:NOTE|STYLE|REGION)(?:\s|$)/;
const looksLikeHeader = /^\ufeff?\s*web\s?-?vtt?/i;
/** Cues of one speaker are one turn up to the end of a sentence, or up to this many characters. */
const longestTurn = 800;
const longestPause = 4000;

/** Cues of WebVTT or SRT as turns. Who speaks stands in `<v Name>`, or before a colon. */
export function readCues(text: string, format: 'vtt' | 'srt'): Parsed {
  const lines = text.split(/\r\n|[\n\r]/);
  const notes: Reason[] = [];
  const header = lines[0] ?? '';
  if (format === 'vtt' && !/^\ufeff?WEBVTT(?:[ \t]|$)/.test(header)) notes.push({ code: 'broken_header' });
  const title = /^\ufeff?WEBVTT[ \t]+(?:-\s*)?(.{1,120})$/.exec(header)?.[1]?.trim() ?? null;
  const cues = voiced(cuesOf(lines, notes));
  return { title, turns: joined(cues), notes };
}

function cuesOf(lines: readonly string[], notes: Reason[]): RawTurn[] {
  const cues: { startMs: number; endMs: number | null; said: string[] }[] = [];
  let open: (typeof cues)[number] | null = null;
  let skipping = false;
  let stray = 0;
  for (const [at, line] of lines.entries()) {
    const groups = line.includes('>') ? timing.exec(line.slice(0, 60))?.groups : undefined;
    if (groups?.from && groups.to) {
      const [startMs, endMs] = [clockMs(groups.from), clockMs(groups.to)];
      open = { startMs, endMs: Number.isNaN(endMs) || endMs < startMs ? null : endMs, said: [] };
      if (open.endMs === null) stray += 1;
      cues.push(open);
      skipping = false;
    } else if (!line.trim()) {
      open = null;
      skipping = false;
    } else if (!open && block.test(line)) skipping = true;
    else if (open && !skipping && !isIdentifier(lines, at)) open.said.push(line.trim());
  }
  if (stray > 0) notes.push({ code: 'wrong_times', args: { count: stray } });
  return cues.map(({ startMs, endMs, said }) => ({ speaker: null, text: said.join('\n'), startMs, endMs }));
}

/** A number or name above the next timing, where the empty line before it is missing. */
const isIdentifier = (lines: readonly string[], at: number): boolean =>
  /^\d{1,9}$/.test(lines[at]?.trim() ?? '') && timing.test((lines[at + 1] ?? '').slice(0, 60));

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  quot: '"',
  apos: "'",
  '#39': "'",
  lrm: '',
  rlm: '',
};
const bare = (text: string): string =>
  text
    .replace(/<\/?[\p{L}\d][^<>]{0,200}>|\{\\[^{}]{0,40}\}/gu, '')
    .replace(/&(amp|lt|gt|nbsp|quot|apos|lrm|rlm|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();

/** Who speaks in each cue; one with several voices becomes several. */
function voiced(cues: readonly RawTurn[]): RawTurn[] {
  if (cues.some(({ text }) => text.includes('<v'))) return cues.flatMap(byTag);
  const first = cues.map(({ text }) => headOf(text.slice(0, 300).split('\n')[0] ?? ''));
  const whole = ownColons(first);
  const heads = first.map(whole);
  const counts = new Map<string, number>();
  for (const head of heads) if (head?.speaker) counts.set(head.speaker, (counts.get(head.speaker) ?? 0) + 1);
  const names = namesAmong(counts, cues.length);
  let speaker: string | null = null;
  return cues.flatMap((cue) => {
    const parts: RawTurn[] = [];
    for (const line of cue.text.split('\n')) {
      const head = whole(headOf(line));
      const named = head?.speaker && names.has(head.speaker) ? head : null;
      const text = bare(named ? named.rest : line);
      if (named) speaker = named.speaker && nameOf(bare(named.speaker));
      const last = parts.at(-1);
      if (last && !named) last.text = `${last.text} ${text}`.trim();
      else parts.push({ ...cue, speaker, text });
    }
    return parts.filter(({ text }) => text);
  });
}

function byTag(cue: RawTurn): RawTurn[] {
  const tag = /<v(?:\.[^\s<>]{1,60})*(?:\s+([^<>]{0,400}))?>/g;
  const parts: RawTurn[] = [];
  let speaker: string | null = null;
  let from = 0;
  for (const match of cue.text.matchAll(tag)) {
    parts.push({ ...cue, speaker, text: bare(cue.text.slice(from, match.index)) });
    speaker = nameOf(bare(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  parts.push({ ...cue, speaker, text: bare(cue.text.slice(from)) });
  return parts.filter(({ text }) => text);
}

/** Captions cut sentences; what one person says on is one turn until a sentence ends. */
function joined(cues: readonly RawTurn[]): RawTurn[] {
  const turns: RawTurn[] = [];
  for (const cue of cues) {
    const last = turns.at(-1);
    const pause = (cue.startMs ?? 0) - (last?.endMs ?? cue.startMs ?? 0);
    const goesOn =
      last &&
      last.speaker === cue.speaker &&
      pause < longestPause &&
      last.text.length + cue.text.length < longestTurn &&
      !/[.!?…]["»”)]?$/.test(last.text);
    if (goesOn) turns[turns.length - 1] = { ...last, text: `${last.text} ${cue.text}`, endMs: cue.endMs };
    else turns.push(cue);
  }
  return turns;
}

/** Which caption format a text is in by what stands in it, if any. */
export function cueFormat(text: string): 'vtt' | 'srt' | null {
  const head = text.slice(0, 20_000);
  if (looksLikeHeader.test(head)) return 'vtt';
  const timings = head.split(/\r\n|[\n\r]/).filter((line) => timing.test(line.slice(0, 60)));
  if (timings.length === 0) return null;
  return timings.some((line) => /\d,\d{3}/.test(line)) ? 'srt' : 'vtt';
}
