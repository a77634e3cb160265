import { describe, expect, it } from 'vitest';
import en from '@/lib/words/en/terminal.json';
import ru from '@/lib/words/ru/terminal.json';
import { BadInput } from './bad-input';
import { readOptions } from './options';

const flat = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, one]): [string, string][] =>
    typeof one === 'string' ? [[`${path}${key}`, one]] : flat(one, `${path}${key}.`),
  );
const names = (text: string) => [...new Set(text.match(/\{\w+/g) ?? [])].sort();

it('the terminal says everything in both languages, with the same facts', () => {
  const russian = new Map(flat(ru));
  expect([...russian.keys()]).toEqual(flat(en).map(([key]) => key));
  for (const [key, text] of flat(en)) expect([key, names(russian.get(key) ?? '')]).toEqual([key, names(text)]);
});

describe('options', () => {
  const told = (...args: string[]) => {
    try {
      readOptions([...args, '--lang', 'en'], '/home/me');
      return null;
    } catch (error) {
      if (error instanceof BadInput) return error.lines[0];
      throw error;
    }
  };

  it('are read relative to where the user stands', () => {
    const { options } = readOptions(
      ['a b.md', '--out=out', '--model', 'compatible:qwen3:8b', '--pace', '0.5'],
      '/home/me',
    );
    expect(options).toMatchObject({ agenda: '/home/me/a b.md', out: '/home/me/out', pace: 0.5 });
    expect(options?.model).toEqual({ provider: 'compatible', name: 'qwen3:8b' });
  });

  it.each([
    [['--out', 'o'], 'Name one agenda file'],
    [['a.md', 'b.md', '--out', 'o'], 'Name one agenda file, not 2'],
    [['a.md'], 'Say where the decision goes'],
    [['a.md', '--out'], '--out needs a value'],
    [['a.md', '--out', 'o', '--pase', '2'], 'There is no option --pase. Did you mean --pace?'],
    [['a.md', '--out', 'o', '--pace', '-1'], '--pace is a number from 0'],
    [['a.md', '--out', 'o', '--out', 'p'], '--out is given twice'],
    [['a.md', '--out', 'o', '--model', 'gpt'], '--model is PROVIDER:NAME'],
  ])('%j gets a sentence that says what to do', (args, sentence) => {
    expect(told(...args)).toContain(sentence);
  });
});
