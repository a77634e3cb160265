import { createTranslator } from 'next-intl';
import type { Language } from '../council/agenda.schema';
import en from '../words/en/errors.json';
import ru from '../words/ru/errors.json';

const words: Record<Language, typeof en> = { en, ru };

/** The sentence for an error code in a language; the code itself where a sentence is missing. */
export function sentence(language: Language, code: string, args: Record<string, string | number> = {}): string {
  const translate = createTranslator<Record<string, unknown>>({
    locale: language,
    messages: words[language],
    onError: () => undefined,
    getMessageFallback: ({ key }) => key,
  });
  return translate(code, args);
}
