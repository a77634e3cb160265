import { randomInt, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { openPool } from '../db/client';
import { ensureEmbedded } from '../db/embedded/ensure';
import {
  integrations,
  memberships,
  modelConnections,
  newId,
  organisations,
  sessions,
  shareLinks,
  users,
} from '../db/schema';
import { type Door, doors } from '../lib/auth/doors';
import { hash } from '../lib/auth/held';
import { may, type OrgRole, type Permission, permissions } from '../lib/auth/permissions';
import { openSession } from '../lib/auth/sessions';
import { sessionCookie } from '../lib/auth/token';
import { templateOf } from '../lib/council/templates';
import { createTestProvider } from '../lib/saml/testing';
import { type Product, startProduct } from './server';

test.use({ storageState: { cookies: [], origins: [] } });
test.describe.configure({ mode: 'serial' });

const root = resolve(import.meta.dirname, '..');
const roles = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;
/** Stands in everything that is ours; in no answer to anybody else. */
const ours = 'Quinquireme';
const never = '01a00000-0000-7000-8000-000000000000';

const isPermission = (needs: string): needs is Permission => needs in permissions;
const guarded = (kind: Door[0]) =>
  doors.flatMap(([one, path, needs]): [string, Permission][] =>
    one === kind && isPermission(needs) ? [[path, needs]] : [],
  );
const pages = guarded('PAGE');
const actions = guarded('ACTION');
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const routes = methods.flatMap((method) =>
  guarded(method).flatMap(([path, needs]) => (path.startsWith('/api/v1/') ? [[method, path, needs] as const] : [])),
);
/** Ways in that take no member: each has tests of its own, and the first test knows of every one. */
const others = doors.length - pages.length - actions.length - routes.length;

let product: Product;
let close = async () => {};
/** Who is what, by the token that they bring. */
const inside = new Map<OrgRole, string>();
const nobodies = new Map<string, string>();
let foreigner = '';
const links = new Map<string, string>();
const ids: Record<string, string> = {};

interface Ask {
  token?: string | null;
  method?: string;
  body?: BodyInit;
  /** Null: not sent. */
  headers?: Record<string, string | null>;
}
/** From another address each time: what is counted by address is proved elsewhere. */
async function ask(path: string, { token, method = 'GET', body, headers }: Ask = {}) {
  const sent = {
    'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
    cookie: token ? `${sessionCookie}=${token}` : null,
    ...headers,
  };
  const answer = await fetch(`${product.url}${path}`, {
    method,
    redirect: 'manual',
    headers: Object.entries(sent).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    ),
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
}

/** How another site would send a change with our cookie. */
const strange: NonNullable<Ask['headers']>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: null, 'sec-fetch-site': 'cross-site' },
  { origin: null, 'sec-fetch-site': 'same-site' },
  { origin: null, 'content-type': 'application/x-www-form-urlencoded' },
];

const refusal = (code: string) => new RegExp(`"code":"${code.replace('.', '\\.')}"`);

/** What a person reads of a page; a way on that the page itself takes counts as one. */
function read({ status, to, text }: Awaited<ReturnType<typeof ask>>, id: string) {
  const onward = to ?? /http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(text)?.[1]?.replace(/&amp;/g, '&') ?? null;
  const words = text
    .replace(/<(script|style|head|template)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { status, onward: onward?.replace(product.url, '').replaceAll(id, 'X') ?? null, words: onward ? '' : words };
}

const idOf = (path: string): string =>
  path.includes('/saml/')
    ? (ids.saml ?? '')
    : path === '/meetings/[id]/edit'
      ? (ids.prepared ?? '')
      : (ids[/^\/(\w+)s\/\[id\]/.exec(path)?.[1] ?? ''] ?? '');
const at = (path: string, id: string) =>
  path.replace('[id]', id) + (path.endsWith('/compare') ? `?with=${ids.meeting}` : '');

const madeSchema = z.looseObject({ id: z.string() });
const startedSchema = z.looseObject({ runId: z.string() });
const runSchema = z.looseObject({ state: z.looseObject({ status: z.string() }) });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  product = await startProduct({ XIO_PROXIES: '1' });
  const database = await ensureEmbedded({ dataDir: product.dataDir, root });
  const { db, pool } = openPool(database.url, () => {});
  close = async () => {
    await pool.end();
    await database.release();
    await product.stop();
  };
  const found = async () => {
    const id = newId();
    await db.insert(organisations).values({ id, name: id, slug: id });
    return id;
  };
  const enter = async (orgId: string, role: OrgRole) => {
    const userId = newId();
    await db.insert(users).values({ id: userId, name: role });
    await db.insert(memberships).values({ orgId, userId, role });
    return { userId, token: await openSession(db, { orgId, userId }) };
  };
  const org = await found();
  for (const role of roles) inside.set(role, (await enter(org, role)).token);
  foreigner = (await enter(await found(), 'owner')).token;

  const owner = inside.get('owner') ?? '';
  const api = async (path: string, body: unknown, method = 'POST') => {
    const { status, text } = await ask(`/api/v1${path}`, {
      method,
      token: owner,
      headers: { origin: product.url, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    expect(status, `${path}: ${text.slice(0, 300)}`).toBeLessThan(300);
    return JSON.parse(text) as unknown;
  };
  const made = async (path: string, body: unknown) => madeSchema.parse(await api(path, body)).id;
  const example = await readFile(resolve(root, 'lib/examples/school-meals.md'), 'utf8');
  const markdown = example.replace(/^title: "/m, `title: "${ours}: `);
  const config = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });
  ids.meeting = await made('/meetings', { markdown });
  ids.prepared = await made('/meetings', { markdown });
  ids.team = await made('/teams', { config: { ...config, name: `Team ${ours}` } });
  ids.template = await made('/templates', { from: 'general' });
  ids.model = newId();
  const model = { provider: 'openai' as const, label: ours, models: [{ name: 'm', price: null }] };
  await db.insert(modelConnections).values({ ...model, id: ids.model, orgId: org });
  ids.integration = newId();
  await db
    .insert(integrations)
    .values({ id: ids.integration, orgId: org, target: 'notion', label: ours, state: 'ready' });
  ids.saml = await made('/sign-in/saml', { label: ours, metadata: createTestProvider().metadata });
  const { runId } = startedSchema.parse(await api(`/meetings/${ids.meeting}/start`, {}));
  const status = async () => runSchema.parse(await api(`/runs/${runId}`, null, 'GET')).state.status;
  await expect.poll(status, { timeout: 120_000 }).toBe('finished');

  const linkSchema = z.looseObject({ id: z.string(), address: z.string() });
  for (const scope of ['decision', 'quotes', 'transcript', 'live']) {
    for (const [name, change] of [
      ['', null],
      [' that was revoked', { revokedAt: sql`now()` }],
      [' that has ended', { expiresAt: sql`now()` }],
    ] as const) {
      const { id, address } = linkSchema.parse(await api(`/meetings/${ids.meeting}/shares`, { scope }));
      if (change) await db.update(shareLinks).set(change).where(eq(shareLinks.id, id));
      links.set(`${scope}${name}`, new URL(address, product.url).pathname.split('/')[2] ?? '');
    }
    nobodies.set(`a guest with a link to ${scope}`, links.get(scope) ?? '');
  }
  nobodies.set('a made-up session', 'x'.repeat(43));
  nobodies.set('a made-up API token', `xio_${'x'.repeat(43)}`);
  const ended = await enter(org, 'owner');
  await db.delete(sessions).where(eq(sessions.userId, ended.userId));
  nobodies.set('a session that was revoked', ended.token);
  const old = await enter(org, 'owner');
  const mine = eq(sessions.tokenHash, await hash(old.token));
  await db.update(sessions).set({ expiresAt: sql`now()` }).where(mine);
  nobodies.set('a session that has expired', old.token);
  const asleep = await enter(org, 'owner');
  await db.update(memberships).set({ suspendedAt: sql`now()` }).where(eq(memberships.userId, asleep.userId));
  nobodies.set('a suspended owner', asleep.token);
  const gone = await enter(org, 'owner');
  await db.delete(memberships).where(eq(memberships.userId, gone.userId));
  nobodies.set('somebody who was removed', gone.token);
  const who = nobodies.size + 1 + roles.length;
  const cells = pages.length * (who + 1) + routes.length * who + actions.length * (who + strange.length);
  console.log(
    `The matrix: ${pages.length} pages, ${routes.length} routes and ${actions.length} actions, each for ${who} kinds of visitors: ` +
      `${cells} cells; ${others} more doors take no member. ${doors.length} doors in the table, ${built().size} in the build.`,
  );
});
test.afterAll(() => close());

const referencesSchema = z.object({
  node: z.record(z.string(), z.looseObject({ filename: z.string(), exportedName: z.string() })),
});
/** A manifest of the build that is served, which is the last one. */
function manifest(file: string): unknown {
  const [served] = readdirSync(root)
    .filter((name) => /^\.next-[ab]$/.test(name))
    .map((name) => resolve(root, name, file))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  return JSON.parse(readFileSync(served ?? '', 'utf8'));
}
/** The ids that the built product knows its actions by. */
function actionIds(): Map<string, string> {
  const { node } = referencesSchema.parse(manifest('server/server-reference-manifest.json'));
  return new Map(Object.entries(node).map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]));
}
/** Every way into the built product, whatever the table says: pages and handlers by their paths, and actions. */
function built(): Set<string> {
  const paths = z.record(z.string(), z.string()).parse(manifest('app-path-routes-manifest.json'));
  const own = Object.entries(paths).flatMap(([file, path]) =>
    /^\/(_|icon)/.test(path) ? [] : [[file, path] as const],
  );
  return new Set([
    ...own.map(([file, path]) => `${file.endsWith('/page') ? 'PAGE' : 'handler'} ${path}`),
    ...[...actionIds().keys()].map((name) => `ACTION ${name}`),
  ]);
}

/** A few at once. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
    }),
  );
}

test('every door of the build is in the table, and the table names no other', () => {
  const table = doors.map(([kind, path]) =>
    kind === 'PAGE' || kind === 'ACTION' ? `${kind} ${path}` : `handler ${path}`,
  );
  expect([...built()].sort()).toEqual([...new Set(table)].sort());
});

test('pages: nobody sees one, and each is sent to sign in and back', async () => {
  test.setTimeout(240_000);
  await each(pages, async ([path]) => {
    const address = at(path, idOf(path));
    for (const [name, token] of [['a stranger', null] as const, ...nobodies]) {
      const answer = await ask(address, { token });
      const { onward } = read(answer, 'none');
      const next = onward === null ? null : new URL(onward, product.url);
      expect.soft(next?.pathname, `${name} at ${address}: ${answer.status}`).toBe('/sign-in');
      expect.soft(next?.searchParams.get('next'), `${name} at ${address}`).toBe(address);
      expect.soft(answer.text, `${name} at ${address}`).not.toContain(ours);
    }
  });
});

test('pages: a role opens what it may, and what it may not is not there', async () => {
  test.setTimeout(240_000);
  await each(pages, async ([path, needs]) => {
    const id = idOf(path);
    for (const role of roles) {
      const token = inside.get(role) ?? '';
      const answer = await ask(at(path, id), { token });
      const nothing = read(await ask('/nowhere/at-all', { token }), 'none');
      const { onward, words } = read(answer, id);
      // Next draws some of what is not there by script.
      const empty = ['', nothing.words];
      if (may({ role }, needs)) {
        expect.soft([200, 303, 307], `${role} at ${path}`).toContain(answer.status);
        if (onward === null) expect.soft(empty, `${role} at ${path}`).not.toContain(words);
      } else {
        if (onward === null) {
          expect.soft(answer.status, `${role} at ${path}`).toBe(404);
          expect.soft(empty, `${role} at ${path}`).toContain(words);
        } else expect.soft(['/', '/meetings/X'], `${role} at ${path}`).toContain(onward);
        expect.soft(answer.text, `${role} at ${path}`).not.toContain(ours);
      }
    }
  });
});

test('pages: another organisation’s owner can’t tell what is ours from what never was', async () => {
  test.setTimeout(240_000);
  await each(
    pages.filter(([path]) => path.includes('[')),
    async ([path]) => {
      const id = idOf(path);
      const [there, nowhere] = [
        await ask(at(path, id), { token: foreigner }),
        await ask(at(path, never), { token: foreigner }),
      ];
      expect.soft(read(there, id), path).toEqual(read(nowhere, never));
      expect.soft(there.text, path).not.toContain(ours);
    },
  );
});

test('a guest’s pages: a link that is over says what one that never was says', async () => {
  for (const page of ['', '/live']) {
    const none = 'y'.repeat(43);
    const nothing = read(await ask(`/s/${none}${page}`), none);
    for (const [name, token] of links) {
      const answer = await ask(`/s/${token}${page}`);
      if (/revoked|ended/.test(name)) {
        expect.soft(read(answer, token), `${name}${page}`).toEqual(nothing);
        expect.soft(answer.text, `${name}${page}`).not.toContain(ours);
      } else expect.soft([200, 307], `${name}${page}`).toContain(answer.status);
    }
  }
});

test('routes: nobody is told anything, a role is let through to what it may', async () => {
  test.setTimeout(300_000);
  await each(routes, async ([method, path, needs]) => {
    const door = `${method} ${path}`;
    // What may be done is done to what never was, so that all stays as it is.
    const address = path.replace('[format]', 'json').replace(/\[\w+\]/g, never);
    const knock = (token: string | null) =>
      ask(address, {
        token,
        method,
        headers: { origin: product.url, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        ...(method === 'GET' ? {} : { body: '{"surely":"no field of ours"}' }),
      });
    for (const [name, token] of [['a stranger', null] as const, ...nobodies]) {
      const { status, text } = await knock(token);
      expect.soft([status, refusal('auth.no_session').test(text)], `${name} at ${door}`).toEqual([401, true]);
    }
    for (const role of roles) {
      const { status, text } = await knock(inside.get(role) ?? '');
      if (may({ role }, needs))
        expect.soft([401, 403, 500], `${role} at ${door}: ${text.slice(0, 200)}`).not.toContain(status);
      else expect.soft([status, refusal('auth.forbidden').test(text)], `${role} at ${door}`).toEqual([403, true]);
    }
  });
});

test('actions: nobody does anything, a role does what it may, another site nothing', async () => {
  test.setTimeout(300_000);
  const known = actionIds();
  const act = (id: string, { headers, ...more }: Ask) =>
    ask('/sign-in', {
      method: 'POST',
      body: JSON.stringify([{ surely: 'no field of ours' }]),
      headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', origin: product.url, ...headers },
      ...more,
    });
  const owner = inside.get('owner') ?? '';
  await each(actions, async ([path, needs]) => {
    const id = known.get(path) ?? '';
    expect(id, `${path} is in the build`).not.toBe('');
    // A stranger is sent to sign in before the action's own page is reached: then there is no answer at all.
    expect.soft((await act(id, { token: null })).text, `a stranger at ${path}`).toMatch(/^\{\}$|"auth\.no_session"/);
    for (const [name, token] of nobodies)
      expect.soft((await act(id, { token })).text, `${name} at ${path}`).toMatch(refusal('auth.no_session'));
    for (const role of roles) {
      const { text } = await act(id, { token: inside.get(role) ?? '' });
      if (may({ role }, needs)) expect.soft(text, `${role} at ${path}`).not.toMatch(/"code":"auth\./);
      else expect.soft(text, `${role} at ${path}`).toMatch(refusal('auth.forbidden'));
    }
    for (const headers of strange) {
      const { status, text } = await act(id, { token: owner, headers });
      const refused = status >= 400 || refusal('auth.origin').test(text);
      expect.soft(refused, `${path} from ${JSON.stringify(headers)}: ${status} ${text.slice(0, 200)}`).toBe(true);
    }
  });
  // Three megabytes reach no action, whether their length is told or not.
  const long = JSON.stringify([{ text: 'x'.repeat(3 * 1024 * 1024) }]);
  const id = known.get('app/(product)/actions.ts#readAgenda') ?? '';
  expect((await act(id, { token: owner, body: long })).text).not.toContain('"ok":');
});
