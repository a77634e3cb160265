import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { purposeFields } from '../../council/answers.schema';
import { promptsModule } from './generate';
import { prompts } from './prompts';

test('a changed prompt reaches the models: the module is what the Markdown files say', () => {
  const module = readFileSync(new URL('./prompts.ts', import.meta.url), 'utf8');
  expect(module, 'run: npx tsx lib/speech/prompts/generate.ts').toBe(promptsModule());
});

test.each(['en', 'ru'] as const)('every purpose tells the model each of its fields (%s)', (language) => {
  for (const [purpose, fields] of Object.entries(purposeFields)) {
    const { text, version } = prompts[language][purpose as keyof typeof purposeFields];
    expect(version).toBeGreaterThan(0);
    for (const field of fields) expect(text).toContain(`"${field}"`);
  }
});
