import { afterRun, expect, test } from './journey';
import { tabber } from './tabs';

test.use({ pace: '12' });

test('a person who only has a keyboard goes from the list to an accepted decision', async ({ page }) => {
  test.setTimeout(120_000);
  const tabTo = tabber(page);
  await page.goto('/');
  await tabTo(/^Start: Free school meals/);
  await page.keyboard.press('Enter');
  const minutes = page.getByRole('region', { name: 'Minutes' });
  await expect(page.locator('article[aria-busy="true"]').filter({ hasNotText: 'Thinking…' }).first()).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog', { name: 'Who speaks next?' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(minutes).toContainText('Olga Brandt handed to Public finance.');
  await page.keyboard.press('/');
  await page.keyboard.type('Mind the small schools.');
  await page.keyboard.press('Enter');
  await expect(minutes).toContainText('Mind the small schools.', { timeout: 20_000 });
  await page.keyboard.press('Escape');

  await expect(afterRun(page)).toBeVisible({ timeout: 70_000 });
  await tabTo(/^Read the decision/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/decision/);
  await tabTo(/^(Decide|Settle)/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/decide/);
  await page.locator('input[name="way"]').first().focus();
  await page.keyboard.press('Space');
  await tabTo(/^Accept/);
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Accepted/).first()).toBeVisible();
});
