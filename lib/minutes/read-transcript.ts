import type { Language } from '../council/agenda.schema';
import type { Reason } from '../council/events';
import { languageOfText } from '../council/first-reading';
import { cueFormat, readCues } from './captions';
import { decodeTranscript } from './decode';
import { nameOf } from './labels';
import { meetingJsonSchema } from './meeting-json.schema';
import { type Parsed, readPlainText } from './plain-text';
import { longestTranscript, type Transcript, type TranscriptTurn } from './transcript';

/** A transcript, or why the file is none: a code of `errors.json` with its arguments. */
export type TranscriptRead = { transcript: Transcript } | { refused: Reason };

export interface About {
  fileName?: string;
  /** Media type. */
  type?: string;
  /** In which language it is held, where somebody said so. */
  language?: Language;
}

/** The refusal of so many bytes, where they are too many; to be asked before they are read. */
export const refusedBySize = (bytes: number): { refused: Reason } | null =>
  bytes > longestTranscript.megabytes * 1024 * 1024
    ? { refused: { code: 'transcript.too_large', args: { limit: longestTranscript.megabytes } } }
    : null;

/**
 * What was said in a meeting, out of plain text with names, WebVTT, SRT or JSON; recognised by content first, then by
 * name. Linear in the length of the file.
 */
export function readTranscript(source: string | Uint8Array, about: About = {}): TranscriptRead {
  const tooLarge = refusedBySize(typeof source === 'string' ? bytesOf(source) : source.length);
  if (tooLarge) return tooLarge;
  const decoded = typeof source === 'string' ? { text: source, notes: [] } : decodeTranscript(source);
  if ('refused' in decoded) return decoded;
  const text = decoded.text.replace(/^\ufeff/, '');
  if (!text.trim()) return { refused: { code: 'transcript.empty' } };
  const format = formatOf(text, about);
  const parsed = format === 'json' ? readJson(text) : format === 'text' ? readPlainText(text) : readCues(text, format);
  if ('refused' in parsed) return parsed;
  if (!parsed.turns.some((turn) => /[\p{L}\p{N}]/u.test(turn.text)))
    return { refused: { code: 'transcript.nothing_said' } };
  if (parsed.turns.length > longestTranscript.turns)
    return { refused: { code: 'transcript.too_many_turns', args: { limit: longestTranscript.turns } } };
  const turns = parsed.turns.map((turn, at): TranscriptTurn => ({ turn: at + 1, ...turn }));
  const language = about.language ?? languageOf(turns);
  const notes = [...decoded.notes, ...parsed.notes, ...oddities(turns)];
  // A file is known by its name, where it says no title.
  const title = parsed.title ?? (about.fileName?.replace(/\.\w{1,5}$/, '').trim() || null);
  return { transcript: { title, language, format, turns, notes } };
}

/** In UTF-8; counted only where it may matter. */
const bytesOf = (text: string): number =>
  refusedBySize(text.length * 3) ? new TextEncoder().encode(text).length : text.length;

function formatOf(text: string, { fileName = '', type = '' }: About): Transcript['format'] {
  const start = text.trimStart();
  if (/^[[{]\s*(?:["{\]}]|$)/.test(start.slice(0, 400))) return 'json';
  const cues = cueFormat(text);
  if (cues) return cues;
  const hint = `${fileName} ${type}`.toLowerCase();
  if (/\.json\b|\/json/.test(hint)) return 'json';
  if (/\.vtt\b|\/vtt/.test(hint)) return 'vtt';
  return /\.srt\b|subrip/.test(hint) ? 'srt' : 'text';
}

function readJson(text: string): Parsed | { refused: Reason } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { refused: { code: 'transcript.json' } };
  }
  const meeting = meetingJsonSchema.safeParse(json);
  if (!meeting.success) return { refused: { code: 'transcript.json_shape' } };
  const { title, meeting: name, turns } = meeting.data;
  const ms = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : Math.round(seconds * 1000);
  return {
    title: title?.trim() || name?.trim() || null,
    turns: turns.map((one) => ({
      speaker: one.speaker === null || one.speaker === undefined ? null : nameOf(String(one.speaker)),
      text: one.text,
      startMs: ms(one.start),
      endMs: ms(one.end),
    })),
    notes: [],
  };
}

/** The language of most of what is said, by a sample over the whole meeting. */
function languageOf(turns: readonly TranscriptTurn[]): Language {
  const step = Math.max(1, Math.floor(turns.length / 400));
  const sample = turns.filter((_, at) => at % step === 0).map(({ text }) => text.slice(0, 400));
  return languageOfText(sample.join('\n')) ?? 'en';
}

/** What is odd about a transcript that was understood all the same. */
function oddities(turns: readonly TranscriptTurn[]): Reason[] {
  const notes: Reason[] = [];
  let overlapping = 0;
  let latest = 0;
  for (const { startMs, endMs } of turns) {
    if (startMs !== null && startMs < latest) overlapping += 1;
    latest = Math.max(latest, endMs ?? startMs ?? 0);
  }
  if (overlapping > 0) notes.push({ code: 'overlapping_times', args: { count: overlapping } });
  if (turns.every(({ speaker }) => speaker === null)) notes.push({ code: 'no_speakers' });
  return notes;
}
