import type { Language } from '@/lib/council/agenda.schema';

/**
 * A quote in the marks of its own language. Marks inside it become the inner ones, as both languages want it; a quote
 * that is one quotation from end to end keeps a single pair.
 */
export function quoted(quote: string, language: Language): string {
  const [open, close, innerOpen, innerClose] = language === 'ru' ? '«»„“' : '“”‘’';
  const text = quote.trim().replace(/"([^"]*)"/gu, `${open}$1${close}`);
  const whole = language === 'ru' ? /^«[^«»]*»$/u : /^“[^“”]*”$/u;
  if (whole.test(text)) return text;
  const inner = text.replaceAll(`${open}`, `${innerOpen}`).replaceAll(`${close}`, `${innerClose}`);
  // A hair of space keeps two marks apart, as typesetters do.
  const hair = (edge: string | undefined) => (edge === innerOpen || edge === innerClose ? '\u200a' : '');
  return `${open}${hair(inner[0])}${inner}${hair(inner.at(-1))}${close}`;
}
