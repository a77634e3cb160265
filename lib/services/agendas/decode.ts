import { ServiceError } from '../errors';

/** Longest agenda, in bytes of its text. */
export const agendaLimitBytes = 256 * 1024;

/**
 * Bytes or text as clean text: UTF-8, UTF-16 with a BOM, or windows-1251 where it reads as Russian;
 * without a BOM, with `\n` line ends.
 * @throws ServiceError `too_large` over 256 KB; `invalid` when it is no text we can read.
 */
export function decodeText(input: string | Uint8Array): string {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  if (size > agendaLimitBytes) {
    throw new ServiceError('too_large', 'agenda.too_large', {
      size: Math.ceil(size / 1024),
      limit: agendaLimitBytes / 1024,
    });
  }
  const text = typeof input === 'string' ? input : decodeBytes(input);
  if (text.includes('\0')) throw new ServiceError('invalid', 'agenda.binary');
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const guess = new TextDecoder('windows-1251').decode(bytes);
    if (readsAsRussian(guess)) return guess;
    throw new ServiceError('invalid', 'agenda.encoding');
  }
}

/** Other Cyrillic code pages come out of windows-1251 as symbols or with their cases swapped. */
function readsAsRussian(text: string): boolean {
  const beyondAscii = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const lower = text.match(/[а-яё]/g)?.length ?? 0;
  const upper = text.match(/[А-ЯЁ]/g)?.length ?? 0;
  return lower + upper >= beyondAscii * 0.85 && lower >= upper * 2;
}
