import type { Language } from '../council/agenda.schema';
import type { Reason } from '../council/events';

/** A longer one is refused: by its size before it is read. 20 MB are about 200 hours of speech. */
export const longestTranscript = { megabytes: 20, turns: 250_000 };

/** What one person said without a break. */
export interface TranscriptTurn {
  /** From 1 without gaps, in the order of the file: what minutes cite. */
  turn: number;
  /** As the file names them; null where it does not say who spoke. */
  speaker: string | null;
  text: string;
  /** Milliseconds from the beginning; null where the file has no times. */
  startMs: number | null;
  endMs: number | null;
}

/** A meeting of people, as it was written down. */
export interface Transcript {
  /** The file's own, else its name. */
  title: string | null;
  /** In which most of it is spoken. */
  language: Language;
  format: 'text' | 'vtt' | 'srt' | 'json';
  turns: TranscriptTurn[];
  /** What was odd about the file and what was made of it: a broken header, overlapping times, no speakers. */
  notes: Reason[];
}
