import { createTranslator } from 'next-intl';
import type { Language } from '../lib/council/agenda.schema';
import councilEn from '../lib/words/en/council.json' with { type: 'json' };
import errorsEn from '../lib/words/en/errors.json' with { type: 'json' };
import peopleEn from '../lib/words/en/people.json' with { type: 'json' };
import trailEn from '../lib/words/en/trail.json' with { type: 'json' };
import uiEn from '../lib/words/en/ui.json' with { type: 'json' };
import councilRu from '../lib/words/ru/council.json' with { type: 'json' };
import errorsRu from '../lib/words/ru/errors.json' with { type: 'json' };
import peopleRu from '../lib/words/ru/people.json' with { type: 'json' };
import trailRu from '../lib/words/ru/trail.json' with { type: 'json' };
import uiRu from '../lib/words/ru/ui.json' with { type: 'json' };

type Messages = NonNullable<Parameters<typeof createTranslator>[0]['messages']>;
const messages: Record<Language, Messages> = {
  en: { ...uiEn, ...trailEn, people: peopleEn, council: councilEn, errors: errorsEn },
  ru: { ...uiRu, ...trailRu, people: peopleRu, council: councilRu, errors: errorsRu },
};

/** What the pages say in a language, by key; a key that nothing has fails the journey. */
export function pageWords(language: Language): (key: string, args?: Record<string, string | number>) => string {
  return createTranslator({
    locale: language,
    messages: messages[language],
    onError: (error) => {
      throw error;
    },
  });
}
