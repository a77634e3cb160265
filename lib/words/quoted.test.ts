import { expect, test } from 'vitest';
import { quoted } from './quoted';

test('a quote never shows two pairs of the same marks: else a reader takes it for a slip', () => {
  expect(quoted('It works.', 'en')).toBe('“It works.”');
  expect(quoted('“A survey” says so.', 'en')).toBe('“\u200a‘A survey’ says so.”');
  expect(quoted('“A survey”', 'en')).toBe('“A survey”');
  expect(quoted('"A survey" says so.', 'en')).toBe('“\u200a‘A survey’ says so.”');
  expect(quoted('«Опрос» говорит «да»', 'ru')).toBe('«\u200a„Опрос“ говорит „да“\u200a»');
  expect(quoted('«Опрос»', 'ru')).toBe('«Опрос»');
});
