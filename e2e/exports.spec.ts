import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { type NotionTwin, startNotion } from '../lib/targets/notion/testing/notion';
import { barriersOn } from './barriers';
import { example, expect, heldMeeting, test as journey } from './journey';
import { type Product, startProduct } from './server';
import { fits, fitThumbs } from './thumbs';

/** A product whose Notion is one of its own, which can be told to fail. */
const test = journey.extend<object, { notion: NotionTwin; product: Pick<Product, 'url' | 'dataDir'> }>({
  notion: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern
    async ({}, use) => {
      const twin = await startNotion({ listen: true, hiddenMs: 0 });
      await use(twin);
      expect(twin.mistakes).toEqual([]);
      await twin.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ notion }, use) => {
      const own = await startProduct({ XIO_NOTION_URL: notion.url });
      await use(own);
      await own.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const label = 'Council notes';

interface Place {
  dataSourceId: string;
  properties: { status: { name: string; type: 'select' | 'status' } };
  statuses: { done: string };
}

/** Connects a workspace with databases of its own, as a program would. Returns where tasks go. */
async function connectNotion(page: Page, notion: NotionTwin): Promise<Place> {
  const parent = notion.person.addPage(`Decisions ${randomUUID()}`);
  const made = await page.request.post('/api/v1/integrations', { data: { label, token: notion.token } });
  expect(made.status(), await made.text()).toBe(201);
  const { id, settings } = (await made.json()) as { id: string; settings: { version: number } };
  const built = await page.request.post(`/api/v1/integrations/${id}/databases`, {
    data: { version: settings.version, page: parent },
  });
  expect(built.status(), await built.text()).toBe(201);
  const { settings: now } = (await built.json()) as { settings: { tasks: Place } };
  return now.tasks;
}

/** Accepts the decision of a council that came to one. */
async function accept(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/decide`);
  await page.getByRole('radio', { name: /^Accept/ }).check();
  await page.getByRole('button', { name: 'Accept and sign' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept and sign' }).click();
  await expect(page.getByRole('region', { name: 'Accepted' })).toBeVisible();
}

const exportsOn = (page: Page) => page.getByRole('region', { name: /^(Exports|Экспорт)$/ });
const wayOn = (page: Page, name: string) => exportsOn(page).getByRole('row').filter({ hasText: name });

test('a decision goes to Notion, its links lead there, and what is done there is seen here', async ({
  page,
  notion,
}) => {
  const tasks = await connectNotion(page, notion);
  const address = await heldMeeting(page, await example('school-meals'));
  await accept(page, address);
  const way = wayOn(page, label);
  await expect(way).toContainText('Not exported yet');
  expect(await barriersOn(page)).toEqual([]);
  await way.getByRole('button', { name: `Export to ${label}` }).click();
  await expect(way).toBeFocused();
  await expect(way.getByText(/(\d+) of \1 delivered/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`${label}: everything is delivered.`)).toBeAttached();
  expect(await barriersOn(page)).toEqual([]);

  const task = page
    .getByRole('region', { name: 'Tasks' })
    .getByRole('link', { name: new RegExp(`^${label}, .*, opens in a new tab$`) })
    .first();
  await expect(task).toHaveAttribute('target', '_blank');
  const opened = page.waitForEvent('popup');
  await way.getByRole('link', { name: `Open in ${label}, opens in a new tab` }).click();
  const there = await opened;
  await expect(there.locator('pre')).toContainText('Pilot them in three districts first');
  await there.close();

  const [first] = notion.person.pagesOf(tasks.dataSourceId);
  const { name, type } = tasks.properties.status;
  const done = { name: tasks.statuses.done };
  notion.person.set(first?.id ?? '', name, type === 'status' ? { status: done } : { select: done });
  await way.getByRole('button', { name: `Read status now: ${label}` }).click();
  await expect(page.getByText(`“${done.name}” in ${label}, read`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Tasks' }).getByText('Done', { exact: true })).toBeVisible();

  await page.goto(address);
  const card = page.locator('[data-export="delivered"]').first();
  await expect(card).toContainText('Delivered');
  await expect(card.getByRole('link')).toHaveAttribute('href', /^http/);
  await card.locator('summary').click();
  await expect(card).toContainText('notion.decision_log');
  await expect(card).not.toContainText(notion.token);
  expect(await barriersOn(page)).toEqual([]);
});

test('minutes of a meeting of people, held in Russian, go to Notion, and what is done there is seen here', async ({
  page,
  notion,
}) => {
  const tasks = await connectNotion(page, notion);
  await page.goto('/meetings/new/minutes');
  await page
    .getByLabel('Transcript', { exact: true })
    .fill(
      [
        'Анна: Старый шлюз теряет каждый десятый заказ.',
        'Борис: Решили: в марте переходим на новый шлюз.',
        'Анна: Согласна.',
        'Борис: Я подготовлю план перехода к пятнице.',
      ].join('\n'),
    );
  await page.getByRole('button', { name: 'Take the minutes' }).click();
  const task = page.locator('#tasks tbody tr').filter({ hasText: /план перехода/i });
  await task.getByRole('button', { name: 'Confirm' }).click();
  await expect(task.getByText('Confirmed', { exact: true })).toBeVisible();
  await page.locator('#decisions li').first().getByRole('heading').getByRole('link').click();
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page.waitForURL(/\/decide/);
  await page.getByRole('radio', { name: /^Accept/ }).check();
  await page.getByRole('button', { name: 'Accept and sign' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept and sign' }).click();
  await expect(page.getByRole('region', { name: 'Accepted' })).toBeVisible();

  const way = wayOn(page, label);
  await way.getByRole('button', { name: `Export to ${label}` }).click();
  await expect(way.getByText(/(\d+) of \1 delivered/)).toBeVisible({ timeout: 30_000 });
  const [first, ...others] = notion.person.pagesOf(tasks.dataSourceId);
  expect(others).toEqual([]);
  const { name, type } = tasks.properties.status;
  const done = { name: tasks.statuses.done };
  notion.person.set(first?.id ?? '', name, type === 'status' ? { status: done } : { select: done });
  await way.getByRole('button', { name: `Read status now: ${label}` }).click();
  await expect(page.getByText(`“${done.name}” in ${label}, read`)).toBeVisible();
});

test('a failure says why, and its button tries again to the same place', async ({ page, notion }) => {
  await connectNotion(page, notion);
  const address = await heldMeeting(page, await example('school-meals'));
  await page.goto(`${address}/decision`);
  const way = wayOn(page, label);
  notion.faults.on('pages.create', { kind: 'answer', status: 404 }, { nth: 2 });
  await way.getByRole('button', { name: `Export to ${label}` }).click();
  await expect(way.getByText(/1 failed/)).toBeVisible({ timeout: 30_000 });
  const failed = page.getByRole('region', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: 'Failed' });
  await expect(failed).toHaveCount(1);
  await expect(failed).not.toContainText('It did not work.');
  expect(await barriersOn(page)).toEqual([]);
  const missing = async () => {
    const [, done, all] = /(\d+) of (\d+) delivered/.exec(await way.innerText()) ?? [];
    return Number(all) - Number(done);
  };
  await expect.poll(missing, { timeout: 30_000 }).toBe(1);
  const pages = notion.count('pages.create');
  await failed.getByRole('button', { name: /^Try again/ }).click();
  await expect(way.getByText(/(\d+) of \1 delivered/)).toBeVisible({ timeout: 30_000 });
  expect(notion.count('pages.create')).toBe(pages + 1);

  await way.getByRole('button', { name: `Export again: ${label}` }).click();
  await expect(way.getByRole('button', { name: `Export again: ${label}` })).toBeHidden();
  await expect(way.getByText(/(\d+) of \1 delivered/)).toBeVisible({ timeout: 30_000 });
  expect(notion.count('pages.create')).toBe(pages + 1);
});

test('without any integration a decision still goes out as files, and says who can connect one', async ({
  page,
  newColleague,
}) => {
  const address = await heldMeeting(page, await example('school-meals'));
  await page.goto(`${address}/decision`);
  await expect(exportsOn(page).getByRole('link', { name: 'Connect Notion' })).toHaveAttribute('href', '/integrations');
  await exportsOn(page).getByRole('button', { name: 'Export as files' }).click();
  const files = wayOn(page, 'Files here');
  await expect(files.getByRole('link', { name: 'Markdown' })).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent('download');
  await files.getByRole('link', { name: 'Markdown' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.md$/);
  expect(await barriersOn(page)).toEqual([]);

  const moderator = await newColleague('Daniel Kim', 'moderator');
  await moderator.page.goto(`${address}/decision`);
  await expect(exportsOn(moderator.page)).toContainText('An administrator can connect Notion.');
  const guest = await newColleague('Vera Klein', 'member');
  await guest.page.goto(`${address}/decision`);
  await expect(wayOn(guest.page, 'Files here')).toContainText('Delivered');
  await expect(exportsOn(guest.page).getByRole('button')).toHaveCount(0);
});

test('what is accepted goes by itself where the team says so, and the team’s page says where', async ({
  page,
  notion,
}) => {
  await connectNotion(page, notion);
  const address = await heldMeeting(page, await example('school-meals'));
  const { team } = (await (await page.request.get(`/api/v1${address}`)).json()) as { team: { id: string } };
  await page.goto(`/teams/${team.id}`);
  const auto = page.getByRole('group', { name: 'Export automatically when accepted' });
  await auto.getByRole('checkbox', { name: label }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);
  await accept(page, address);
  await expect(wayOn(page, label).getByText(/(\d+) of \1 delivered/)).toBeVisible({ timeout: 30_000 });
  await page.goto(address);
  await page.locator('[data-export] summary').first().click();
  await expect(page.locator('[data-export]').first()).toContainText('By itself, once accepted');
});

test('on a phone and in Russian exports are read and asked for with a thumb', async ({ page, notion }) => {
  await connectNotion(page, notion);
  const address = await heldMeeting(page, await example('school-meals'));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.context().addCookies([{ name: 'xio_lang', value: 'ru', url: new URL(page.url()).origin }]);
  await page.goto(`${address}/decision`);
  await page.getByRole('button', { name: `Экспорт в ${label}` }).click();
  await expect(wayOn(page, label).getByText(/доставлено (\d+) из \1/)).toBeVisible({ timeout: 30_000 });
  await fits(page);
  await fitThumbs(exportsOn(page).locator('button, a'));
  expect(await barriersOn(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(exportsOn(page)).toBeHidden();
});
