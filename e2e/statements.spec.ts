import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { openPool } from '../db/client';
import { destroyEmbedded, ensureEmbedded } from '../db/embedded/ensure';
import { temporaryDataDir } from '../db/embedded/temporary';
import { integrations, modelConnections } from '../db/schema';
import { startCountingProxy } from '../db/testing.statements';
import { doors } from '../lib/auth/doors';
import { ensureLocalAccount } from '../lib/auth/local-account';
import { openSession } from '../lib/auth/sessions';
import { statements as expected } from '../lib/auth/statements';
import { sessionCookie } from '../lib/auth/token';
import { templateOf } from '../lib/council/templates';
import { createTestProvider } from '../lib/saml/testing';
import { startProduct } from './server';

test.use({ storageState: { cookies: [], origins: [] } });

const root = resolve(import.meta.dirname, '..');
const idSchema = z.looseObject({ id: z.string() });
const startedSchema = z.looseObject({ runId: z.string() });
const exportsSchema = z.looseObject({ exports: z.array(z.looseObject({ id: z.string(), state: z.string() })) });
const minutesSchema = z.looseObject({ transcript: z.looseObject({ meetingId: z.string(), state: z.string() }) });
const runSchema = z.looseObject({ state: z.looseObject({ status: z.string() }) });

const visited = doors.filter(([kind, path]) => `${kind} ${path}` in expected);

// A page that asks the database once for every row it shows is quick today, and slow once there is something to show.
test('every page, list and detail asks as few statements as are written down for it', async () => {
  test.setTimeout(300_000);
  const dataDir = await temporaryDataDir(root);
  const database = await ensureEmbedded({ dataDir, root });
  const proxy = await startCountingProxy(database.url);
  const product = await startProduct({ DATABASE_URL: proxy.url, DATABASE_URL_DIRECT: database.url });
  const { db, pool } = openPool(database.url, () => {});
  try {
    const who = await ensureLocalAccount({ db });
    const cookie = `${sessionCookie}=${await openSession(db, who)}`;
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${product.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          cookie,
          origin: product.url,
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      expect(answer.status, `${method} ${path}: ${text.slice(0, 300)}`).toBeLessThan(300);
      return text;
    };
    const made = async (path: string, body: unknown) => idSchema.parse(JSON.parse(await ask('POST', path, body))).id;
    const markdown = await readFile(resolve(root, 'lib/examples/school-meals.md'), 'utf8');
    const [meeting, prepared] = [
      await made('/api/v1/meetings', { markdown }),
      await made('/api/v1/meetings', { markdown }),
    ];
    const team = await made('/api/v1/teams', {
      config: templateOf('general').team('en', { provider: 'playbook', name: 'playbook' }),
    });
    const template = await made('/api/v1/templates', { from: 'general' });
    const model = randomUUID();
    await db
      .insert(modelConnections)
      .values({ id: model, orgId: who.orgId, provider: 'openai', label: 'Ours', models: [{ name: 'm', price: null }] });
    const integration = randomUUID();
    await db
      .insert(integrations)
      .values({ id: integration, orgId: who.orgId, target: 'notion', label: 'Our Notion', state: 'ready' });
    const { runId } = startedSchema.parse(JSON.parse(await ask('POST', `/api/v1/meetings/${meeting}/start`, {})));
    const status = async () => runSchema.parse(JSON.parse(await ask('GET', `/api/v1/runs/${runId}`))).state.status;
    await expect.poll(status, { timeout: 120_000 }).toBe('finished');

    await ask('POST', `/api/v1/meetings/${meeting}/exports`, { to: 'file' });
    const exported = async () =>
      exportsSchema.parse(JSON.parse(await ask('GET', `/api/v1/meetings/${meeting}/exports`))).exports[0];
    await expect.poll(async () => (await exported())?.state, { timeout: 30_000 }).toBe('delivered');
    const file = (await exported())?.id ?? '';
    const spoken = { text: 'Ada: Let us move the stall to the gate.\nBo: Agreed, we move it.\n', title: 'Stall' };
    const minutesOf = (text: string) => minutesSchema.parse(JSON.parse(text)).transcript;
    const { meetingId: minutes } = minutesOf(await ask('POST', '/api/v1/minutes', spoken));
    const taken = async () => minutesOf(await ask('GET', `/api/v1/minutes/${minutes}`)).state;
    await expect.poll(taken, { timeout: 30_000 }).toBe('done');
    const { metadata } = createTestProvider();
    const groupRoles = [{ group: 'chairs', role: 'admin' }];
    const connected = await ask('POST', '/api/v1/sign-in/saml', { label: 'North', metadata, groupRoles });
    const saml = /saml\/([\w-]+)\/acs/.exec(connected)?.[1] ?? '';

    const addressOf = (path: string) => {
      const id = path.includes('/exports/')
        ? file
        : path.includes('/minutes/')
          ? minutes
          : path.includes('/saml/')
            ? saml
            : path.includes('/integrations/')
              ? integration
              : path.includes('/runs/')
                ? runId
                : path.includes('/teams/')
                  ? team
                  : path.includes('/templates/')
                    ? template
                    : path.includes('/models/')
                      ? model
                      : path === '/meetings/[id]/edit'
                        ? prepared
                        : meeting;
      return (
        path.replace('[id]', id).replace('[format]', 'md') +
        (path.endsWith('/compare') ? `?with=${meeting}` : path.endsWith('/data/due') ? '?days=30' : '')
      );
    };

    // What the server asks by itself every second is no page's.
    const byItself = new Set<string>();
    const began = proxy.statements.length;
    await expect.poll(() => proxy.statements.length - began, { timeout: 30_000 }).toBeGreaterThan(20);
    for (const text of proxy.statements.slice(began)) byItself.add(text);

    const counted: Record<string, number> = {};
    const asked: Record<string, string[]> = {};
    for (const [kind, path] of visited) {
      await ask('GET', addressOf(path));
      // Twice, and the fewer count: what is done twice a minute falls into one of them at most.
      const once = async () => {
        const before = proxy.statements.length;
        await ask('GET', addressOf(path));
        return proxy.statements.slice(before).filter((text) => !byItself.has(text));
      };
      const [own = []] = [await once(), await once()].sort((one, other) => one.length - other.length);
      counted[`${kind} ${path}`] = own.length;
      asked[`${kind} ${path}`] = own.map((text) => text.replace(/\s+/g, ' ').slice(0, 160));
    }
    await test.info().attach('statements', { body: JSON.stringify(asked, null, 2), contentType: 'application/json' });
    expect(counted).toEqual(expected);
  } finally {
    await pool.end();
    await product.stop({ keep: true });
    await proxy.close();
    await database.release();
    await destroyEmbedded({ dataDir, root });
  }
});
