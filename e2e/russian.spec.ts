import type { Page } from '@playwright/test';
import { afterRun, example, expect, test } from './journey';

/** Names, which stay as they are. */
const international = ['XIO', 'English', 'Markdown', 'JSON', 'PDF', 'Notion', 'Olga', 'Brandt', 'OB', 'Northgate'];

/** Words in Latin letters that are seen on the page and do not come from the agenda. */
async function latinOn(page: Page, agenda = ''): Promise<string[]> {
  const text = await page.locator('body').innerText();
  const known = new Set([...international, ...(agenda.match(/[A-Za-z]+/g) ?? [])]);
  const prose = (await page.locator('code').allInnerTexts()).reduce((all, code) => all.replace(code, ''), text);
  return [...new Set(prose.match(/[A-Za-z]{2,}/g))].filter((word) => !known.has(word));
}

/** A number and its noun, such as "21 реплика", in the form that Russian wants; after "из" it is another case. */
const forms = [
  { one: 'реплика', few: 'реплики', many: 'реплик' },
  { one: 'минута', few: 'минуты', many: 'минут' },
  { one: 'вариант', few: 'варианта', many: 'вариантов' },
  { one: 'голос', few: 'голоса', many: 'голосов' },
];
async function pluralsOn(page: Page): Promise<number> {
  const rules = new Intl.PluralRules('ru');
  const text = await page.locator('body').innerText();
  let found = 0;
  for (const form of forms) {
    for (const [said, count, noun] of text.matchAll(/(?<!из |[\d,])(\d+) ([а-яё]+)/g)) {
      if (!Object.values(form).includes(noun ?? '')) continue;
      found++;
      expect(said).toBe(`${count} ${form[rules.select(Number(count)) as keyof typeof form]}`);
    }
  }
  return found;
}

test('in Russian everything is Russian: the pages, what the council says, and its numbers', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Русский' }).check();
  await expect(page.getByRole('heading', { name: 'Проведите первый совет' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await page.keyboard.press('Escape');
  const examples = await Promise.all(['dockershim-removal', 'gitlab-2017-incident', 'school-meals'].map(example));
  expect(await latinOn(page, examples.join())).toEqual([]);

  await page.goto('/meetings/new');
  expect(await latinOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Подготовить повестку' }).click();
  await expect(page.getByLabel('Вопрос')).toHaveAccessibleDescription(/[а-я]/);
  expect(await latinOn(page)).toEqual([]);
  await page.goto('/meetings/new?by=file');
  await page
    .getByLabel('Повестка', { exact: true })
    .fill('---\ntimebox_minutes: -5\n---\n# Вопрос\n\nКуда едем летом?\n');
  await page.getByRole('button', { name: 'Прочитать повестку' }).click();
  await expect(page.getByLabel('Повестка', { exact: true })).toHaveAccessibleDescription(/-5/);
  expect(await latinOn(page, examples.join())).toEqual([]);
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'Здесь ничего нет' })).toBeVisible();
  expect(await latinOn(page)).toEqual([]);

  const agenda = await example('billing-monolith.ru');
  await page.goto('/');
  await page.getByRole('button', { name: 'Начать: Выносить ли биллинг из монолита' }).click();
  await expect(afterRun(page)).toBeVisible({ timeout: 30_000 });
  expect(await latinOn(page, agenda)).toEqual([]);
  let plurals = await pluralsOn(page);
  await afterRun(page).click();
  await expect(page.getByRole('heading', { name: 'Варианты', exact: true })).toBeVisible();
  for (const more of await page.locator('details > summary').all()) await more.click();
  expect(await latinOn(page, agenda)).toEqual([]);
  plurals += await pluralsOn(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 3 })).toContainText('биллинг');
  expect(await latinOn(page)).toEqual([]);
  plurals += await pluralsOn(page);
  expect(plurals).toBeGreaterThanOrEqual(3);
});

// The page that says so and a refused proposal answer with these, which the browser reports.
test.use({ tolerated: [/status of 40[04]/] });
