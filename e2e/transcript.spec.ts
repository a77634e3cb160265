import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { type LongMeeting, longMeeting } from './long-meeting';

let meeting: LongMeeting;
const turns = 220;
/** Height of the heading that sticks, px. */
const underHead = 52;

test.beforeEach(async ({ page, product }) => {
  meeting = await longMeeting(page, product.dataDir, turns);
});
test.afterEach(() => meeting.close());

const minutes = (page: Page) => page.getByRole('region', { name: 'Minutes' });
const topOf = (page: Page, id: string) =>
  page.locator(id).evaluate((row) => Math.round(row.getBoundingClientRect().top));

test('a long record opens at its end, draws only what is in sight, and goes to any turn by its address', async ({
  page,
}) => {
  await page.goto(meeting.address);
  await expect(page.locator(`#t${turns}`)).toBeInViewport();
  await expect(page.locator('#t1')).toHaveCount(0);
  expect(await minutes(page).getByRole('article').count()).toBeLessThan(60);

  await page.goto(`${meeting.address}#t12`);
  await expect(page.locator('#t12')).toBeInViewport();
  await expect(page.locator('#t12')).toBeFocused();
  await expect(page.getByRole('button', { name: 'To the latest' })).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#t150';
  });
  await expect(page.locator('#t150')).toBeInViewport();
  await expect(page.locator('#t150')).toBeFocused();
  await expect(page.getByRole('link', { name: 'Link to turn 150' })).toHaveAttribute('href', '#t150');

  await page.keyboard.press('Home');
  await expect(page.locator('#t1')).toBeInViewport();
  await page.keyboard.press('End');
  await expect(page.locator(`#t${turns}`)).toBeInViewport();
});

test('who reads further up is not moved by what comes in, is told how much it is, and gets down again', async ({
  page,
}) => {
  await page.goto(`${meeting.address}#t100`);
  await expect(page.locator('#t100')).toBeInViewport();
  await expect(page.locator('#t100')).toBeFocused();
  // It comes to stand under the heading that sticks as soon as the rows before it are measured.
  const top = Math.round((await minutes(page).boundingBox())?.y ?? 0);
  await expect.poll(async () => (await topOf(page, '#t100')) - top).toBe(underHead);
  await meeting.speak();
  await meeting.comment('Does the cost include the weekend shift?');
  const pill = page.getByRole('button', { name: '2 new turns' });
  await expect(pill).toBeVisible();
  expect((await topOf(page, '#t100')) - top).toBe(underHead);

  await pill.click();
  await expect(page.getByText('Does the cost include the weekend shift?')).toBeInViewport();
  await expect(pill).toHaveCount(0);
  await meeting.speak(
    '## Also\n\n**Marked** <b>words</b> with a [way out](https://example.org) and [none](javascript:x).',
  );
  const last = page.locator(`#t${turns + 2}`);
  await expect(last.getByRole('heading', { name: 'Also' })).toBeInViewport();
  await expect(last).toContainText('Marked <b>words</b>');
  await expect(last.getByRole('link', { name: 'way out' })).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(last.getByRole('link', { name: 'none' })).toHaveCount(0);
});

test('what was said is found wherever it stands, by keyboard alone', async ({ page }) => {
  await meeting.comment('The weekend shift of Ёлкин is not in it.');
  await page.goto(meeting.address);
  await expect(page.locator(`#t${turns}`)).toBeInViewport();
  // Hits are counted from the start, shown from where the reader is.
  await minutes(page).press('Home');
  await expect(page.locator('#t1')).toBeInViewport();
  await page.keyboard.press('f');
  const field = page.getByRole('textbox', { name: 'Find in the minutes' });
  await expect(field).toBeFocused();
  await field.fill('COUNT OF TURN 17');
  const status = page.getByRole('search').getByRole('status');
  await expect(status).toHaveText(/^1 of 11$/);
  await expect(page.locator('#t17')).toBeInViewport();
  await field.press('Enter');
  await expect(status).toHaveText('2 of 11');
  await expect(page.locator('#t170')).toBeInViewport();
  await field.press('Shift+Enter');
  await field.press('Shift+Enter');
  await expect(status).toHaveText('11 of 11');
  await field.fill('елкин');
  await expect(status).toHaveText('1 of 1');
  await field.fill('zeppelin');
  await expect(status).toHaveText('Nothing found');
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(minutes(page)).toBeFocused();
});
