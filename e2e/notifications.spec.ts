import type { Page } from '@playwright/test';
import { barriersOn } from './barriers';
import { example, expect, heldMeeting, test } from './journey';
import { fits, fitThumbs, phone } from './thumbs';

/** More alternatives than these experts bring: it is left to the decider. */
const escalating = async () => (await example('school-meals')).replace(/min_alternatives: \d+/, 'min_alternatives: 8');

/** Opens a page until the bell says so: deciders are told within a second or two of the end. */
const rung = (page: Page, name: string) =>
  expect(async () => {
    await page.goto('/');
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });

test('the decider is told by the bell, goes from there to decide, and the bell is quiet once it is done', async ({
  page,
}) => {
  const address = await heldMeeting(page, await escalating());
  await rung(page, 'Notifications, 1 unread');
  await page.getByRole('link', { name: 'Notifications, 1 unread' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'free school meals' });
  await expect(row).toContainText('The council came to no decision.');
  await expect(row).toContainText('Still missing: too few alternatives');
  expect(await barriersOn(page)).toEqual([]);

  await row.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`${address}/decide\\?run=`));
  const { log } = await (await page.request.get(`/api/v1${address}/decision`)).json();
  const settled = await page.request.post(`/api/v1${address}/decision/settle`, {
    data: { action: 'reject', version: log.version, note: 'Not this year.' },
  });
  expect(settled.ok(), await settled.text()).toBe(true);
  await rung(page, 'Notifications');
  await page.goto('/notifications');
  await expect(row).toContainText('Settled meanwhile');
});

test('what was told is marked as read, one by one or all at once', async ({ page }) => {
  await page.goto('/notifications');
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  for (let n = 0; n < 3; n += 1) await heldMeeting(page, await escalating());
  await rung(page, 'Notifications, 3 unread');
  await page.goto('/notifications');
  await page.getByRole('button', { name: 'Mark as read' }).first().click();
  await expect(page.getByRole('link', { name: 'Notifications, 2 unread' })).toBeVisible();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByRole('button', { name: /read/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
});

test.describe('on a phone, in Russian', () => {
  test.use(phone);

  test('the bell and its page fit, and have room for a thumb', async ({ page, baseURL }) => {
    await heldMeeting(page, await escalating());
    await page.context().addCookies([{ name: 'xio_lang', value: 'ru', url: baseURL ?? '' }]);
    await rung(page, 'Уведомления, 1 непрочитанное');
    await fits(page);
    await page.getByRole('link', { name: /^Уведомления/ }).tap();
    await expect(page.getByRole('heading', { name: 'Ждут вас' })).toBeVisible();
    await fits(page);
    await fitThumbs(page.getByRole('button'));
    await fitThumbs(page.getByRole('listitem').getByRole('link'));
    await fitThumbs(page.getByRole('link', { name: /^Уведомления/ }));
    expect(await barriersOn(page)).toEqual([]);
  });
});
