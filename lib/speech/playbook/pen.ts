import type { RunState } from '@/lib/council/run';
import { capital, dice, fill } from './words';

/** A sentence without what it quotes: the part that must not be said twice. */
function bare(sentence: string): string {
  return sentence
    .replace(/«[^»]*»|“[^”]*”/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
const long = (text: string) => text.split(' ').length > 6;

/** Sentences of a text; a full stop inside a quotation ends none. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if ('«“'.includes(char)) depth += 1;
    if ('»”'.includes(char)) depth = Math.max(0, depth - 1);
    const ends = depth === 0 && (/[.!?:]/u.test(char) || ('»”'.includes(char) && /[.!?]/u.test(text[at - 1] ?? '')));
    if (!ends || !/^(?:\s+[\p{Lu}\d«“]|\s*$)/u.test(text.slice(at + 1, at + 4))) continue;
    found.push(text.slice(from, at + 1).trim());
    from = at + 1;
  }
  return [...found, text.slice(from).trim()].filter(Boolean);
}

/** Keeps count of what a council has said, so that nobody says it again. */
export class Pen {
  private readonly used = new Set<string>();
  private readonly spoken: string;
  private readonly lower: string;
  private readonly parts: string[] = [];

  constructor(
    state: RunState,
    /** Place among those who speak at the same time: parallel speakers never take the same variant. */
    private readonly ordinal: number,
    private readonly salt: number,
    /** Whether siblings speak at the same time. */
    private readonly parallel: boolean,
  ) {
    const texts = state.turns.map((turn) => turn.text || turn.answer?.text || '');
    for (const text of texts) this.note(text);
    this.spoken = texts.join('\n');
    this.lower = this.spoken.toLowerCase();
  }

  /** How often a quotation was used by the turns before. */
  heard(quotation: string): number {
    return this.spoken.split(quotation).length - 1 + (this.text.includes(quotation) ? 3 : 0);
  }

  /** A variant that nobody has used, filled in; empty when all are used up. */
  pick(variants: readonly string[], values: Readonly<Record<string, string>> = {}): string {
    const filled = variants.map((variant) => ({ variant, text: capital(fill(variant, values)) }));
    const unsaid = (text: string, least: number) =>
      sentences(text).every((sentence) => !this.used.has(bare(sentence)) || bare(sentence).split(' ').length <= least);
    const strict = filled.filter((one) => !this.shaped(one.variant) && unsaid(one.text, 0));
    const loose = () =>
      filled.filter((one) => unsaid(one.text, 4) && !(this.shaped(one.variant) && long(bare(one.text))));
    const fresh = (strict.length > (this.parallel ? this.ordinal : 0) ? strict : loose()).map((one) => one.text);
    if (
      fresh.length === 0 ||
      (this.parallel && this.ordinal >= fresh.length && variants.some((one) => long(bare(one))))
    )
      return '';
    return fresh[this.parallel ? this.ordinal % fresh.length : dice(fresh.length, this.salt, this.parts.length)] ?? '';
  }

  /** A variant even when all were used, for the one sentence a turn can not do without. */
  must(variants: readonly string[], values: Readonly<Record<string, string>> = {}): string {
    return this.pick(variants, values) || capital(fill(variants[this.ordinal % variants.length] ?? '', values));
  }

  /** Whether a sentence of this shape was said before, with other names or numbers in its places. */
  private shaped(variant: string): boolean {
    const parts = variant.split(/\{\w+\}/u).map((part) => part.trim().toLowerCase());
    const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? '';
    return longest.length > 14 && (this.lower.includes(longest) || this.text.toLowerCase().includes(longest));
  }

  /** Adds sentences to the text and returns them; nothing when they are empty. */
  write(...parts: readonly string[]): string {
    const text = parts.filter(Boolean).join(' ');
    if (text) {
      this.parts.push(text);
      this.note(text);
    }
    return text;
  }

  /** Adds sentences only while the text stays under `limit` words. */
  fit(limit: number, ...parts: readonly string[]): string {
    const text = parts.filter(Boolean).join(' ');
    return this.words + text.split(/\s+/).length <= limit ? this.write(text) : '';
  }

  get words(): number {
    return this.text.split(/\s+/).filter(Boolean).length;
  }

  get text(): string {
    return this.parts.join(' ');
  }

  private note(text: string): void {
    for (const sentence of sentences(text)) this.used.add(bare(sentence));
  }
}
