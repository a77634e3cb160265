import type { ApiColor } from '@notionhq/client';

/** A stretch of text in one look. */
export interface Piece {
  text: string;
  bold?: boolean;
  italic?: boolean;
  color?: ApiColor;
  link?: string;
}

/** What people read, as Notion takes it: shorthand for a plain text and for pieces in a row. */
export type Text = string | Piece | readonly (string | Piece)[];

export interface RichText {
  type: 'text';
  text: { content: string; link: { url: string } | null };
  annotations?: { bold?: boolean; italic?: boolean; color?: ApiColor };
}

/** Notion's limits of a text and of an array of them, in UTF-16 units. https://developers.notion.com/reference/request-limits */
export const textLimit = 2000;
export const arrayLimit = 100;
export const urlLimit = 2000;

/** What can stand in JSON and in a page: no null byte, no half of a surrogate pair. */
export const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The text in parts of at most `limit` units, never split within a surrogate pair; joined they are the text. */
export function parts(text: string, limit: number): string[] {
  const found: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = from + limit;
    const splitsPair = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    const to = splitsPair ? end - 1 : end;
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}

/** The text as rich texts that keep the limit of one text. */
export function richTexts(text: Text): RichText[] {
  const pieces = typeof text === 'string' || 'text' in text ? [text] : text;
  return pieces.flatMap((one) => {
    const { text: whole, link, ...look } = typeof one === 'string' ? { text: one } : one;
    const url = link !== undefined && link.length <= urlLimit ? { url: link } : null;
    return parts(clean(whole), textLimit).map((content) => ({
      type: 'text' as const,
      text: { content, link: url },
      ...(Object.keys(look).length > 0 ? { annotations: look } : {}),
    }));
  });
}

/** Rich texts in arrays that keep the limit of an array and of bytes; at least one, though it be empty. */
export function richTextArrays(text: Text, bytes: number): RichText[][] {
  const groups = grouped(richTexts(text), { items: arrayLimit, bytes });
  return groups.length > 0 ? groups : [[]];
}

interface Room {
  items: number;
  bytes: number;
  /** Blocks with all that they hold. */
  blocks?: number;
}

/** Neighbours together for as long as there is room; one that fits nowhere stands alone. */
export function grouped<T>(list: readonly T[], room: Room, blocksIn: (one: T) => number = () => 1): T[][] {
  const groups: T[][] = [];
  let bytes = 0;
  let blocks = 0;
  for (const one of list) {
    const [more, blocksMore] = [size(one), blocksIn(one)];
    const last = groups.at(-1);
    const fits =
      last !== undefined &&
      last.length < room.items &&
      bytes + more <= room.bytes &&
      blocks + blocksMore <= (room.blocks ?? Number.POSITIVE_INFINITY);
    if (fits) last.push(one);
    else groups.push([one]);
    bytes = more + (fits ? bytes : 0);
    blocks = blocksMore + (fits ? blocks : 0);
  }
  return groups;
}

/** Bytes on the wire, with the comma that follows. */
const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1;

/** The beginning of a text where there is room for no more; whoever cuts keeps the whole elsewhere. */
export function beginning(text: string, limit: number): string {
  const plain = clean(text);
  return plain.length <= limit ? plain : `${(parts(plain, limit - 1)[0] ?? '').trimEnd()}…`;
}
