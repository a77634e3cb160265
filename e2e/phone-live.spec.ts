import { example, expect, holdMeeting, test } from './journey';
import { fits, fitThumbs, phone } from './thumbs';

test.use({ pace: '4', ...phone });

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

  await bar.getByRole('button', { name: 'Seats' }).tap();
  await fitThumbs(page.getByRole('button', { name: /^Ask of/ }));
  await page.getByRole('button', { name: 'Ask of Delivery' }).tap();
  await fitThumbs(page.getByRole('menuitem'));
  await page.getByRole('menuitem', { name: 'Ask for a risk' }).tap();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'In line' })).toContainText('a risk from Delivery');

  await bar.getByRole('button', { name: 'More' }).tap();
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  await fitThumbs(page.getByRole('button').filter({ hasText: /Hand to|Skip|Ask for|Extend|Wrap up|Stop/ }));
  await stop.tap();
  await page.getByRole('button', { name: 'Stop now' }).tap();
  await expect(bar.getByRole('link', { name: 'Decision' })).toBeVisible();
});
