import { styleText } from 'node:util';
import { surroundings } from '@/lib/env';

export type Style = 'plain' | 'bold' | 'dim' | 'good' | 'trouble' | 'accent';
export interface Part {
  text: string;
  style?: Style;
}

const formats: Record<Style, Parameters<typeof styleText>[0] | null> = {
  plain: null,
  bold: 'bold',
  dim: 'dim',
  good: 'green',
  trouble: 'yellow',
  accent: 'cyan',
};
/** Wider lines are tiring to read. */
const widest = 84;
const narrowest = 40;
const esc = '\x1b[';

/** What a person may see of a text that somebody else wrote: no control characters, so no orders to the terminal. */
const visible = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, (char) => (char === '\n' ? char : ''));

/** Columns that a text takes: marks none, wide letters and pictures two. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text.replace(/\p{M}|\u200d|\ufe0f/gu, '')) {
    sum +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(
        char,
      )
        ? 2
        : 1;
  }
  return sum;
}

interface Out {
  write(text: string): unknown;
  on(event: 'error' | 'resize', listener: (error: Error) => void): unknown;
  isTTY?: boolean;
  columns?: number;
  hasColors?(): boolean;
}

/**
 * Flowing text with a line at the bottom that is redrawn in place where the output is a terminal. Words are wrapped as
 * they come. A reader who has gone (`| head`) only ends the showing.
 */
export class Screen {
  readonly live: boolean;
  private readonly coloured: boolean;
  private column = 0;
  private indent = 0;
  private hang = 0;
  private word = '';
  private gap = false;
  private bottom: Part[] | null = null;
  private gone = false;

  constructor(private readonly out: Out) {
    this.live = out.isTTY === true && !surroundings().dumb;
    this.coloured = this.live && out.hasColors?.() === true;
    out.on('error', () => {
      this.gone = true;
    });
    if (this.live) out.on('resize', () => this.send(''));
  }

  get width(): number {
    return Math.max(narrowest, Math.min((this.out.columns ?? 80) - 1, widest));
  }

  /** One paragraph, wrapped, its later lines indented by `hang` columns more. */
  line(parts: string | Part[] = '', { indent = 0, hang = 0 } = {}): void {
    this.end();
    let text = '';
    [this.indent, this.hang] = [indent, hang];
    for (const part of typeof parts === 'string' ? [{ text: parts }] : parts) {
      text += this.flow(part.text, part.style) + this.flush(part.style);
    }
    this.send(`${text}\n`);
    this.column = 0;
  }

  /** Adds to a paragraph that is still being spoken; whole words only. */
  say(text: string, indent: number): void {
    [this.indent, this.hang] = [indent, 0];
    this.send(this.flow(text));
  }

  /** Ends the paragraph that is being spoken, if any. */
  end(): void {
    const rest = this.flush();
    if (this.column > 0 || rest) this.send(`${rest}\n`);
    this.column = 0;
  }

  /** A rule across the page with words at both ends. */
  rule(left: string, right: string): void {
    const dashes = Math.max(2, this.width - columns(left) - columns(right) - 6);
    this.end();
    this.send(
      `\n${this.paint('── ', 'dim')}${this.paint(visible(left), 'bold')}${this.paint(` ${'─'.repeat(dashes)} ${visible(right)}`, 'dim')}\n`,
    );
  }

  /** The line at the bottom; null takes it away. Only on a terminal. */
  status(parts: Part[] | null): void {
    if (!this.live) return;
    this.bottom = parts;
    this.send('');
  }

  private flow(text: string, style: Style = 'plain'): string {
    let out = '';
    for (const char of visible(text)) {
      if (char === '\n') {
        out += `${this.flush(style)}\n`;
        this.column = 0;
      } else if (char === ' ') {
        out += this.flush(style);
        this.gap = this.column > 0;
      } else this.word += char;
    }
    return out;
  }

  /** The word that was held back until it was whole. */
  private flush(style: Style = 'plain'): string {
    const { word } = this;
    if (!word) return '';
    this.word = '';
    const size = columns(word);
    const wraps = this.column > 0 && this.column + (this.gap ? 1 : 0) + size > this.width;
    const starts = this.column === 0 ? this.indent : wraps ? this.indent + this.hang : null;
    const before = `${wraps ? '\n' : ''}${' '.repeat(starts ?? (this.gap ? 1 : 0))}`;
    this.column = (starts ?? this.column + (this.gap ? 1 : 0)) + size;
    this.gap = false;
    return before + this.paint(word, style);
  }

  private paint(text: string, style: Style): string {
    const format = formats[style];
    return format && this.coloured ? styleText(format, text, { validateStream: false }) : text;
  }

  /** The cursor always rests at the end of what was said; the bottom line lies below it. */
  private send(text: string): void {
    if (this.gone) return;
    if (!this.live) {
      if (text) this.out.write(text);
      return;
    }
    const at = text.endsWith('\n') ? 0 : this.column;
    const below = at > 0 ? 2 : 1;
    const draw = this.bottom ? `${'\n'.repeat(below)}${this.fit(this.bottom)}${esc}${below}A${esc}${at + 1}G` : '';
    this.out.write(`${esc}J${text}${draw}`);
  }

  /** Cut to one row. */
  private fit(parts: Part[]): string {
    let left = (this.out.columns ?? 80) - 1;
    let out = '';
    for (const { text, style } of parts) {
      const all = visible(text);
      const shown =
        columns(all) <= left ? all : [...all].slice(0, Math.max(0, left - 1)).join('') + (left > 0 ? '…' : '');
      out += this.paint(shown, style ?? 'plain');
      left -= columns(shown);
      if (left <= 0) break;
    }
    return out;
  }
}
