import { createTranslator } from 'next-intl';
import type { Language } from '../council/agenda.schema';
import en from '../words/en/errors.json';
import enExports from '../words/en/exports.json';
import ru from '../words/ru/errors.json';
import ruExports from '../words/ru/exports.json';

/** Wide on purpose: codes come from data. A test holds that each one has its sentence in both languages. */
type Words = Parameters<typeof createTranslator>[0]['messages'];
const words: Record<Language, NonNullable<Words>> = {
  en: { ...en, export: { ...enExports.reasons, ...en.export } },
  ru: { ...ru, export: { ...ruExports.reasons, ...ru.export } },
};

/** The sentence for an error code in a language; the code itself where a sentence is missing. */
export function sentence(language: Language, code: string, args: Record<string, string | number> = {}): string {
  const translate = createTranslator({
    locale: language,
    messages: words[language],
    onError: () => undefined,
    getMessageFallback: ({ key }) => key,
  });
  return translate(code, args);
}
