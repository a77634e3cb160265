import { expect, test } from 'vitest';
import { soft } from './soft';

const shown = (text: string) => soft(text).replaceAll('\u00ad', '-');

test('a long Russian label breaks between syllables: else it is cut in mid-syllable in a narrow column', () => {
  expect(shown('Сопровождение')).toBe('Соп-ро-вож-де-ние');
  expect(shown('Постановщик задач')).toBe('Пос-та-нов-щик задач');
  expect(shown('Риск')).toBe('Риск');
});

test('what is copied is the same word', () => {
  expect(soft('Обязательства').replaceAll('\u00ad', '')).toBe('Обязательства');
  expect(soft('Maintainability')).toBe('Maintainability');
});
