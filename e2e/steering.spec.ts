import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { example, expect, holdMeeting, test } from './journey';

test.use({ pace: '4' });

const button = (page: Page, name: string) => page.getByRole('complementary').getByRole('button', { name });
const minutes = (page: Page) => page.getByRole('region', { name: 'Minutes' });
const paused = (page: Page) => page.getByRole('status').filter({ hasText: 'Paused by Olga Brandt.' });
const speaking = (page: Page) => page.locator('article[aria-busy="true"]');
/** Words come in, so the page listens to its keys too. */
const words = (page: Page) => speaking(page).filter({ hasNotText: 'Thinking…' });

async function openLive(page: Page): Promise<string> {
  const address = await holdMeeting(page, await example('school-meals'));
  await page.goto(address);
  await expect(words(page).first()).toBeVisible();
  return address;
}

test('pause holds the council after the turn, by button and by key, and it goes on where it was', async ({ page }) => {
  await openLive(page);
  await button(page, 'Pause').click();
  await expect(paused(page)).toBeVisible({ timeout: 20_000 });
  await expect(speaking(page)).toHaveCount(0);
  await expect(minutes(page)).toContainText('Olga Brandt paused the council.');
  await button(page, 'Resume').click();
  await expect(paused(page)).toHaveCount(0);
  await expect(speaking(page).first()).toBeVisible();
  await page.keyboard.press('p');
  await expect(paused(page)).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('p');
  await expect(speaking(page).first()).toBeVisible();
});

test('what a person says stands in the minutes, and requests are taken up by the experts', async ({ page }) => {
  await openLive(page);
  const field = page.getByRole('textbox', { name: 'Say something to the council' });
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await field.fill('Think of the smallest schools too.');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await expect(minutes(page).getByText('Think of the smallest schools too.').first()).toBeVisible({ timeout: 20_000 });

  await field.press('Escape');
  await button(page, 'Ask for an alternative').click();
  await expect(minutes(page)).toContainText('Olga Brandt asked for an alternative.');
  await button(page, 'Ask for a risk').click();
  await expect(minutes(page)).toContainText('Olga Brandt asked for a risk.');

  await button(page, 'Extend the time').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Add 2 minutes' }).click();
  await expect(minutes(page)).toContainText('Olga Brandt extended by 2 minutes.');
  await expect(page.getByText('left of 17:00')).toBeVisible({ timeout: 20_000 });
});

test('skip cuts the turn that is being spoken', async ({ page }) => {
  await openLive(page);
  await button(page, 'Skip this turn').click();
  await page.getByRole('dialog', { name: 'Cut this turn?' }).getByRole('button', { name: 'Skip this turn' }).click();
  await expect(minutes(page)).toContainText('Olga Brandt skipped a turn.');
  await expect(
    minutes(page)
      .getByText(/cut off and discarded|given up/)
      .first(),
  ).toBeVisible({ timeout: 10_000 });
});

test('hand over makes the chosen expert the next speaker', async ({ page }) => {
  await openLive(page);
  await button(page, 'Hand to an expert').click();
  const dialog = page.getByRole('dialog', { name: 'Who speaks next?' });
  const choice = dialog.getByRole('listitem').last().getByRole('button');
  const name =
    ((await choice.innerText()).split('\n').find((line) => line.length > 2) ?? '').split(/ Expert /)[0] ?? '';
  await choice.click();
  await expect(dialog).toBeHidden();
  await expect(minutes(page)).toContainText(`Olga Brandt handed to ${name.trim()}`);
});

test('wrap up ends with a record, stop ends with a draft, and an ended run refuses controls in words', async ({
  page,
}) => {
  const address = await openLive(page);
  await button(page, 'Wrap up').click();
  await page.getByRole('dialog', { name: 'Wrap up?' }).getByRole('button', { name: 'Wrap up' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Wrapping up' })).toBeVisible({ timeout: 20_000 });
  await button(page, 'Stop').click();
  const dialog = page.getByRole('dialog', { name: 'Stop the council?' });
  await expect(dialog).toContainText('keeps a draft marked incomplete');
  await dialog.getByRole('button', { name: 'Stop now' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Stopped. A draft was kept.' })).toBeVisible();
  await expect(button(page, 'Pause')).toHaveCount(0);

  const refused = await page.request.post(`/api/v1${address}/control`, {
    data: { control: 'pause' },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(refused.status()).toBe(409);
  expect(await refused.json()).toMatchObject({
    run: { status: 'finished', outcome: 'stopped' },
    detail: expect.stringContaining('it was stopped'),
  });
  await page.getByRole('link', { name: 'Read the draft' }).first().click();
  await expect(page.getByText('Incomplete', { exact: true })).toBeVisible();
});

test('who joins in mid-turn reads it from its first word', async ({ page, newViewer }) => {
  const address = await openLive(page);
  const other = await newViewer();
  await other.goto(address);
  const open = words(other).first();
  await expect(open).toBeVisible();
  const { id, text } = await open.evaluate((one) => ({
    id: one.id,
    text: one.querySelector('div + div p')?.textContent ?? '',
  }));
  expect(text.length).toBeGreaterThan(0);
  const final = page.locator(`#${id}:not([aria-busy])`);
  await expect(final).toBeVisible({ timeout: 30_000 });
  const said = (await final.locator('div + div p').first().textContent()) ?? '';
  expect(said.startsWith(text), `“${text}” begins “${said}”`).toBe(true);
  await button(page, 'Stop').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Stop now' }).click();
  await expect(page.getByRole('link', { name: 'Read the draft' }).first()).toBeVisible();
});
