import type { Reason } from '../council/events';

/** Text out of bytes, and what had to be assumed for it; or why there is none. */
export type Decoded = { text: string; notes: Reason[] } | { refused: Reason };

const looked = 65_536;
const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Files that look like text by their name and are none; each has a sentence of its own. */
const documents: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'zip'],
  ['%PDF-', 'pdf'],
  ['{\\rtf', 'rtf'],
  ['\u00d0\u00cf\u0011\u00e0', 'doc'],
];

/**
 * Text in UTF-8, in UTF-16 with or without its mark, or in a Russian or Western eight-bit encoding. What was not
 * certain is told in a note.
 */
export function decodeTranscript(bytes: Uint8Array): Decoded {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const kind = documents.find(([mark]) => head.startsWith(mark))?.[1];
  if (kind) return { refused: { code: 'transcript.document', args: { kind } } };
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
  if (marked) return checked(read(bytes, marked), []);
  const wide = wideOf(bytes);
  if (wide) return checked(read(bytes, wide), [assumed(wide)]);
  if (bytes.subarray(0, looked).includes(0)) return { refused: { code: 'transcript.binary' } };
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes), []);
  } catch {
    const text = read(bytes, 'utf-8');
    const broken = text.split('\ufffd').length - 1;
    const beyond = bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
    if (broken * 10 < beyond) return checked(text, [{ code: 'broken_characters', args: { count: broken } }]);
    const encoding = narrowOf(bytes);
    return checked(read(bytes, encoding), [assumed(encoding)]);
  }
}

const read = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);
const assumed = (encoding: string): Reason => ({ code: 'encoding_assumed', args: { encoding } });

/** Text has hardly any control characters, and is no page of a site: its tags are not what was said. */
function checked(text: string, notes: Reason[]): Decoded {
  if (/^\ufeff?\s*<(?:!doctype html|html[\s>])/i.test(text.slice(0, 400)))
    return { refused: { code: 'transcript.document', args: { kind: 'html' } } };
  const head = text.slice(0, looked);
  let control = 0;
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) control += 1;
  }
  if (control * 50 > head.length) return { refused: { code: 'transcript.binary' } };
  return { text: text.replaceAll('\0', ''), notes };
}

/** UTF-16 without a mark: every second byte is that of one alphabet. */
function wideOf(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, looked - (looked % 2));
  if (head.length < 4 || bytes.length % 2 === 1) return null;
  const pages = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0 || byte === 4) pages[at % 2] = (pages[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = pages;
  const half = head.length / 2;
  if (odd > half * 0.9 && even < half * 0.2) return 'utf-16le';
  return even > half * 0.9 && odd < half * 0.2 ? 'utf-16be' : null;
}

/** The eight-bit encoding in which most letters are common Russian ones; Western where letters beyond ASCII stand alone. */
function narrowOf(bytes: Uint8Array): string {
  const head = bytes.subarray(0, looked);
  let beside = 0;
  let beyond = 0;
  for (const [at, byte] of head.entries()) {
    if (byte < 0x80) continue;
    beyond += 1;
    if ((head[at + 1] ?? 0) >= 0x80 || (head[at - 1] ?? 0) >= 0x80) beside += 1;
  }
  if (beside * 2 < beyond) return 'windows-1252';
  const common = (encoding: string) => read(head, encoding).match(/[оеаинтсрвл]/g)?.length ?? 0;
  return ['windows-1251', 'koi8-r', 'ibm866'].reduce((best, one) => (common(one) > common(best) ? one : best));
}
