import { createTranslator } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import type { Reason } from '@/lib/council/events';
import en from '@/lib/words/en/exports.json';
import ru from '@/lib/words/ru/exports.json';

/** Wide on purpose: codes come from data. */
type Words = NonNullable<Parameters<typeof createTranslator>[0]['messages']>;
const words: Record<Language, Words> = { en: en.reasons, ru: ru.reasons };

/** Why an export is not where it should be, as a sentence. */
export function exportReason(language: Language, { code, args }: Reason): string {
  const key = code.replace(/^export\./, '');
  const messages = words[language];
  const translate = createTranslator({ locale: language, messages, onError: () => undefined });
  return translate(key in messages ? key : 'other', args);
}
