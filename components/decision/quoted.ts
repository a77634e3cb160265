import type { Language } from '@/lib/council/agenda.schema';

/** A quote in the marks of its own language; marks inside it become the inner ones, as both languages want it. */
export function quoted(quote: string, language: Language): string {
  return language === 'ru'
    ? `«${quote.replaceAll('«', '„').replaceAll('»', '“')}»`
    : `“${quote.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}
