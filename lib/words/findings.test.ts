import { expect, test } from 'vitest';
import { labels } from '@/lib/speech/prompts/labels';
import enCouncil from './en/council.json';
import enUi from './en/ui.json';
import ruCouncil from './ru/council.json';
import ruUi from './ru/ui.json';

const words = {
  en: { missing: enCouncil.missing, remedy: enUi.decision.remedy },
  ru: { missing: ruCouncil.missing, remedy: ruUi.decision.remedy },
};

test.each(['en', 'ru'] as const)('everything that a gate can miss has its name and its remedy in %s', (language) => {
  for (const code of Object.keys(labels[language].asks)) {
    expect(words[language].missing, code).toHaveProperty(code);
    expect(words[language].remedy, code).toHaveProperty(code);
  }
});
