import { brandOf } from '../lib/brand/brand';
import { barriersOn } from './barriers';
import { expect, test } from './journey';

const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

test('an organisation’s colour is on every page in both themes, before any script, until it is reset', async ({
  page,
  browser,
  context,
  newOwner,
  product,
}) => {
  const yellow = brandOf('#ffd400');
  /** What a button is filled with while no pointer is on it. */
  const filled = async (name: string) => {
    await page.mouse.move(0, 0);
    return page.getByRole('button', { name }).evaluate((one) => getComputedStyle(one).backgroundColor);
  };
  await page.goto('/organisation');
  const colour = page.getByLabel('Colour, as #rrggbb');
  await colour.fill('mustard');
  await expect(page.getByText('This is no colour.')).toBeVisible();
  await colour.fill('#FFD400');
  await expect(page.getByText('it is shown darker')).toBeVisible();
  await expect(page.getByRole('row', { name: /A button’s label/ })).toHaveCount(2);
  await page.getByLabel('Name').fill('Northgate Energy');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Northgate Energy' })).toBeVisible();
  await expect.poll(() => filled('Save')).toBe(rgb(yellow.light.fill));
  expect(await barriersOn(page)).toEqual([]);

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/meetings/new');
  expect(await filled('Prepare agenda')).toBe(rgb(yellow.dark.fill));
  expect(await barriersOn(page)).toEqual([]);
  const bar = page.locator('meta[name="theme-color"][media*="dark"]');
  await expect(bar).toHaveAttribute('content', yellow.dark.fill);

  const plain = await browser.newContext({ storageState: await context.storageState(), javaScriptEnabled: false });
  const quiet = await plain.newPage();
  await quiet.goto(`${product.url}/teams`);
  await expect(quiet.locator('html')).toHaveAttribute('style', new RegExp(yellow.light.accent));
  await plain.close();

  const neighbours = await browser.newContext({ storageState: await newOwner() });
  const elsewhere = await neighbours.newPage();
  await elsewhere.goto(`${product.url}/organisation`);
  await expect(elsewhere.locator('html')).not.toHaveAttribute('style', /--accent/);
  await neighbours.close();

  await page.goto('/organisation');
  await page.getByRole('button', { name: 'Use the usual colour' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('style', /--accent/);
});
