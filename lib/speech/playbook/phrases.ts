import type { Language, TemplateId } from '@/lib/council/agenda.schema';
import { type Phrases, phrasesEn } from './phrases.en';
import { hiringPhrases } from './phrases.hiring';
import { phrasesRu } from './phrases.ru';

const usual: Readonly<Record<Language, Phrases>> = { en: phrasesEn, ru: phrasesRu };
const hiring: Readonly<Record<Language, Phrases>> = {
  en: { ...phrasesEn, ...hiringPhrases.en },
  ru: { ...phrasesRu, ...hiringPhrases.ru },
};

/** What seats say; of people they speak in words of their own. */
export const phrasesOf = (language: Language, template: TemplateId): Phrases =>
  (template === 'hiring' ? hiring : usual)[language];
