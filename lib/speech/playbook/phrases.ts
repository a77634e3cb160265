import type { Language, TemplateId } from '@/lib/council/agenda.schema';
import { betPhrases } from './phrases.bets';
import { type Phrases, phrasesEn } from './phrases.en';
import { hiringPhrases } from './phrases.hiring';
import { phrasesRu } from './phrases.ru';
import type { Both } from './words';

const usual: Both<Phrases> = { en: phrasesEn, ru: phrasesRu };
const own = ({ en, ru }: Both<Partial<Phrases>>): Both<Phrases> => ({
  en: { ...phrasesEn, ...en },
  ru: { ...phrasesRu, ...ru },
});
const special: Partial<Record<TemplateId, Both<Phrases>>> = {
  'product-bet': own(betPhrases),
  hiring: own(hiringPhrases),
};

/** What seats say; of bets and of people they speak in words of their own. */
export const phrasesOf = (language: Language, template: TemplateId): Phrases => (special[template] ?? usual)[language];
