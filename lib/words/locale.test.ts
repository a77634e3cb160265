import { expect, test } from 'vitest';
import { pickLanguage, pickTheme } from './locale';

test('a chosen language wins over the browser, and nonsense falls back: else people read a language they cannot', () => {
  expect(pickLanguage('ru', 'en-GB,en;q=0.9')).toBe('ru');
  expect(pickLanguage('xx', 'de, ru;q=0.8, en;q=0.5')).toBe('ru');
  expect(pickLanguage(undefined, 'en-GB,ru;q=0.2')).toBe('en');
  expect(pickLanguage(undefined, 'ru;q=0')).toBe('en');
  expect(pickLanguage(undefined, null)).toBe('en');
});

test('an unknown theme follows the system', () => {
  expect(pickTheme('dark')).toBe('dark');
  expect(pickTheme('sepia')).toBeNull();
});
