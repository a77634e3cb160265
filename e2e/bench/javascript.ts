import { cp, glob, link, mkdir, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { sessionCookie } from '@/lib/auth/token';
import type { Product } from '../server';
import { hold, makeMeeting } from './council';
import { idOf, type Lab } from './lab';
import type { Row } from './table';

const root = resolve(import.meta.dirname, '../..');
const kilobyte = 1024;
const teamsSchema = z.looseObject({ teams: z.array(z.looseObject({ id: z.string() })).min(1) });
const left = /^(\.git|\.next.*|\.xio|node_modules|out|test-results|playwright-report)$/;

/** The same folder again without a byte copied. */
async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (entry.isFile()) await link(source, target);
  }
}

/** The sources with one empty page more. */
async function makeCopy(copy: string): Promise<void> {
  await mkdir(copy);
  for (const name of await readdir(root)) {
    if (!left.test(name)) await cp(join(root, name), join(copy, name), { recursive: true });
  }
  await linkFolder(join(root, 'node_modules'), join(copy, 'node_modules'));
  await mkdir(join(copy, 'app/bench-empty'));
  await writeFile(join(copy, 'app/bench-empty/page.tsx'), 'export default function Empty() {\n  return null;\n}\n');
}

/** Scripts that a page makes the browser load: its tags, and the chunks that its data names. */
function scriptsOf(html: string): Set<string> {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].flatMap(([tag]) => {
    if (/\bnomodule\b/i.test(tag) || (tag.startsWith('<link') && !/as="script"|rel="modulepreload"/.test(tag)))
      return [];
    return /\b(?:src|href)="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? [];
  });
  const named = [...html.matchAll(/static\/chunks\/[\w~.@%[\]()-]+\.js/g)].map(([path]) => `/_next/${path}`);
  const old = [...html.matchAll(/<script[^>]*\bnomodule\b[^>]*>/gi)].map(([tag]) => /src="([^"]+)"/i.exec(tag)?.[1]);
  return new Set([...tags, ...named].filter((path) => !old.includes(path)));
}

/** Bytes as they cross the wire. */
function compressedSize(url: string): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let size = 0;
      response.on('data', (bytes: Buffer) => (size += bytes.length));
      response.once('end', () =>
        response.statusCode === 200 ? done(size) : fail(new Error(`${url}: ${response.statusCode}`)),
      );
    }).once('error', fail);
  });
}

/** An address of every page, by its folder in `app` without groups. */
async function addresses(lab: Lab): Promise<Record<string, string>> {
  const meetingId = await makeMeeting(lab, 2, 0);
  await hold(lab, meetingId);
  const { teams } = teamsSchema.parse(await lab.api('GET', '/teams'));
  const team = `/teams/${teams[0]?.id}`;
  const template = idOf(await lab.api('POST', '/templates', { from: 'general' }));
  const served = { provider: 'compatible', label: 'Bench', url: lab.modelUrl, models: [{ name: 'pace-0' }] };
  const model = idOf(await lab.api('POST', '/models', served));
  const meeting = `/meetings/${meetingId}`;
  return {
    '': '/',
    'meetings/new': '/meetings/new',
    'meetings/[id]': meeting,
    'meetings/[id]/edit': `/meetings/${await makeMeeting(lab, 2, 0)}/edit`,
    'meetings/[id]/decision': `${meeting}/decision`,
    'meetings/[id]/decision/edit': `${meeting}/decision/edit`,
    'meetings/[id]/decide': `${meeting}/decide`,
    'meetings/[id]/replay': `${meeting}/replay`,
    'meetings/[id]/replay/again': `${meeting}/replay/again`,
    'meetings/[id]/compare': `${meeting}/compare?with=${meetingId}`,
    measures: '/measures',
    models: '/models',
    'models/new': '/models/new',
    'models/[id]': `/models/${model}`,
    notifications: '/notifications',
    organisation: '/organisation',
    teams: '/teams',
    'teams/new': '/teams/new',
    'teams/import': '/teams/import',
    'teams/[id]': team,
    'teams/[id]/edit': `${team}/edit`,
    templates: '/templates',
    'templates/[id]': '/templates/general',
    'templates/[id]/edit': `/templates/${template}/edit`,
    'sign-in': '/sign-in',
  };
}

/** Folders of the pages that the product has. @throws Error where one has no address above: it would go unmeasured. */
async function pagesOf(known: Record<string, string>): Promise<string[]> {
  const pages: string[] = [];
  for await (const file of glob('**/page.tsx', { cwd: join(root, 'app') })) {
    const folder = dirname(file)
      .split('/')
      .filter((part) => !part.startsWith('('))
      .join('/');
    if (!(folder in known)) throw new Error(`The bench knows no address of the page ${folder}`);
    pages.push(folder);
  }
  return pages.sort();
}

async function measure(lab: Lab, product: Product): Promise<Row[]> {
  const sizes = new Map<string, number>();
  const load = async (path: string, signedIn = true): Promise<number> => {
    const headers = signedIn ? { cookie: `${sessionCookie}=${lab.token}` } : {};
    const response = await fetch(product.url + path, { headers, redirect: 'error' });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    let sum = 0;
    for (const script of scriptsOf(await response.text())) {
      const size = sizes.get(script) ?? (await compressedSize(new URL(script, product.url).href));
      sizes.set(script, size);
      sum += size;
    }
    return sum / kilobyte;
  };
  const known = await addresses(lab);
  const floor = await load('/bench-empty', false);
  const rows: Row[] = [];
  for (const folder of await pagesOf(known)) {
    rows.push({
      name: `JavaScript of ${folder || 'list'}`,
      value: await load(known[folder] ?? '', folder !== 'sign-in'),
      floor,
      unit: 'KB',
      atMost: { of: 'difference', limit: folder === 'meetings/[id]' ? 110 : 70 },
    });
  }
  return rows;
}

/** Compressed JavaScript that each page loads at first, over an empty page of the same build. */
export async function javascript(lab: Lab): Promise<Row[]> {
  const copy = join(root, `.next-bench-${process.pid}`);
  try {
    await makeCopy(copy);
    const { startProduct }: typeof import('../server') = await import(join(copy, 'e2e/server.ts'));
    const product = await startProduct({ DATABASE_URL: lab.databaseUrl, XIO_LOG_LEVEL: 'warn' });
    try {
      return await measure(lab, product);
    } finally {
      await product.stop();
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
