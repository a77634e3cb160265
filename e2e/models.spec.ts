import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { barriersOn } from './barriers';
import { example, expect, test } from './journey';
import { startModelServer } from './model-server';
import { fits, fitThumbs } from './thumbs';

const key = 'sk-journey-0123456789-ab12';
let server: Awaited<ReturnType<typeof startModelServer>>;
test.beforeAll(async () => {
  server = await startModelServer({ key, models: ['acted', 'slow'] });
});
test.afterAll(() => server.close());

/** Connects the model server in the browser, as an administrator does, and is back at the list. */
async function connect(page: Page, its: { label?: string; key?: string; model?: string } = {}) {
  await page.goto('/models/new');
  await page.getByLabel('Provider').selectOption('compatible');
  await page.getByLabel('Label').fill(its.label ?? 'House model');
  await page.getByLabel('Address').fill(server.url);
  await page.getByLabel('Key', { exact: true }).fill(its.key ?? key);
  await page.getByLabel('Model 1', { exact: true }).fill(its.model ?? 'acted');
  await page.getByLabel('Price in').fill('0.25');
  await page.getByLabel('Price out').fill('2');
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.waitForURL(/\/models#/);
}

test('a model is connected, says a sentence, and speaks in a council; its key is never seen again', async ({
  page,
}) => {
  const seen: string[] = [];
  page.on('response', async (response) => {
    if (/html|json|x-component|event-stream/.test(response.headers()['content-type'] ?? '')) {
      seen.push(await response.text().catch(() => ''));
    }
  });
  await page.goto('/models');
  await expect(page.getByText('Until one is, scripted experts speak')).toBeVisible();
  await expect(page.getByRole('complementary').getByText('No model is connected.')).toBeVisible();
  await connect(page);
  await expect(page.getByText('acted speaks for seats that name no model.')).toBeVisible();
  await expect(page.getByText('No model is connected.')).toBeHidden();
  await expect(page.getByText('key …ab12')).toBeVisible();
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('status')).toContainText(/First word after .* tokens, \$0\.\d+\./);
  await expect(page.getByText(/^A good decision names its price/)).toBeVisible();
  await expect(page.getByText(/Answered in/)).toBeVisible();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await expect(page.getByText('The stored key ends in …ab12.')).toBeVisible();
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('');

  await page.goto('/teams/new');
  await page.getByLabel('Name of the team').fill('Mixed council');
  const seat = page.getByLabel('Model', { exact: true }).nth(1);
  await seat.fill('openai:gpt-nobody-has');
  await expect(page.getByText('Not connected here.')).toBeVisible();
  await seat.fill('compatible:acted');
  await expect(page.getByText('Not connected here.')).toBeHidden();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/teams\/[\w-]{36}$/);
  await expect(page.getByText(/compatible:acted/).first()).toBeVisible();

  const before = server.requests.length;
  const teamId = new URL(page.url()).pathname.split('/').at(-1);
  const data = { markdown: await example('school-meals'), teamId };
  const { id } = await (await page.request.post('/api/v1/meetings', { data })).json();
  expect((await page.request.post(`/api/v1/meetings/${id}/start`, { data: {} })).status()).toBe(202);
  await page.goto(`/meetings/${id}`);
  await expect(page.getByRole('link', { name: /decision/i }).first()).toBeVisible({ timeout: 40_000 });
  const asked = server.requests.slice(before);
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.every((one) => one.model === 'acted')).toBe(true);
  await expect(page.getByText('Scripted experts')).toHaveCount(0);

  await page.goto('/models');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('dialog[open]')).toContainText('Mixed council');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('Until one is, scripted experts speak')).toBeVisible();
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((one) => one.includes('0123456789-ab12'))).toEqual([]);
});

test('what the provider refuses is said in words, and a new key mends it', async ({ page }) => {
  await connect(page, { key: 'sk-wrong-0123456789' });
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('status')).toContainText('The provider refuses the key.');
  await expect(page.getByText('The provider refused the key.')).toBeVisible();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByLabel('Model 1', { exact: true }).fill('nobody-has-it');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/models#/);
  await expect(page.getByText('Not tested yet')).toBeVisible();
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('status')).toContainText('The provider has no model “nobody-has-it” for this key.');

  await page.goto('/models/new');
  await page.getByLabel('Label').fill('HOUSE MODEL');
  await page.getByLabel('Model 1', { exact: true }).fill('gpt-5-mini');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText('Another connection is called “HOUSE MODEL” already.')).toBeVisible();
  await expect(page.getByText('Enter the provider’s key.')).toBeVisible();
  await expect(page.getByLabel('Label')).toBeFocused();
});

test('models keep to the rules of access in Russian, in both themes, on a phone too', async ({ page, context }) => {
  await connect(page);
  const url = new URL('/', page.url()).href;
  await context.addCookies([{ name: 'xio_lang', value: 'ru', url }]);
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await context.addCookies([{ name: 'xio_theme', value: theme, url }]);
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/models');
    await page.getByRole('button', { name: 'Проверить' }).click();
    await expect(page.getByRole('status')).toContainText(/Первое слово через .* с/);
    await expect(page.getByText(/^Хорошее решение называет цену/)).toBeVisible();
    for (const path of ['/models', '/models/new']) {
      await page.goto(path);
      expect(await barriersOn(page), path).toEqual([]);
      await fits(page);
      if (width === 390) await fitThumbs(page.getByRole('main').getByRole('button'));
    }
  }
});

test('the embedded product keeps the key that encrypts in a file for its user alone', async ({ page, product }) => {
  await connect(page);
  const secret = await readFile(`${product.dataDir}/secret-key`, 'utf8');
  expect(Buffer.from(secret.trim(), 'base64')).toHaveLength(32);
});
