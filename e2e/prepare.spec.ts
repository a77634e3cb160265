import type { Page } from '@playwright/test';
import { afterRun, expect, test } from './journey';
import { fits, phone } from './thumbs';

// A refusal and a request that was cut are what some of these journeys are about; the browser reports both.
test.use({ tolerated: [/status of 400|ERR_FAILED/] });

const question = 'Which scanner do we choose: Northscan, Lumen, or one that we rent?';
const notes =
  'Northscan costs 4,800 EUR.\nThe reading room opens on 1 September 2027.\nWe may spend at most 5,000 EUR.';

async function proposed(page: Page): Promise<void> {
  await page.goto('/meetings/new');
  await page.getByLabel('Question').fill(question);
  await page.getByLabel('What you know already').fill(notes);
  await page.getByRole('button', { name: 'Prepare agenda' }).click();
  await expect(page.getByRole('heading', { name: 'Missing facts' })).toBeVisible();
}
const itemsOf = (page: Page) =>
  page
    .getByRole('textbox', { name: /^Item \d+$/ })
    .evaluateAll((all) => all.map((one) => (one instanceof HTMLInputElement ? one.value : '')));
const meetingOf = async (page: Page) => {
  await page.waitForURL(/\/meetings\/[\w-]{36}$/);
  return (await page.request.get(`/api/v1${new URL(page.url()).pathname}`)).json();
};

test('a question becomes a reviewed agenda, put in order by keyboard and by drag, and a council', async ({ page }) => {
  await proposed(page);
  await expect(page.getByRole('region', { name: 'Moderator' })).toContainText('I take the question to be');
  await expect(page.getByText('15 of 15 min')).toBeVisible();
  await expect(page.getByText('$0.00, scripted')).toBeVisible();
  const [first = '', second = '', third = ''] = await itemsOf(page);

  await test.step('by keyboard, and it is said', async () => {
    await page.getByLabel('Item 1', { exact: true }).press('Alt+ArrowDown');
    expect(await itemsOf(page)).toEqual([second, first, third]);
    await expect(page.getByLabel('Item 2', { exact: true })).toBeFocused();
    await expect(page.getByText(`${first} is now 2 of 3.`)).toBeAttached();
    await page.getByRole('button', { name: `Move ${first} up` }).click();
    expect(await itemsOf(page)).toEqual([first, second, third]);
  });

  await test.step('by drag; Escape lets it go back', async () => {
    const grip = page.getByRole('button', { name: `Move ${first}, 1` });
    await grip.scrollIntoViewIfNeeded();
    const from = await grip.boundingBox();
    const to = await page.getByRole('button', { name: `Move ${third}, 3` }).boundingBox();
    if (!from || !to) throw new Error('no grips');
    const drag = async () => {
      await page.mouse.move(from.x + 8, from.y + 20);
      await page.mouse.down();
      await page.mouse.move(to.x + 8, to.y + 40, { steps: 8 });
    };
    await drag();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await itemsOf(page)).toEqual([first, second, third]);
    await drag();
    await page.mouse.up();
    expect(await itemsOf(page)).toEqual([second, third, first]);
  });

  await test.step('what was removed can be brought back', async () => {
    await page.getByRole('button', { name: `Remove ${third}` }).click();
    expect(await itemsOf(page)).toEqual([second, first]);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await itemsOf(page)).toEqual([second, third, first]);
  });

  const asked = page.getByRole('listitem').filter({ hasText: 'What does “Lumen” cost in full?' });
  await asked.getByRole('textbox').fill('5,200 EUR.');
  await asked.getByRole('button', { name: 'Add as a fact' }).click();
  const kept = page.getByRole('listitem').filter({ hasText: /How do we get our data out/ });
  await kept.getByRole('button', { name: 'Keep as an open question' }).click();
  await expect(page.getByLabel('Facts we agree on')).toHaveValue(/What does “Lumen” cost in full\? 5,200 EUR\.$/);
  await page.getByRole('button', { name: 'Start the council' }).click();
  const { agenda } = await meetingOf(page);
  expect(agenda.items.map((one: { title: string }) => one.title)).toEqual([second, third, first]);
  expect(agenda.constraints).toContain('We may spend at most 5,000 EUR.');
  expect(agenda.facts).toContain('Open question: How do we get our data out again?');
  await expect(afterRun(page)).toBeVisible({ timeout: 30_000 });

  // The time from opening the page to the start of the council is on the page of measures.
  await page.goto('/measures');
  await expect(page.getByRole('heading', { name: 'Time to agenda' })).toBeVisible();
  const measured = await (await page.request.get('/api/v1/measures')).json();
  expect(JSON.stringify(measured)).toMatch(/"agenda":\{"count":1,"mean":\d/);
});

test('boxes over the team’s limit are said while they are typed, and can be made to fit', async ({ page }) => {
  await proposed(page);
  await page.getByLabel('min 1').fill('20');
  await expect(page.getByText('The boxes add up to 31 minutes; this team ends after 15.')).toBeVisible();
  await page.getByRole('button', { name: 'Fit them to 15' }).click();
  await expect(page.getByText('15 of 15 min')).toBeVisible();
});

test('nothing that was typed is lost: not by a reload, nor by a request that fails', async ({ page }) => {
  await page.goto('/meetings/new');
  await page.getByLabel('Question').fill(question);
  await page.getByLabel('What you know already').fill(notes);
  await page.reload();
  await expect(page.getByLabel('Question')).toHaveValue(question);
  await expect(page.getByLabel('What you know already')).toHaveValue(notes);
  await page.getByRole('button', { name: 'Prepare agenda' }).click();
  await page.getByLabel('Decider').fill('Head of the archive');
  await page.getByLabel('Item 2', { exact: true }).fill('Price and speed');
  await page.reload();
  await expect(page.getByLabel('Decider')).toHaveValue('Head of the archive');
  await expect(page.getByLabel('Item 2', { exact: true })).toHaveValue('Price and speed');
  await page.route('**/meetings/new', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: 'Start the council' }).click();
  await expect(page.getByText('The request did not arrive.')).toBeVisible();
  await expect(page.getByLabel('Decider')).toHaveValue('Head of the archive');
  await page.unroute('**/meetings/new');
  await page.getByRole('button', { name: 'Start the council' }).click();
  expect((await meetingOf(page)).agenda.decider).toBe('Head of the archive');
  await page.goto('/meetings/new');
  await expect(page.getByLabel('Question')).toHaveValue('');
});

test('a question of nothing visible, or none, is refused at its field', async ({ page }) => {
  await page.goto('/meetings/new');
  for (const typed of ['', '\u200b\u2060\ufeff', 'Why?']) {
    await page.getByLabel('Question').fill(typed);
    await page.getByRole('button', { name: 'Prepare agenda' }).click();
    await expect(page.getByLabel('Question')).toHaveAccessibleDescription(/question|short/i);
    await expect(page.getByLabel('Question')).toBeFocused();
  }
});

test('an agenda that was saved for later is changed in the same editor, then started', async ({ page }) => {
  await proposed(page);
  await page.getByRole('button', { name: 'Save for later' }).click();
  await page.getByRole('link', { name: 'Edit the agenda' }).click();
  await expect(page.getByLabel('Question')).toHaveValue(question);
  await page.getByLabel('Consulted').fill('Union of archivists, Bo');
  await page.reload();
  await expect(page.getByLabel('Consulted')).toHaveValue('Union of archivists, Bo');
  await page.getByRole('button', { name: 'Start the council' }).click();
  const meeting = await meetingOf(page);
  expect(meeting.agenda.consulted).toEqual(['Union of archivists', 'Bo']);
  expect(meeting.runs).toBe(1);
});

test.describe('on a phone, in Russian', () => {
  test.use(phone);

  test('an agenda is prepared with a thumb', async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'xio_lang', value: 'ru', url: baseURL ?? '' }]);
    await page.goto('/meetings/new');
    await fits(page);
    await page.getByLabel('Вопрос').fill('Какой сканер выбираем: «Север», «Лумен» или аренду?');
    await page.getByLabel('Что уже известно').fill('«Север» стоит 480 000 рублей.');
    await page.getByRole('button', { name: 'Подготовить повестку' }).tap();
    await expect(page.getByRole('heading', { name: 'Чего не хватает' })).toBeVisible();
    await fits(page);
    expect(await page.getByRole('region', { name: 'Ведущий' }).innerText()).not.toMatch(/[a-z]{3}/i);
    await page
      .getByRole('button', { name: /^Ниже: / })
      .first()
      .tap();
    await fits(page);
    await page.getByRole('button', { name: 'Начать совет' }).tap();
    expect((await meetingOf(page)).agenda.language).toBe('ru');
  });
});
