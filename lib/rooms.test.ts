import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Which room may import which; every room may import itself. Tests and their fixtures may import anything. */
const may: Record<string, readonly string[]> = {
  'lib/council': [],
  'lib/brand': [],
  'lib/dates': ['lib/council'],
  'lib/minutes': ['lib/council', 'lib/dates'],
  'lib/ports': ['lib/council', 'lib/minutes'],
  'db/address': [],
  'lib/env': ['lib/council', 'db/address'],
  'lib/net': ['lib/env', 'lib/ports'],
  'lib/vault': ['lib/ports', 'lib/env'],
  'lib/telemetry': [],
  'lib/words': ['lib/council', 'lib/env'],
  'lib/wire': ['lib/council'],
  'lib/targets': ['lib/council', 'lib/ports', 'lib/words'],
  'lib/speech': ['lib/council', 'lib/minutes', 'lib/net', 'lib/ports', 'lib/env', 'lib/telemetry'],
  'lib/signal': ['lib/council', 'lib/ports', 'db'],
  'lib/store': ['lib/council', 'lib/ports', 'db'],
  'lib/jobs': ['lib/ports', 'db'],
  'lib/mail': ['lib/ports'],
  'lib/saml': ['lib/ports', 'db'],
  db: ['db/address', 'lib/council', 'lib/minutes', 'lib/env', 'lib/ports', 'lib/telemetry'],
  'lib/services': [
    'lib/minutes',
    'lib/brand',
    'lib/council',
    'lib/dates',
    'lib/net',
    'lib/ports',
    'lib/env',
    'lib/telemetry',
    'lib/store',
    'lib/wire',
    'lib/words',
    'lib/targets',
    'lib/auth/permissions',
    'db',
  ],
  'lib/auth/permissions': [],
  'lib/auth': [
    'lib/auth/permissions',
    'lib/council',
    'lib/env',
    'lib/ports',
    'lib/services',
    'lib/telemetry',
    'lib/wiring',
    'lib/words',
    'db',
  ],
  'lib/eval': [
    'lib/council',
    'lib/dates',
    'lib/env',
    'lib/minutes',
    'lib/ports',
    'lib/services',
    'lib/speech',
    'lib/telemetry',
  ],
  'lib/openapi': ['lib/council', 'lib/services', 'lib/auth', 'lib/wire'],
  'lib/wiring': [
    'lib/council',
    'lib/ports',
    'lib/env',
    'lib/net',
    'lib/telemetry',
    'lib/services',
    'lib/store',
    'lib/signal',
    'lib/speech',
    'lib/jobs',
    'lib/mail',
    'lib/saml',
    'lib/targets',
    'lib/vault',
    'db',
  ],
  components: ['lib/brand', 'lib/council', 'lib/minutes', 'lib/wire', 'lib/words'],
  app: [
    'lib/brand',
    'lib/minutes',
    'lib/council',
    'lib/services',
    'lib/auth',
    'lib/words',
    'lib/telemetry',
    'lib/wire',
    'lib/wiring',
    'lib/env',
    'lib/targets',
    'lib/openapi',
    'lib/auth/permissions',
    'components',
  ],
  'lib/terminal': [
    'lib/auth/permissions',
    'lib/minutes',
    'lib/council',
    'lib/services',
    'lib/auth',
    'lib/words',
    'lib/targets',
    'lib/telemetry',
    'lib/wire',
    'lib/wiring',
    'lib/env',
    'lib/ports',
    'db',
  ],
};

/** Packages with one home. */
const homes: Record<string, readonly string[]> = {
  ai: ['lib/speech'],
  'chrono-node': ['lib/dates'],
  'ical-generator': ['lib/targets'],
  nodemailer: ['lib/mail'],
  '@boxyhq/saml-jackson': ['lib/saml'],
  '@boxyhq/saml20': ['lib/saml'],
  '@xmldom/xmldom': ['lib/saml'],
  'next-auth': ['lib/auth'],
  '@neondatabase/serverless': ['db'],
  '@notionhq/client': ['lib/targets'],
  '@redis/client': ['lib/signal'],
  '@upstash/redis': ['lib/signal'],
  pg: ['db', 'lib/signal'],
  'pg-boss': ['lib/jobs'],
  next: ['app', 'components', 'lib/auth', 'lib/words'],
  react: ['app', 'components', 'lib/auth'],
};

const skip = /(^|\/)(node_modules|\.next[^/]*|\.xio|\.git)(\/|$)/;
const isTest = (file: string) => /\.(test|contract)\.tsx?$|(^|\/)testing([./]|$)|fixtures\.ts$/.test(file);

const files = ['app', 'components', 'db', 'lib'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .map((name) => `${top}/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !skip.test(name) && !isTest(name)),
);

const roomOf = (file: string): string | null =>
  Object.keys(may)
    .filter((room) => file === room || file.startsWith(`${room}/`) || file === `${room}.ts`)
    .sort((a, b) => b.length - a.length)[0] ?? null;

interface Import {
  file: string;
  to: string;
  types: boolean;
}
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
  );
  return [...found].map(([, types, from, lazy, bare]) => ({
    file,
    to: from ?? lazy ?? bare ?? '',
    types: types !== undefined,
  }));
});

const target = ({ file, to }: Import): string | null => {
  if (to.startsWith('@/')) return to.slice(2);
  return to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : null;
};

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === null && !file.startsWith('lib/examples'))).toEqual([]);
  });

  it('lets imports go one way only', () => {
    const wrong = imports.flatMap((one) => {
      const to = target(one);
      const from = roomOf(one.file);
      const into = to && roomOf(to);
      if (!from || !into || from === into || may[from]?.includes(into)) return [];
      return [
        `${one.file} imports ${to}: room ${from} may import ${may[from]?.join(', ') || 'only itself'}. Move the code, or pass it in through a port.`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps lib/council pure: zod (in schema files) and itself', () => {
    const wrong = imports.filter(
      (one) =>
        one.file.startsWith('lib/council/') &&
        target(one) === null &&
        !(one.to === 'zod' && one.file.endsWith('.schema.ts')),
    );
    expect(wrong.map((one) => `${one.file} imports ${one.to}`)).toEqual([]);
    const impure = files
      .filter((file) => file.startsWith('lib/council/'))
      .filter((file) =>
        /\bDate\.now\(|new Date\(\)|Math\.random|\bawait\b|process\.env|setTimeout/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      );
    expect(impure, 'the core decides, the shell acts').toEqual([]);
  });

  it('keeps packages at home and schema libraries out of the browser', () => {
    const wrong = imports.flatMap((one) => {
      const [scope = '', part] = one.to.split('/');
      const home = homes[scope === '@ai-sdk' ? 'ai' : scope.startsWith('@') ? `${scope}/${part}` : scope];
      const room = roomOf(one.file) ?? '';
      return home && !home.includes(room) ? [`${one.file} imports ${one.to}: it lives in ${home.join(', ')}`] : [];
    });
    expect(wrong).toEqual([]);
    const schemas = imports.filter(
      (one) =>
        (one.file.startsWith('components/') || one.file.startsWith('lib/wire/')) &&
        !one.types &&
        /\.schema$|^zod$/.test(one.to),
    );
    expect(schemas.map((one) => `${one.file} imports ${one.to} at run time`)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    // The embedded server's child process gets the environment passed on whole.
    const allowed = ['lib/env.ts', 'lib/env/reach.ts', 'db/embedded/server.ts'];
    const wrong = files.filter(
      (file) => !allowed.includes(file) && /process\.env\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(wrong, 'read it through lib/env.ts').toEqual([]);
  });

  it('has no circles', () => {
    const exists = new Set(files);
    const edges = new Map<string, string[]>();
    for (const one of imports) {
      const to = target(one);
      const file = to && [`${to}.ts`, `${to}.tsx`, `${to}/index.ts`, to].find((name) => exists.has(name));
      if (file && !one.types) edges.set(one.file, [...(edges.get(one.file) ?? []), file]);
    }
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, path: string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});
