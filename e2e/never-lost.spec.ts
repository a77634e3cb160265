import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { type Db, openPool } from '../db/client';
import { ensureEmbedded } from '../db/embedded/ensure';
import { memberships, sessions } from '../db/schema';
import { sessionCookie } from '../lib/auth/token';
import { barriersOn } from './barriers';
import { afterRun, example, expect, expectEveryTurn, holdMeeting, test, turnsOn } from './journey';
import { type Product, startProduct } from './server';
import { fits, phone } from './thumbs';

// The browser itself reports requests that are refused or find no server.
test.use({ pace: '6', tolerated: [/^Failed to load resource/] });

const steering = (page: Page) => page.getByRole('button', { name: /^Pause/ });
const phase = (page: Page) => page.getByRole('list', { name: 'Phases' }).locator('[aria-current="step"] b');

/** Every request for a stream, as the sequence after which it asks. */
function streamsOf(context: BrowserContext): number[] {
  const asked: number[] = [];
  context.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/stream')) asked.push(Number(searchParams.get('after')));
  });
  return asked;
}

/** The browser puts a page by, whole, and takes it up again: sleep, or back and forward. */
const happens = (page: Page, type: 'pagehide' | 'pageshow') =>
  page.evaluate((name) => void dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);

/** The page shows the very turns that the log has: none missing, none twice. */
async function expectTheLog(page: Page, address: string): Promise<void> {
  // Of the page's own server: some journeys start one for themselves.
  const api = (path: string) => page.request.get(new URL(`/api/v1${path}`, page.url()).href);
  const { runs } = await (await api(`${address}/runs`)).json();
  const log = await (await api(`/runs/${runs[0].id}/events`)).text();
  const turns = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((event) => event.name === 'turn-started' && event.payload.attempt === 1)
    .map((event) => `t${event.payload.turn}`);
  const seen = await turnsOn(page);
  expectEveryTurn(seen);
  expect(seen.map((one) => one.split(':')[0])).toEqual(expect.arrayContaining(turns));
}

/** Does something to the reader's membership or session behind their back. */
async function behindTheirBack(
  page: Page,
  { dataDir }: Pick<Product, 'dataDir'>,
  work: (db: Db, who: { userId: string; tokenHash: string }) => Promise<unknown>,
): Promise<void> {
  const cookie = (await page.context().cookies()).find((one) => one.name === sessionCookie);
  const tokenHash = createHash('sha256')
    .update(cookie?.value ?? '')
    .digest('hex');
  const database = await ensureEmbedded({ dataDir, root: resolve(import.meta.dirname, '..') });
  const { db, pool } = openPool(database.url, () => {});
  const [session] = await db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash));
  await work(db, { userId: session?.userId ?? '', tokenHash });
  await pool.end();
  await database.release();
}

test('two tabs share one stream; the second takes over when the first is closed', async ({ page, context }) => {
  const streams = streamsOf(context);
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(phase(page)).toBeVisible();
  await expect.poll(() => streams.length).toBe(1);
  const second = await context.newPage();
  await second.goto(address);
  await expect.poll(async () => (await turnsOn(second)).length).toBeGreaterThan(3);
  expect(streams).toHaveLength(1);
  await page.close();
  await expect.poll(() => streams.length).toBe(2);
  await expect(afterRun(second)).toBeVisible({ timeout: 60_000 });
  await expectTheLog(second, address);
});

test('what cannot be had without a network is refused in its place, and the room stays', async ({ page, context }) => {
  await page.goto(await holdMeeting(page, await example('school-meals')));
  await expect(phase(page)).toBeVisible();
  const menu = page.getByRole('button', { name: 'Ask of Delivery' });
  await context.setOffline(true);
  await menu.click();
  await expect(page.getByRole('complementary')).toContainText('The request did not arrive.');
  await expect(page.getByRole('menu')).toBeHidden();
  await context.setOffline(false);
  await menu.click();
  await expect(page.getByRole('menu', { name: 'Ask of Delivery' })).toBeVisible();
});

test('a page that was put by while there was no network says so, and catches up with nothing lost', async ({
  page,
  context,
}) => {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(phase(page)).toBeVisible();
  await happens(page, 'pagehide');
  await context.setOffline(true);
  await happens(page, 'pageshow');
  await expect(page.getByText('You are offline.')).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toBeHidden();
  await happens(page, 'pagehide');
  await happens(page, 'pageshow');
  await expect(afterRun(page)).toBeVisible({ timeout: 60_000 });
  await expectTheLog(page, address);
});

test('back and forward: the run goes on where it was, and its clock is the server’s', async ({ page }) => {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto('/');
  await page.goto(address);
  await expect(phase(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Meetings' })).toBeVisible();
  await page.goForward();
  await expect(afterRun(page)).toBeVisible({ timeout: 60_000 });
  await expectTheLog(page, address);
});

test('who signs out in another tab is told here, loses the controls, and comes back after signing in', async ({
  page,
  context,
}) => {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(steering(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Settings' }).click();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/sign-in/);
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await expect(steering(page)).toBeHidden();
  const again = page.getByRole('link', { name: 'Sign in again' });
  await expect(again).toHaveAttribute('href', `/sign-in?next=${encodeURIComponent(address)}`);
  expect(await barriersOn(page)).toEqual([]);
});

test('a role that is taken away in mid-session: controls vanish and the reader is told, the council goes on', async ({
  page,
  product,
}) => {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(steering(page)).toBeVisible();
  await behindTheirBack(page, product, (db, { userId }) =>
    db.update(memberships).set({ role: 'viewer' }).where(eq(memberships.userId, userId)),
  );
  await expect(page.getByText('Your role has changed.')).toBeVisible({ timeout: 40_000 });
  await expect(steering(page)).toBeHidden();
  await expect(afterRun(page)).toBeVisible({ timeout: 60_000 });
  await expectTheLog(page, address);
});

test('a session that was ended elsewhere closes the open stream', async ({ page, product }) => {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(steering(page)).toBeVisible();
  await behindTheirBack(page, product, (db, { tokenHash }) =>
    db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)),
  );
  await expect(page.getByText('Your session has ended.')).toBeVisible({ timeout: 40_000 });
  await expect(steering(page)).toBeHidden();
});

test.describe('on a phone', () => {
  test.use(phone);

  test('the decider is told by a toast and by the bell in the room, without a reload', async ({ page }) => {
    const markdown = (await example('school-meals')).replace(/min_alternatives: \d+/, 'min_alternatives: 8');
    await page.goto(await holdMeeting(page, markdown));
    await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
    const told = page.getByRole('region', { name: 'What happened just now' });
    await expect(told.getByText('A decision waits for you')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('link', { name: 'Notifications, 1 unread' })).toBeVisible();
    await expect(page.locator('body')).toBeFocused();
    await fits(page);
    expect(await barriersOn(page)).toEqual([]);
    // A sheet lies over the page, and the toast over the sheet.
    await page.getByRole('button', { name: /^Board/ }).tap();
    await expect(page.locator('#board:popover-open')).toBeVisible();
    await told.getByRole('link', { name: 'Decide' }).tap();
    await expect(page).toHaveURL(/\/decide\?run=/);
  });
});

test.describe('asleep while the server is killed', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('the page misses and doubles nothing, and the bar counts down to the next try', async ({ page }) => {
    test.setTimeout(150_000);
    const settings = { XIO_PLAYBOOK_PACE: '6', XIO_LEASE_SECONDS: '2' };
    const first = await startProduct(settings);
    const again = { ...settings, XIO_DATA_DIR: first.dataDir, PORT: new URL(first.url).port };
    try {
      await page.goto(first.url);
      await page.getByRole('button', { name: 'Continue with the local account' }).click();
      await page.getByRole('button', { name: /^Start: Free school meals/ }).click();
      await expect(phase(page)).toBeVisible();
      await happens(page, 'pagehide');
      await first.kill();
      await happens(page, 'pageshow');
      await expect(page.getByText(/Next try in \d+ s/).first()).toBeVisible();
      const second = await startProduct(again);
      try {
        await page
          .getByRole('button', { name: 'Try now' })
          .click({ timeout: 2000 })
          .catch(() => {});
        await expect(page.getByText('The connection was lost.')).toBeHidden({ timeout: 20_000 });
        await expect(afterRun(page)).toBeVisible({ timeout: 60_000 });
        await expectTheLog(page, new URL(page.url()).pathname);
      } finally {
        await second.stop({ keep: true });
      }
    } finally {
      await first.stop();
    }
  });
});
