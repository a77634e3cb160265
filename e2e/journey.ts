import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import { openPool } from '../db/client';
import { ensureEmbedded } from '../db/embedded/ensure';
import { memberships, newId, organisations, users } from '../db/schema';
import type { OrgRole } from '../lib/auth/permissions';
import { openSession, resolveSession } from '../lib/auth/sessions';
import { sessionCookie } from '../lib/auth/token';
import { type Product, startProduct } from './server';

export { expect } from '@playwright/test';

const root = resolve(import.meta.dirname, '..');

/** A cookie jar of somebody who is signed in, as Playwright keeps one. */
type SignedIn = Exclude<Awaited<ReturnType<BrowserContext['storageState']>>, undefined>;

interface Options {
  /** How fast scripted experts speak: 0 at once on the product that all journeys share, else on one of this file. */
  pace: string;
}

interface Shared {
  product: Pick<Product, 'url' | 'dataDir'>;
  office: Office;
  newOwner: Office['newOwner'];
}

/** Who belongs to which organisation, and as what. */
interface Office {
  /** Makes an organisation with one owner and signs the owner in. */
  newOwner: () => Promise<SignedIn>;
  /** Signs somebody in to the organisation of a colleague. */
  join: (colleague: SignedIn, name: string, role: OrgRole) => Promise<SignedIn>;
  changeRole: (of: SignedIn, role: OrgRole) => Promise<void>;
}

interface Own {
  /** What the browser may complain about in this journey, beside nothing. */
  tolerated: RegExp[];
  /** Opens a page of another device of the same person, watched like the first. */
  newViewer: (options?: Parameters<Page['setViewportSize']>[0]) => Promise<Page>;
  /** Opens a page of somebody else of the same organisation, watched like the first. */
  newColleague: (name: string, role: OrgRole) => Promise<{ page: Page; changeRole: (role: OrgRole) => Promise<void> }>;
  watch: (context: BrowserContext) => void;
}

/**
 * A journey: signed in as the owner of an organisation that nobody else uses. The browser may not complain once, and
 * every document must carry the content policy.
 */
export const test = base.extend<Own, Options & Shared>({
  pace: ['0', { option: true, scope: 'worker' }],
  product: [
    async ({ pace }, use) => {
      const { XIO_E2E_URL: url = '', XIO_E2E_DATA_DIR: dataDir = '' } = process.env;
      if (pace === '0') return use({ url, dataDir });
      const own = await startProduct({ XIO_PLAYBOOK_PACE: pace });
      await use(own);
      await own.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  office: [
    async ({ product }, use) => {
      const database = await ensureEmbedded({ dataDir: product.dataDir, root });
      const { db, pool } = openPool(database.url, () => {});
      const enter = async (orgId: string, name: string, role: OrgRole): Promise<SignedIn> => {
        const userId = newId();
        await db.insert(users).values({ id: userId, name });
        await db.insert(memberships).values({ orgId, userId, role });
        const value = await openSession(db, { orgId, userId });
        const where = { domain: new URL(product.url).hostname, path: '/', expires: -1 };
        const how = { httpOnly: true, secure: false, sameSite: 'Lax' as const };
        return { cookies: [{ name: sessionCookie, value, ...where, ...how }], origins: [] };
      };
      const whoIs = async ({ cookies }: SignedIn) => {
        const who = await resolveSession(db, cookies.find((one) => one.name === sessionCookie)?.value ?? '');
        if (!who) throw new Error('Nobody is signed in there');
        return who;
      };
      await use({
        newOwner: async () => {
          const orgId = newId();
          await db.insert(organisations).values({ id: orgId, name: 'Northgate', slug: orgId });
          return enter(orgId, 'Olga Brandt', 'owner');
        },
        join: async (colleague, name, role) => enter((await whoIs(colleague)).orgId, name, role),
        changeRole: async (of, role) => {
          const { orgId, userId } = await whoIs(of);
          await db
            .update(memberships)
            .set({ role })
            .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
        },
      });
      await pool.end();
      await database.release();
    },
    { scope: 'worker' },
  ],
  newOwner: [async ({ office }, use) => use(office.newOwner), { scope: 'worker' }],
  baseURL: async ({ product }, use) => use(product.url),
  storageState: async ({ office }, use) => use(await office.newOwner()),
  tolerated: [[], { option: true }],
  watch: async ({ tolerated, product }, use) => {
    const complaints: string[] = [];
    // A journey may lead to a page of somebody else's.
    const isOurs = (address: string) => new URL(address).origin === new URL(product.url).origin;
    await use((context) => {
      context.on('console', (message) => {
        if (message.type() === 'error' && isOurs(message.page()?.url() ?? product.url))
          complaints.push(message.text().split('\n')[0] ?? '');
      });
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('response', async (response) => {
        if (response.request().resourceType() !== 'document' || response.status() >= 300) return;
        if (!isOurs(response.url())) return;
        const policy = response.headers()['content-security-policy'] ?? '';
        if (!/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/.test(policy)) {
          complaints.push(`${response.url()} has the policy “${policy}”`);
        }
      });
    });
    expect(complaints.filter((one) => !tolerated.some((known) => known.test(one)))).toEqual([]);
  },
  context: async ({ context, watch }, use) => {
    watch(context);
    await use(context);
  },
  newViewer: async ({ browser, context, watch }, use) => {
    const open: BrowserContext[] = [];
    await use(async (viewport) => {
      const state = await context.storageState();
      const other = await browser.newContext({ storageState: state, ...(viewport ? { viewport } : {}) });
      watch(other);
      open.push(other);
      return other.newPage();
    });
    for (const one of open) await one.close();
  },
  newColleague: async ({ browser, context, watch, office }, use) => {
    const open: BrowserContext[] = [];
    await use(async (name, role) => {
      const signedIn = await office.join(await context.storageState(), name, role);
      const other = await browser.newContext({ storageState: signedIn });
      watch(other);
      open.push(other);
      return { page: await other.newPage(), changeRole: (next) => office.changeRole(signedIn, next) };
    });
    for (const one of open) await one.close();
  },
});

export const example = (name: string): Promise<string> => readFile(resolve(root, `lib/examples/${name}.md`), 'utf8');

/** Makes a meeting of an agenda and starts it, as a program would. Returns its address. */
export async function holdMeeting(page: Page, markdown: string): Promise<string> {
  const made = await page.request.post('/api/v1/meetings', {
    data: { markdown },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  expect((await page.request.post(`/api/v1/meetings/${id}/start`, { data: {} })).status()).toBe(202);
  return `/meetings/${id}`;
}

/** Holds a council to its end and opens the room. */
export async function heldMeeting(page: Page, markdown: string): Promise<string> {
  const address = await holdMeeting(page, markdown);
  await page.goto(address);
  await expect(page.getByRole('link', { name: /decision|решение/i }).first()).toBeVisible({ timeout: 30_000 });
  return address;
}

/** Where a run that is over leads; its record alone is linked to before its last words are spoken. */
export const afterRun = (page: Page) =>
  page.getByRole('complementary').getByRole('link', { name: /^(Read the decision|Читать решение)$/ });

/** Everything in the minutes that has a turn's number, in order, as `t7: what stands there`. */
export async function turnsOn(page: Page): Promise<string[]> {
  return page
    .locator('[id^="t"]:is(article, p)')
    .evaluateAll((all) => all.map((one) => `${one.id}: ${one.textContent?.trim()}`));
}

/** No turn's number is missing, and none stands twice. */
export function expectEveryTurn(seen: string[]): void {
  const numbers = seen.map((one) => Number(/^t(\d+):/.exec(one)?.[1])).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, n) => n + 1));
}
