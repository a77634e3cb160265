import type { Language } from '@/lib/council/agenda.schema';
import { phrasesEn } from './phrases.en';
import { phrasesRu } from './phrases.ru';

/** Variants of each thing to say; a variant is said once in a council. */
export type Phrases = { readonly [Slot in keyof typeof phrasesEn]: readonly string[] };

export const phrasesOf = (language: Language): Phrases => (language === 'ru' ? phrasesRu : phrasesEn);
