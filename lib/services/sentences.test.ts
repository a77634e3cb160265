import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../words/en/errors.json';
import ru from '../words/ru/errors.json';
import { sentence } from './sentences';

const keysOf = (words: object, at = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${at}${key}`] : keysOf(value, `${at}${key}.`),
  );
const argumentsOf = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).filter((name) => /^[a-z]/.test(name ?? '')));

const sources = globSync('{app,lib,proxy.ts}/**/*.ts').filter((file) => !file.includes('.test.'));
const used = new Set(
  sources.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /ServiceError\(\s*'\w+',\s*'([\w.]+)'|code: '((?:agenda|team|field)\.\w+)'|'(team\.[a-z_]+)'\)/g,
      ),
    ].flatMap(([, a, b, c]) => a ?? b ?? c ?? []),
  ),
);

describe('every refusal has its sentence', () => {
  it('in both languages', () => expect(keysOf(ru)).toEqual(keysOf(en)));

  it.each([...used].sort())('%s', (code) => expect(keysOf(en)).toContain(code));

  it('and says it: else people read the code', () => {
    const plain = keysOf(en).filter((key) => argumentsOf(sentenceOf(en, key)).size === 0);
    for (const language of ['en', 'ru'] as const) {
      expect(plain.filter((key) => sentence(language, key) === key)).toEqual([]);
      expect(sentence(language, 'export.token_refused')).not.toBe('export.token_refused');
    }
  });

  it('a code without one is shown as it is, not as a crash', () => {
    expect(sentence('en', 'nobody.wrote_this')).toBe('nobody.wrote_this');
  });

  it('plurals are right in Russian', () => {
    expect(sentence('ru', 'agenda.invalid', { count: 1 })).toContain('1 ошибка');
    expect(sentence('ru', 'agenda.invalid', { count: 3 })).toContain('3 ошибки');
    expect(sentence('ru', 'agenda.invalid', { count: 5 })).toContain('5 ошибок');
  });

  it('no sentence of one language needs an argument that the other does not know', () => {
    const russian: Record<string, string> = Object.fromEntries(keysOf(ru).map((key) => [key, sentenceOf(ru, key)]));
    for (const key of keysOf(en)) {
      for (const name of argumentsOf(russian[key] ?? '')) expect(argumentsOf(sentenceOf(en, key)), key).toContain(name);
    }
  });
});

function sentenceOf(words: object, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), words);
  return typeof found === 'string' ? found : '';
}
