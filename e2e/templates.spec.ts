import type { Page } from '@playwright/test';
import { barriersOn } from './barriers';
import { expect, test } from './journey';
import { fits, fitThumbs } from './thumbs';

// The page of what does not exist answers with that status, which the browser reports.
test.use({ tolerated: [/status of 404/] });

const inOne = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Copies a template of the product and opens the copy for changes. */
async function copyOf(page: Page, kind: string): Promise<string> {
  await page.goto(`/templates/${kind}`);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.waitForURL(/\/templates\/[\w-]{36}\/edit$/);
  await expect(page.getByRole('button', { name: 'Save' })).toBeEnabled();
  return new URL(page.url()).pathname.replace(/\/edit$/, '');
}

test('a template is looked at, copied, changed, and a council is held by it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Templates');
  await page.getByRole('link', { name: 'Policy choice', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Policy choice');
  await expect(page.getByRole('heading', { name: 'Criteria' })).toBeVisible();
  await page.getByRole('link', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Выбор политики');
  await expect(page.getByRole('heading', { name: 'Criteria' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy' }).click();

  await inOne(page, 'Name, English').first().fill('City council');
  await inOne(page, 'Criterion 1, English').fill('Reach');
  await page.getByRole('button', { name: 'Remove Expert C' }).click();
  await page.getByLabel('Alternatives at least').fill('2');
  await page.getByLabel('Each risk needs its cost').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('City council');
  await expect(page.getByText('Own, version 2, changed on')).toBeVisible();
  await expect(page.getByText('A cost for each risk')).toBeHidden();

  await page.getByRole('link', { name: 'Use it' }).click();
  await page.getByLabel('Question').fill('Do we open the library on Sundays, or keep the hours of today?');
  await page.getByRole('button', { name: 'Prepare agenda' }).click();
  await expect(inOne(page, 'Criterion 1')).toHaveValue('Reach');
  await expect(page.getByLabel('Alternatives at least')).toHaveValue('2');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await page.waitForURL(/\/meetings\/[\w-]+$/);
  const meeting = await (await page.request.get(`/api/v1${new URL(page.url()).pathname}`)).json();
  expect(meeting.agenda).toMatchObject({
    template: 'policy-choice',
    policy: { min_alternatives: 2, risk_cost_required: false },
  });
  const team = await (await page.request.get(`/api/v1/teams/${meeting.team.id}`)).json();
  expect(team.seats.filter((seat: { role: string }) => seat.role === 'expert')).toHaveLength(2);
});

test('limits with which nobody could decide are refused beside their field, in both languages', async ({
  page,
  context,
}) => {
  const template = await copyOf(page, 'general');
  await page.getByLabel('Turns at most').fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Turns at most')).toBeFocused();
  await expect(page.getByText(/12 turns are spent before the experts have decided/)).toBeVisible();
  await page.getByLabel('Turns at most').fill('40');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(template);

  await context.addCookies([{ name: 'xio_lang', value: 'ru', url: new URL('/', page.url()).href }]);
  await page.goto('/meetings/new');
  await page.getByLabel('Вопрос').fill('Оставляем ли мы второй офис?');
  await page.getByRole('button', { name: 'Заполню сам' }).click();
  for (const place of [2, 1])
    await page
      .getByRole('button', { name: /^Убрать: / })
      .nth(place)
      .click();
  await page.getByLabel('мин 1').fill('0,1');
  await page.getByRole('button', { name: 'Начать совет' }).click();
  await expect(page.getByLabel('мин 1')).toBeFocused();
  await expect(page.getByText(/0,1 мин кончатся раньше, чем эксперты примут решение/)).toBeVisible();
});

test('what two people change at once stands side by side; nothing is lost', async ({ page, newViewer }) => {
  const template = await copyOf(page, 'vendor-choice');
  const other = await newViewer();
  await other.goto(`${template}/edit`);
  await inOne(other, 'Name, English').first().fill('Theirs');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.waitForURL(template);

  await inOne(page, 'Name, English').first().fill('Mine');
  await page.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /Name, English/ });
  await expect(row).toContainText('Theirs');
  await expect(row).toContainText('Mine');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(template);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
  await expect(page.getByText('Own, version 3')).toBeVisible();
});

test('an archived template is undone with one click, also later', async ({ page }) => {
  const template = await copyOf(page, 'hiring');
  await page.goto(template);
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('status')).toContainText('is archived');
  await expect(page.getByRole('link', { name: 'Hiring (copy)', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL(template);
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('status')).toContainText('is archived');
  await page.goto('/templates');
  await page.getByRole('link', { name: '1 archived template' }).click();
  await page.getByRole('link', { name: 'Hiring (copy)', exact: true }).click();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByRole('link', { name: 'Use it' })).toBeVisible();
});

test('gallery, template and editor keep to the rules of access, in both themes, on a phone too', async ({
  page,
  context,
}) => {
  const template = await copyOf(page, 'incident-review');
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await context.addCookies([{ name: 'xio_theme', value: theme, url: new URL('/', page.url()).href }]);
    await page.setViewportSize({ width, height: 844 });
    for (const path of ['/templates', template, `${template}/edit`]) {
      await page.goto(path);
      expect(await barriersOn(page), path).toEqual([]);
      await fits(page);
      if (width === 390) {
        await fitThumbs(page.getByRole('button'));
        await fitThumbs(page.getByRole('main').getByRole('link'));
      }
    }
  }
});

test('in Russian the gallery and a template are Russian', async ({ page, context }) => {
  await page.goto('/');
  await context.addCookies([{ name: 'xio_lang', value: 'ru', url: new URL('/', page.url()).href }]);
  for (const path of ['/templates', '/templates/policy-choice', '/templates/general']) {
    await page.goto(path);
    const words = (await page.locator('body').innerText()).match(/[A-Za-z]{2,}/g);
    expect([...new Set(words)].filter((word) => !['XIO', 'English', 'Northgate'].includes(word))).toEqual([]);
  }
});

test('a template that is not there, or comes with the product, has no editor', async ({ page }) => {
  await page.goto('/templates/nowhere');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.goto('/templates/general/edit');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
