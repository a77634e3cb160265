import { example, expect, holdMeeting, test } from './journey';

test.use({ pace: '24' });

test('a guest watches live, and sees nothing more a second after the link was taken back', async ({
  page,
  browser,
}) => {
  const meeting = await holdMeeting(page, await example('gitlab-2017-incident'));
  await page.goto(`${meeting}/share`);
  await page.getByLabel('Live, while it is held').check();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const address = await page.getByLabel(/shown this once/).inputValue();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const guest = await context.newPage();
  await guest.goto(address);
  await expect(guest).toHaveURL(/\/live$/);
  await expect(guest.locator('article[id^="t"]').first()).toBeVisible();
  await expect(guest.getByRole('textbox')).toHaveCount(0);
  expect(await context.cookies()).toEqual([]);
  const before = await guest.locator('article[id^="t"]').count();
  await expect.poll(() => guest.locator('article[id^="t"]').count()).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(guest.getByRole('heading', { name: 'This link does not open' })).toBeVisible({ timeout: 5000 });
});
