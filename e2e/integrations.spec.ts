import type { Page } from '@playwright/test';
import { type NotionTwin, oauthClient, startNotion } from '../lib/targets/notion/testing/notion';
import { systemClock } from '../lib/wiring/clock';
import { barriersOn } from './barriers';
import { test as base, expect } from './journey';
import { startProduct } from './server';
import { fits, fitThumbs, phone } from './thumbs';

/** A product of its own, whose Notion is the twin. */
const test = base.extend<object, { notion: NotionTwin }>({
  notion: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is destructured
    async ({}, use) => {
      const notion = await startNotion({ listen: true, hiddenMs: 0, clock: systemClock });
      await use(notion);
      await notion.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ notion }, use) => {
      const sign = { NOTION_OAUTH_CLIENT_ID: oauthClient.id, NOTION_OAUTH_CLIENT_SECRET: oauthClient.secret };
      const own = await startProduct({ XIO_NOTION_URL: notion.url, ...sign });
      await use(own);
      await own.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

// What is asked of Notion and refused, and a page of Notion's own, which has no policy of ours.
test.use({ tolerated: [/status of 400|oauth\/authorize/] });

/** A token that Notion accepts, of this journey alone. */
function newToken(notion: NotionTwin): string {
  const token = `ntn_journey_${notion.state().tokens.length}_0123456789ab12`;
  notion.state().tokens.push(token);
  return token;
}

async function connect(page: Page, token: string, label = 'Board’s Notion') {
  await page.goto('/integrations/new');
  await page.getByLabel('Paste a token').check();
  await page.getByLabel('Label').fill(label);
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** The way to where databases have been made below a page. */
async function makeDatabases(page: Page, notion: NotionTwin, title: string): Promise<void> {
  notion.person.addPage(title);
  await connect(page, newToken(notion));
  await page.getByLabel('A title, or the page’s address in Notion').fill(title);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByLabel(title, { exact: true }).check();
  await page.getByRole('button', { name: 'Make the databases' }).click();
  await expect(page.getByText('Decisions can be exported here.')).toBeVisible();
}

test('Notion is connected by a token that nobody sees again; its databases are made, and what they hold is shown', async ({
  page,
  notion,
}) => {
  const seen: string[] = [];
  page.on('response', async (response) => {
    if (/html|json|x-component/.test(response.headers()['content-type'] ?? '')) {
      seen.push(await response.text().catch(() => ''));
    }
  });
  const token = newToken(notion);
  await page.goto('/organisation');
  await page.getByRole('link', { name: 'Integrations' }).click();
  await expect(page.getByText('Nothing is connected yet.')).toBeVisible();
  await connect(page, 'ntn_of_somebody_else');
  await expect(page.getByText('Notion does not accept this token.')).toBeVisible();
  await expect(page.getByLabel('Label')).toHaveValue('Board’s Notion');

  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.waitForURL(/\/integrations\/[\w-]{36}$/);
  await expect(page.getByText('token …ab12')).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);

  const hidden = notion.person.addPage('Not for XIO', { shared: false });
  notion.person.addPage('Minutes of the board');
  const search = page.getByLabel('A title, or the page’s address in Notion');
  await search.fill(`https://www.notion.so/Not-for-XIO-${hidden.replaceAll('-', '')}`);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('The integration doesn’t see this in Notion.')).toBeVisible();
  await search.fill('minutes of');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByLabel('Minutes of the board').check();
  await page.getByRole('button', { name: 'Make the databases' }).click();
  await expect(page.getByText('Decisions can be exported here.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tasks', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'See or change the mapping' }).click();
  await expect(page.getByLabel('Decider', { exact: true })).toHaveValue(/.+/);
  await expect(page.getByText('Where we move the office').first()).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('status')).toContainText('The databases still fit.');
  await page.goto('/integrations');
  await expect(page.getByText('Ready')).toBeVisible();
  const list = await page.request.get('/api/v1/integrations');
  expect([...seen, await list.text()].join('')).not.toContain(token);
});

test('what people change in Notion, and a revoked token, are told in words and mended on the same screen', async ({
  page,
  notion,
}) => {
  await makeDatabases(page, notion, 'Minutes to be broken');
  const mapped = await (await page.request.get('/api/v1/integrations')).json();
  const { decisions } = mapped.integrations[0].settings;
  notion.person.removeProperty(decisions.dataSourceId, 'XIO ID');
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('One thing in Notion no longer fits')).toBeVisible();
  await expect(page.getByText('Needs an administrator')).toBeVisible();

  await page.getByRole('button', { name: 'See or change the mapping' }).click();
  await page.getByRole('button', { name: 'Save the mapping' }).click();
  await expect(page.getByText('Pick a property, or have it added.')).toBeVisible();
  await page.getByRole('button', { name: /^Add the missing property/ }).click();
  await expect(page.getByRole('button', { name: /^Add the/ })).toBeHidden();
  await page.getByRole('button', { name: 'Save the mapping' }).click();
  await expect(page.getByText('Decisions can be exported here.')).toBeVisible();

  const before = notion.state().tokens.at(-1) ?? '';
  notion.person.revoke(before);
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('status')).toContainText('Notion refuses the token');
  await page.getByRole('button', { name: 'Rename or replace the token' }).click();
  await page.getByLabel('Another token').fill(newToken(notion));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Decisions can be exported here.')).toBeVisible();

  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Pages in Notion stay as they are.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('Nothing is connected yet.')).toBeVisible();
});

test('databases that people have are mapped by name, and what is missing is added to them', async ({
  page,
  notion,
}) => {
  notion.person.addDatabase('Resolutions', {
    Name: { title: {} },
    Status: { select: { options: [{ name: 'Approved' }] } },
  });
  notion.person.addDatabase('To do', { Task: { title: {} }, Status: { status: {} }, Assignee: { people: {} } });
  await connect(page, newToken(notion));
  await page.getByLabel('Use databases that you have').check();
  await page.getByRole('group', { name: 'Database for decisions' }).getByLabel('Resolutions').check();
  await page.getByRole('group', { name: 'Database for tasks' }).getByLabel('To do').check();
  await page.getByRole('button', { name: 'Map them' }).click();
  await expect(page.getByLabel('Owner', { exact: true })).toHaveValue(/.+/);
  await page.getByRole('button', { name: /^Add the \d+ missing properties/ }).click();
  await expect(page.getByRole('button', { name: /^Add the/ })).toBeHidden();
  await page.getByRole('button', { name: 'Save the mapping' }).click();
  await expect(page.getByText('Decisions can be exported here.')).toBeVisible();
});

test('Notion’s own sign-in connects, and a refusal there ends on the page with a sentence', async ({ page }) => {
  await page.goto('/integrations/new');
  await page.getByLabel('Label').fill('By sign-in');
  await page.getByRole('button', { name: 'Go to Notion' }).click();
  const asks = page.getByRole('heading', { name: 'XIO wants to read and write pages' });
  await expect(asks).toBeVisible();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByText('Access was not allowed in Notion')).toBeVisible();
  const allow = page.getByRole('link', { name: 'Allow access' });
  // The page has just come back from elsewhere: until it is awake, a press does nothing.
  await expect(async () => {
    await page.getByRole('button', { name: 'Go to Notion' }).click({ timeout: 1000 });
    await expect(allow).toBeVisible({ timeout: 5000 });
  }).toPass();
  await allow.click();
  await page.waitForURL(/\/integrations\/[\w-]{36}$/);
  await expect(page.getByText('Where shall decisions and tasks go?')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use(phone);

  test('an integration is set up with a thumb', async ({ page, notion }) => {
    await makeDatabases(page, notion, 'Minutes on a phone');
    await page.getByRole('button', { name: 'See or change the mapping' }).click();
    await expect(page.getByText('Which property holds what')).toBeVisible();
    await fits(page);
    await fitThumbs(page.getByRole('main').locator('button, select'));
  });
});
