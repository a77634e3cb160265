import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import en from '../words/en/trail.json';
import ru from '../words/ru/trail.json';
import { type Door, doors } from './doors';

/** Doors that are asked with a body or a click, and change nothing that the trail tells of. */
const changesNothing: Record<string, string> = {
  'ACTION app/(product)/actions.ts#readAgenda': 'reads a file',
  'ACTION app/(product)/teams/actions.ts#readStudioFile': 'reads a file',
  'ACTION app/(product)/integrations/actions.ts#propose': 'reads what is there',
  'ACTION app/(product)/meetings/[id]/people/actions.ts#readPeople': 'reads who is there',
  'ACTION app/(product)/meetings/[id]/people/actions.ts#findMembers': 'reads who is there',
  'ACTION app/(product)/notifications/actions.ts#markRead': 'what one has read oneself',
  'ACTION app/(product)/notifications/actions.ts#sendAgain': 'a mail to oneself',
  'POST /api/v1/notifications/read': 'what one has read oneself',
  'POST /api/v1/notifications/[id]/retry': 'a mail to oneself',
  'ACTION lib/auth/actions.ts#startSignInAction': 'leads to the provider; what comes back is written down',
  'ACTION lib/auth/actions.ts#readOwnerLinkAction': 'reads what a link opens',
  'POST /api/v1/internal/drive': 'the deployment itself',
};

const root = resolve(import.meta.dirname, '../..');
const sources = new Map<string, ts.SourceFile>();
const sourceOf = (file: string) => {
  const known = sources.get(file);
  if (known) return known;
  const made = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  sources.set(file, made);
  return made;
};

function fileOf(from: string, module: string): string | null {
  if (!/^(@\/|\.)/.test(module)) return null;
  const base = module.startsWith('@/') ? join(root, module.slice(2)) : resolve(dirname(from), module);
  return [`${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find((path) => existsSync(path)) ?? null;
}

/** Where a name of a file comes from, when it is imported or passed on. */
function origin(file: string, name: string): { file: string; name: string } | null {
  for (const statement of sourceOf(file).statements) {
    const module =
      (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
      statement.moduleSpecifier &&
      ts.isStringLiteral(statement.moduleSpecifier)
        ? fileOf(file, statement.moduleSpecifier.text)
        : null;
    const bindings = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : ts.isExportDeclaration(statement)
        ? statement.exportClause
        : undefined;
    if (!module || !bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) continue;
    const found = bindings.elements.find((one) => one.name.text === name);
    if (found) return { file: module, name: (found.propertyName ?? found.name).text };
  }
  return null;
}

/** What a file declares by a name, at its top. */
function declared(file: string, name: string): ts.Node | null {
  for (const statement of sourceOf(file).statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (ts.isClassDeclaration(statement) && statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((one) => one.name.getText() === name);
    if (found) return found;
  }
  return null;
}

/** Whether what a name stands for writes a row of the trail, itself or by what it calls. */
function writes(file: string, name: string, seen = new Set<string>()): boolean {
  if (file.endsWith('lib/services/audit.ts') && name === 'audit') return true;
  const key = `${file}#${name}`;
  if (seen.has(key)) return false;
  seen.add(key);
  const from = origin(file, name);
  if (from) return !/\/(db|lib\/council|lib\/words)\//.test(from.file) && writes(from.file, from.name, seen);
  const node = declared(file, name);
  if (!node) return false;
  const names = new Set<string>();
  const walk = (one: ts.Node) => {
    if (ts.isIdentifier(one)) names.add(one.text);
    ts.forEachChild(one, walk);
  };
  ts.forEachChild(node, walk);
  return [...names].some((one) => one !== name && writes(file, one, seen));
}

const routes = globSync('app/**/route.{ts,tsx}', { cwd: root });
const routeOf = (path: string) =>
  routes.find(
    (file) =>
      `/${file
        .replace(/^app\//, '')
        .replace(/(^|\/)route\.tsx?$/, '')
        .replace(/\([\w-]+\)\/?/g, '')}` === path,
  );
const placeOf = ([kind, path]: Door): [file: string, name: string] => {
  const [file = '', name = ''] = kind === 'ACTION' ? path.split('#') : [routeOf(path), kind];
  return [join(root, file), name];
};

const changing = doors.filter(
  ([kind, path, needs]) =>
    !['GET', 'PAGE'].includes(kind) &&
    !path.includes('[...rest]') &&
    !(`${kind} ${path}` in changesNothing) &&
    !(needs === 'public' && kind !== 'ACTION' && !path.startsWith('/s/')),
);

// A deed that leaves no row can be denied.
it.each(changing)('%s %s is written down', (...door) => {
  expect(writes(...placeOf(door)), 'audit() is called on no way behind this door').toBe(true);
});

it('every exception is a door', () => {
  const all = doors.map(([kind, path]) => `${kind} ${path}`);
  expect(Object.keys(changesNothing).filter((one) => !all.includes(one))).toEqual([]);
});

it('every deed has a sentence in both languages', () => {
  const deeds = new Set<string>();
  for (const file of globSync('lib/{services,auth}/**/*.ts', { cwd: root })) {
    if (/\.test\.ts$|testing/.test(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, call = ''] of text.matchAll(/\baudit\(([\s\S]{0,160})/g)) {
      const [, action] = /^[^,]+,[^']*?'([a-z_]+\.[a-z_.-]+)'/.exec(call) ?? [];
      if (action) deeds.add(action);
    }
  }
  const keys = [...deeds].map((one) => one.replaceAll('.', '_'));
  expect(deeds.size).toBeGreaterThan(20);
  expect(
    keys.filter((one) => !(one in en.audit.says)),
    'lib/words/en/trail.json, audit.says',
  ).toEqual([]);
  expect(Object.keys(ru.audit.says).sort()).toEqual(Object.keys(en.audit.says).sort());
});
