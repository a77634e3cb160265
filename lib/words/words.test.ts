import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import en from './en/council.json';
import enData from './en/data.json';
import enExports from './en/exports.json';
import enMail from './en/mail.json';

import enMinutes from './en/minutes.json';
import enPeople from './en/people.json';
import enTrail from './en/trail.json';

import enUi from './en/ui.json';

import ru from './ru/council.json';
import ruData from './ru/data.json';
import ruExports from './ru/exports.json';
import ruMail from './ru/mail.json';

import ruMinutes from './ru/minutes.json';
import ruPeople from './ru/people.json';
import ruTrail from './ru/trail.json';

import ruUi from './ru/ui.json';

/** Wide on purpose: the test walks every key. */
type Messages = NonNullable<Parameters<typeof createTranslator>[0]['messages']>;
type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const keys = (tree: Tree) =>
  flat(tree)
    .map(([key]) => key)
    .sort();
/** Names of the arguments of an ICU message. */
const args = (message: string) => [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
/** Tags in it, which a page fills with something of its own. */
const tags = (message: string) => [...new Set([...message.matchAll(/<(\w+)>/g)].map(([, name]) => name ?? ''))].sort();

const pairs: [string, Tree, Tree][] = [
  ['council', en, ru],
  ['ui', enUi, ruUi],
  ['exports', enExports, ruExports],
  ['minutes', enMinutes, ruMinutes],
  ['mail', enMail, ruMail],
  ['data', enData, ruData],
  ['trail', enTrail, ruTrail],
  ['people', enPeople, ruPeople],
];

test.each(pairs)('%s has every sentence in both languages: else a reader sees a key', (_name, one, other) => {
  expect(keys(other)).toEqual(keys(one));
});

test.each(pairs)('%s uses the same arguments in both languages: else a sentence has a hole', (_name, one, other) => {
  const theirs = new Map(flat(other));
  for (const [key, message] of flat(one)) {
    const [mine, found] = [message, theirs.get(key) ?? ''].map((one) => [...args(one), ...tags(one)]);
    expect({ key, args: found }).toEqual({ key, args: mine });
  }
});

test.each(pairs)('every message of %s can be formatted: else the page falls back to its key', (_name, one, other) => {
  for (const [locale, tree] of [
    ['en', one],
    ['ru', other],
  ] as const) {
    const t = createTranslator({
      locale,
      messages: tree as Messages,
      onError: (error) => {
        throw error;
      },
    });
    for (const [key, message] of flat(tree)) {
      const given = Object.fromEntries(args(message).map((name) => [name ?? '', 2]));
      t.rich(key, { ...given, ...Object.fromEntries(tags(message).map((name) => [name, () => ''])) });
    }
  }
});

test('every reason that the code can give has its sentence: else people read "by the rules" instead of why', () => {
  const rooms = ['lib/council', 'lib/services/runs', 'lib/store', 'lib/speech'];
  const files = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|testing/.test(file))
      .map((file) => join(room, file)),
  );
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const families = 'selector|phase|end|gate|turn|model|control';
  const given = [...source.matchAll(new RegExp(`'((?:${families})\\.[a-z_.]+)'`, 'g'))].map(([, code]) => code ?? '');
  const refused = [...source.matchAll(/refuse\(\w+, '([a-z_]+)'\)/g)].map(([, why]) => `control.refused.${why}`);
  const known = new Set<string>(keys(en.reasons));
  expect([...new Set([...given, ...refused])].filter((code) => code !== 'end.none' && !known.has(code))).toEqual([]);
});

test('every reason why an export did not arrive has its sentence: else people read that “it did not work”', () => {
  const rooms = ['lib/services/exports', 'lib/services/integrations', 'lib/targets'];
  const source = rooms
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|testing/.test(file))
        .map((file) => readFileSync(join(room, file), 'utf8')),
    )
    .join('\n');
  const given = [...source.matchAll(/(?:code: |(?:access|service)\()'export\.([a-z_]+)'/g)].map(([, code]) => code);
  const known = new Set(keys(enExports.reasons));
  expect(given.length).toBeGreaterThan(5);
  expect([...new Set(given)].filter((code) => !known.has(code ?? ''))).toEqual([]);
});

const at = (tree: Tree, path: string): Tree =>
  path.split('.').reduce<Tree>((here, name) => {
    const next = here[name];
    return typeof next === 'object' ? next : {};
  }, tree);

test('every word that a page asks for exists: else a reader sees its key', () => {
  const trees: Record<string, Tree> = {
    ...enUi,
    ...enTrail,
    council: en,
    exports: enExports,
    minutes: enMinutes,
    people: enPeople,
    data: enData,
  };
  const asked = ['app', 'components'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => {
        const source = readFileSync(join(room, file), 'utf8');
        const spaces = [...source.matchAll(/Translations\('([\w.]+)'\)/g)].map(([, space]) => space ?? '');
        const known = new Set(['council', ...spaces].flatMap((space) => keys(at(trees, space))));
        const literal = [...source.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? '');
        return literal.filter((key) => !known.has(key)).map((key) => `${file}: ${key}`);
      }),
  );
  expect(asked).toEqual([]);
});
