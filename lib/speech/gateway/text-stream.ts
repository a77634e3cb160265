/** The longest text a turn may have, in UTF-16 units: the bound of `text` in every answer. */
const longest = 8000;

/** Drops control characters (PostgreSQL refuses NUL) and replaces lone surrogates. Keeps line breaks and tabs. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, (char) =>
    char === '\n' || char === '\t' ? char : char >= '\ud800' && char <= '\udfff' ? '\ufffd' : '',
  );
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '', b: '', f: '' };

/**
 * Reads the string value of the top-level key "text" out of a JSON answer while it arrives, in linear time.
 * Prose or a code fence before the object is skipped; chunks may be cut anywhere, also inside an escape.
 */
export class TextStream {
  /** Everything given out so far. */
  text = '';
  private where: 'before' | 'opened' | 'inside' | 'text' | 'done' = 'before';
  private depth = 0;
  private inString = false;
  private escaped = false;
  private key: string | null = null;
  private name = '';
  private expectsKey = true;
  /** Hex digits of a `\u` escape; null outside one. */
  private hex: string | null = null;
  /** White space at the end and half a surrogate pair wait for what follows. */
  private held = '';

  /** Takes the next chunk of the answer and returns the next piece of the text, often empty. */
  push(chunk: string): string {
    let at = 0;
    while (at < chunk.length && this.where !== 'done') {
      if (this.where === 'text') break;
      this.step(chunk.charAt(at));
      at += 1;
    }
    return this.where === 'text' ? this.give(this.decode(chunk, at)) : '';
  }

  private step(char: string): void {
    if (this.where === 'before') {
      if (char === '{') this.where = 'opened';
    } else if (this.where === 'opened') {
      if (char === '"') {
        this.where = 'inside';
        this.depth = 1;
        this.openString();
      } else if (char !== '{' && char.trim()) this.where = 'before';
    } else this.inside(char);
  }

  private openString(): void {
    this.inString = true;
    this.key = this.depth === 1 && this.expectsKey ? '' : null;
  }

  private inside(char: string): void {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (char === '\\') this.escaped = true;
      else if (char === '"') {
        this.inString = false;
        if (this.key !== null) this.name = this.key;
        return;
      }
      if (this.key !== null && this.key.length < 8) this.key += char;
      return;
    }
    if (char === '"') {
      if (this.depth === 1 && !this.expectsKey && this.name === 'text') this.where = 'text';
      else this.openString();
    } else if (char === '{' || char === '[') this.depth += 1;
    else if (char === '}' || char === ']') {
      this.depth -= 1;
      if (this.depth === 0) this.where = 'done';
    } else if (char === ':' && this.depth === 1) this.expectsKey = false;
    else if (char === ',' && this.depth === 1) this.expectsKey = true;
  }

  private decode(chunk: string, start: number): string {
    let out = '';
    let at = start;
    while (at < chunk.length) {
      const char = chunk.charAt(at);
      if (this.hex !== null) {
        this.hex += char;
        if (this.hex.length === 4) {
          const unit = /^[0-9a-f]{4}$/i.test(this.hex) ? Number.parseInt(this.hex, 16) : 0xfffd;
          out += String.fromCharCode(unit);
          this.hex = null;
        }
        at += 1;
      } else if (this.escaped) {
        this.escaped = false;
        if (char === 'u') this.hex = '';
        else out += escapes[char] ?? char;
        at += 1;
      } else if (char === '\\') {
        this.escaped = true;
        at += 1;
      } else if (char === '"') {
        this.where = 'done';
        return out;
      } else {
        let end = at + 1;
        while (end < chunk.length && chunk.charAt(end) !== '"' && chunk.charAt(end) !== '\\') end += 1;
        out += chunk.slice(at, end);
        at = end;
      }
    }
    return out;
  }

  private give(piece: string): string {
    let ready = this.held + piece;
    if (!this.text) ready = ready.trimStart();
    const tail = this.where === 'done' ? '' : (/[\ud800-\udbff]$/.exec(ready)?.[0] ?? '');
    const body = clean(tail ? ready.slice(0, -1) : ready);
    const whole = body.trimEnd();
    this.held = body.slice(whole.length) + tail;
    const room = longest - this.text.length;
    ready = whole.length > room ? clip(whole, room) : whole;
    if (ready.length < whole.length) this.where = 'done';
    this.text += ready;
    return ready;
  }
}

/** At most `max` UTF-16 units, never half a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, Math.max(0, max));
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
