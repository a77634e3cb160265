import type { Locator, Page } from '@playwright/test';
import { example, expect, heldMeeting, holdMeeting, test } from './journey';

test.use({ pace: '1', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const fits = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
    .toBeLessThanOrEqual(0);

/** Every one of them can be hit by a thumb: at least 44 px high and wide. */
async function fitThumbs(targets: Locator): Promise<void> {
  const small = await targets.evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => ({ name: one.textContent, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44 || box.width < 44)
      .map(({ name, box }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
  );
  expect(small).toEqual([]);
}

test('on a phone a council is watched and steered with a thumb', async ({ page }) => {
  await page.goto(await holdMeeting(page, await example('school-meals')));
  const bar = page.getByRole('navigation', { name: 'Controls' });
  const speaking = page.locator('article[aria-busy="true"]').filter({ hasNotText: 'Thinking…' });
  await expect(speaking.first()).toBeVisible();
  await fits(page);
  await fitThumbs(bar.getByRole('button'));

  for (const [name, inside] of [
    ['Seats', page.getByRole('heading', { name: 'People' })],
    ['Board', page.getByRole('heading', { name: 'Budget' })],
  ] as const) {
    await expect(inside).toBeHidden();
    await bar.getByRole('button', { name }).tap();
    await expect(inside).toBeVisible();
    await fits(page);
    await page.keyboard.press('Escape');
    await expect(inside).toBeHidden();
  }
  await bar.getByRole('button', { name: 'Board' }).tap();
  await page.touchscreen.tap(195, 60);
  await expect(page.getByRole('heading', { name: 'Budget' })).toBeHidden();

  await bar.getByRole('button', { name: 'Say' }).tap();
  await page.getByRole('textbox', { name: 'Say something to the council' }).fill('Mind the small schools.');
  await page.getByRole('button', { name: 'Send' }).tap();
  await expect(page.getByText('Mind the small schools.').first()).toBeVisible({ timeout: 20_000 });

  await bar.getByRole('button', { name: 'Pause' }).tap();
  await expect(page.getByText('Paused by Olga Brandt.')).toBeVisible({ timeout: 20_000 });
  await expect(bar.getByRole('button', { name: 'Resume' })).toBeVisible();
  await bar.getByRole('button', { name: 'More' }).tap();
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  await fitThumbs(page.getByRole('button').filter({ hasText: /Hand to|Skip|Ask for|Extend|Wrap up|Stop/ }));
  await stop.tap();
  await page.getByRole('button', { name: 'Stop now' }).tap();
  await expect(bar.getByRole('link', { name: 'Decision' })).toBeVisible();
});

test.describe('without waiting', () => {
  test.use({ pace: '0' });

  test('no page scrolls sideways on a phone, and lists have room for a thumb', async ({ page }) => {
    await page.goto('/');
    await fits(page);
    await fitThumbs(page.getByRole('button'));
    const address = await heldMeeting(page, await example('gitlab-2017-incident'));
    await fits(page);
    await page.goto(`${address}/decision`);
    await expect(page.getByRole('heading', { name: 'Alternatives' })).toBeVisible();
    await fits(page);
    await page.goto('/meetings/new');
    await fits(page);
    await page.goto('/meetings/new?by=file');
    await page.getByLabel('Agenda').fill(await example('school-meals'));
    await page.getByRole('button', { name: 'Read the agenda' }).tap();
    await expect(page.getByText('Read as')).toBeVisible();
    await fits(page);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 3 })).toBeVisible();
    await fits(page);
    await fitThumbs(page.getByRole('button'));
    await fitThumbs(page.getByRole('navigation').getByRole('link'));
    await fitThumbs(page.getByRole('article').getByRole('link'));
    await page.getByRole('button', { name: 'Settings' }).tap();
    await fitThumbs(page.getByRole('group').getByText(/^(English|Light|Dark)$/));
    await fits(page);
  });
});
