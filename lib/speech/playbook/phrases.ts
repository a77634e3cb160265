import type { Language } from '@/lib/council/agenda.schema';
import { type Phrases, phrasesEn } from './phrases.en';
import { phrasesRu } from './phrases.ru';

export const phrasesOf = (language: Language): Phrases => (language === 'ru' ? phrasesRu : phrasesEn);
