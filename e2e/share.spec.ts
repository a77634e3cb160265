import type { Browser, Page } from '@playwright/test';
import { barriersOn } from './barriers';
import { afterRun, example, expect, holdMeeting, test } from './journey';

/** A person outside: a fresh browser that is signed in nowhere, with or without JavaScript. */
async function outside(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, ...options });
  return { context, page: await context.newPage() };
}

async function held(page: Page): Promise<string> {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(afterRun(page)).toBeVisible({ timeout: 30_000 });
  return address;
}

interface Terms {
  shows: string;
  password?: string;
  once?: boolean;
  names?: boolean;
  passages?: string;
}

/** Makes a link by the form and takes its address. */
async function link(page: Page, meeting: string, { shows, password = '', once, names, passages = '' }: Terms) {
  await page.goto(`${meeting}/share`);
  await page.getByLabel(shows).check();
  await page.getByLabel('Password').fill(password);
  if (once) await page.getByLabel(/^Opens once/).check();
  if (names) await page.getByLabel(/^Hide names/).check();
  await page.getByLabel(/^Hide passages/).fill(passages);
  await page.getByRole('button', { name: 'Make a link' }).click();
  return page.getByLabel(/shown this once/).inputValue();
}

test('a meeting is shared, read outside without a script or a cookie, and taken back', async ({ page, browser }) => {
  const meeting = await held(page);
  const address = await link(page, meeting, { shows: 'The whole transcript' });
  expect(await barriersOn(page)).toEqual([]);
  await page.goto(meeting);
  await expect(page.getByRole('link', { name: 'Shared by 1 link' }).first()).toBeVisible();

  const { context, page: guest } = await outside(browser);
  const loaded: string[] = [];
  guest.on('requestfinished', (request) => loaded.push(request.resourceType()));
  const answer = await guest.goto(address);
  const headers = answer?.headers() ?? {};
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-robots-tag']).toContain('noindex');
  expect(headers['content-security-policy']).toContain(`script-src 'none'`);
  await expect(guest.locator('meta[name="robots"]').first()).toHaveAttribute('content', /noindex/);
  await expect(guest.getByRole('heading', { name: 'What was said', exact: true })).toBeVisible();
  expect(loaded).not.toContain('script');
  expect(await context.cookies()).toEqual([]);
  expect(await guest.title()).not.toContain('meals');
  const body = await guest.content();
  for (const secret of [meeting.split('/').at(-1) ?? '?', '/meetings/', 'micro']) expect(body).not.toContain(secret);
  await expect(guest.getByRole('button')).toHaveCount(0);
  expect(await barriersOn(guest)).toEqual([]);
  await guest.locator('a.cite[href^="#t"]').first().click();
  await expect(guest.locator('article:target')).toBeVisible();
  await guest.emulateMedia({ media: 'print' });
  expect((await guest.pdf()).length).toBeGreaterThan(20_000);

  const { page: quiet } = await outside(browser, {
    javaScriptEnabled: false,
    locale: 'ru-RU',
    viewport: { width: 390, height: 844 },
  });
  await quiet.goto(address);
  await expect(quiet.getByRole('heading', { name: 'Что было сказано' })).toBeVisible();
  expect(await quiet.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.goto(`${meeting}/share`);
  await expect(page.getByText(/Opened \d+ times|Opened once/)).toBeVisible();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText(/^Taken back on/)).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'This link does not open' })).toBeVisible();
  await quiet.goto(address.replace(/.{43}$/, 'x'.repeat(43)));
  await expect(quiet.getByRole('heading', { name: 'Эта ссылка не открывается' })).toBeVisible();
});

test('a password is asked for, and a cookie is kept for this link alone', async ({ page, browser }) => {
  const meeting = await held(page);
  const address = await link(page, meeting, { shows: 'The decision with its quotes', password: 'open sesame' });
  const { context, page: guest } = await outside(browser, { javaScriptEnabled: false });
  await guest.goto(address);
  expect(await context.cookies()).toEqual([]);
  await guest.getByLabel('Password').fill('open barley');
  await guest.getByRole('button', { name: 'Open' }).click();
  await expect(guest.getByRole('alert')).toContainText('not the password');
  await guest.getByLabel('Password').fill('open sesame');
  await guest.getByRole('button', { name: 'Open' }).click();
  await expect(guest.getByRole('heading', { name: 'Alternatives', exact: true })).toBeVisible();
  await expect(guest.getByRole('heading', { name: 'What was said', exact: true })).toHaveCount(0);
  expect(await context.cookies()).toMatchObject([
    { path: new URL(address).pathname, httpOnly: true, sameSite: 'Strict' },
  ]);
});

test('a link that opens once is opened by a press, not by a look', async ({ page, browser }) => {
  const meeting = await held(page);
  const address = await link(page, meeting, { shows: 'The decision only', once: true });
  const preview = await browser.newContext();
  expect(await (await preview.request.get(address)).text()).toContain('It opens once');
  const { page: guest } = await outside(browser, { javaScriptEnabled: false });
  await guest.goto(address);
  await guest.getByRole('button', { name: 'Open' }).click();
  await expect(guest.getByRole('heading', { name: 'Alternatives', exact: true })).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Alternatives', exact: true })).toBeVisible();
  expect(await (await preview.request.get(address)).text()).toContain('This link does not open');
});

test('what is hidden is hidden in the document, and can be looked at as a visitor first', async ({ page, browser }) => {
  const meeting = await held(page);
  await page.goto(meeting);
  const chosen = await page.evaluate(() => document.body.innerText);
  expect(chosen).toContain('Olga Brandt');
  const address = await link(page, meeting, { shows: 'The whole transcript', names: true, passages: 'SCHOOL   meals' });
  await page.getByRole('link', { name: 'View as a visitor' }).first().click();
  await expect(page.getByRole('link', { name: 'Back to the links' })).toBeVisible();
  const { page: guest } = await outside(browser, { javaScriptEnabled: false });
  await guest.goto(address);
  for (const one of [page, guest]) {
    await expect(one.getByText('█████').first()).toBeVisible();
    expect(await one.locator('body').innerText()).not.toMatch(/Olga|Brandt|school\s+meals/i);
  }
  expect(await guest.content()).not.toMatch(/Olga|Brandt|school\s+meals/i);
});
