import type { Page } from '@playwright/test';
import { barriersOn } from './barriers';
import { afterRun, example, expect, heldMeeting, test } from './journey';
import { startProduct } from './server';
import { fits, fitThumbs } from './thumbs';

/** More alternatives than these experts bring: the council keeps asking, and then leaves it to the decider. */
const demanding = async (name: string) => (await example(name)).replace(/min_alternatives: \d+/, 'min_alternatives: 8');

/** Chooses a way on the decider's page, and confirms it in the dialog. */
async function settle(page: Page, go: RegExp): Promise<void> {
  await page.getByRole('button', { name: go }).click();
  await page.locator('dialog[open]').getByRole('button', { name: go }).click();
}

const inRussian = (page: Page) =>
  page.context().addCookies([{ name: 'xio_lang', value: 'ru', url: new URL(page.url()).origin }]);

test('what the council could not agree on is decided by a person, signed, changed and accepted again', async ({
  page,
}) => {
  const address = await heldMeeting(page, await demanding('school-meals'));
  await page.getByRole('link', { name: 'Decide', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'What is missing' })).toBeVisible();
  await expect(page.getByText('Send it back for another alternative')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /Pilot them in three districts first/ })).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);

  await page.getByRole('radio', { name: /^Accept/ }).check();
  await page.getByRole('radio', { name: 'Trial with an end date' }).check();
  await page.getByLabel('Decision', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Accept and sign' }).click();
  await expect(page.getByLabel('Decision', { exact: true })).toHaveAccessibleDescription(/Say in a sentence/);
  await expect(page.getByLabel('Decision', { exact: true })).toBeFocused();
  await page.getByLabel('Decision', { exact: true }).fill('We try it in one district until July.');
  await page.getByLabel('Reason').fill('It can be undone.');
  expect(await barriersOn(page)).toEqual([]);
  await settle(page, /^Accept and sign$/);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We try it in one district until July.');
  const signature = page.getByRole('region', { name: 'Accepted' });
  await expect(signature).toContainText('Olga Brandt');
  await expect(signature).toContainText('It can be undone.');
  await expect(signature).toContainText(/[0-9a-f]{64}/);
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('accepted by Olga Brandt');
  await expect(history.getByRole('insertion').filter({ hasText: /^Trial with an end date$/ })).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);

  await page.getByRole('link', { name: 'Change the text' }).click();
  await expect(page.getByText('This decision is accepted and signed.')).toBeVisible();
  await page.getByLabel('Decision', { exact: true }).fill('We try it in two districts until July.');
  await page.getByLabel('Why the change').fill('Two asked for it.');
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.getByText('This is a proposal. Version 2 holds until it is accepted.')).toBeVisible();

  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page.getByRole('radio', { name: /^Accept/ }).check();
  await settle(page, /^Accept and sign$/);
  await expect(page.getByText('It takes the place of version 2.')).toBeVisible();
  await page.getByRole('link', { name: 'Read version 2' }).click();
  await expect(page.getByText('Version 2 was superseded.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We try it in one district until July.');

  const markdown = await page.request.get(`/api/v1${address}/decision?format=md`);
  expect(await markdown.text()).toContain('We try it in two districts until July.');
  await page.goto(`${address}/decide`);
  await expect(page.getByText('There is nothing to decide here now: it is accepted.')).toBeVisible();
});

test('two people change one decision: the later sees both texts and goes on with either', async ({
  page,
  newViewer,
}) => {
  const address = await heldMeeting(page, await demanding('school-meals'));
  const other = await newViewer();
  await page.goto(`${address}/decision/edit`);
  await other.goto(`${address}/decision/edit`);
  await other.getByLabel('Decision', { exact: true }).fill('Theirs came first.');
  await other.getByLabel('Assumptions').fill('Prices hold.');
  await other.getByRole('button', { name: 'Save the change' }).click();
  await expect(other.getByRole('heading', { name: 'History' })).toBeVisible();

  await page.getByLabel('Decision', { exact: true }).fill('Mine took longer.');
  await page.getByRole('button', { name: 'Save the change' }).click();
  const newer = page.getByRole('region', { name: 'Version 2 came in between' });
  await expect(newer).toBeVisible();
  await expect(newer.getByRole('row', { name: /^Decision/ })).toContainText('Theirs came first.');
  await expect(newer.getByRole('row', { name: /^Decision/ })).toContainText('Mine took longer.');
  await expect(newer.getByRole('heading')).toBeFocused();
  expect(await barriersOn(page)).toEqual([]);
  await newer.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(page.getByLabel('Decision', { exact: true })).toHaveValue('Mine took longer.');
  await expect(page.getByLabel('Assumptions')).toHaveValue('Prices hold.');
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Version 3');
  await expect(page.getByRole('region', { name: 'Assumptions' })).toContainText('Prices hold.');
});

test('a decider who was overtaken decides on what now stands there', async ({ page, newViewer }) => {
  const address = await heldMeeting(page, await demanding('school-meals'));
  const other = await newViewer();
  await page.goto(`${address}/decide`);
  await page.getByRole('radio', { name: /^Defer/ }).check();
  await page.getByLabel('Until').fill('2099-01-31');
  await page.getByLabel('Reason').fill('The budget is not out.');
  await other.goto(`${address}/decision/edit`);
  await other.getByLabel('Title').fill('Meals, later');
  await other.getByRole('button', { name: 'Save the change' }).click();
  await expect(other.getByRole('heading', { name: 'History' })).toBeVisible();

  await settle(page, /^Defer$/);
  await page
    .getByRole('region', { name: 'Version 2 came in between' })
    .getByRole('button', { name: 'Go on with the newer one' })
    .click();
  await expect(page.getByLabel('Reason')).toHaveValue('The budget is not out.');
  await settle(page, /^Defer$/);
  await expect(page.getByText('Deferred until January 31, 2099.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not decided yet: it was put off.');
});

test('a decider who is second reads what was decided; no word of a long note is cut off', async ({
  page,
  newViewer,
}) => {
  const address = await heldMeeting(page, await demanding('school-meals'));
  const other = await newViewer();
  for (const one of [page, other]) {
    await one.goto(`${address}/decide`);
    await one.getByRole('radio', { name: /^Reject/ }).check();
    await one.getByLabel('Reason').fill('No money.');
  }
  await page.getByLabel('Reason').fill('x'.repeat(2_001));
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByLabel('Reason')).toHaveAccessibleDescription(/at most 2,000 characters; it has 2,001/);
  await page.getByLabel('Reason').fill('No money.');
  await settle(other, /^Reject$/);
  await expect(other.getByRole('heading', { name: 'Rejected' })).toBeVisible();
  await settle(page, /^Reject$/);
  const newer = page.getByRole('region', { name: 'Version 2 came in between' });
  await expect(newer.getByRole('button')).toHaveCount(0);
  await newer.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Rejected' })).toBeVisible();
});

test('confirming a task keeps the keyboard where it was', async ({ page }) => {
  const address = await heldMeeting(page, await example('school-meals'));
  await page.goto(`${address}/decision`);
  const confirm = page.getByRole('button', { name: /^Confirm: / }).last();
  const task = (await confirm.getAttribute('aria-label'))?.replace('Confirm: ', '') ?? '';
  await confirm.press('Enter');
  await expect(page.getByRole('button', { name: `Done: ${task}` })).toBeFocused();
});

test('sent back, the council holds another round, whose accepted decision takes the place of the first', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const address = await heldMeeting(page, await demanding('school-meals'));
  await page.goto(`${address}/decision`);
  const first = new URL((await page.getByRole('link', { name: 'Decide' }).getAttribute('href')) ?? '', page.url());
  await page.getByRole('link', { name: 'Decide' }).click();
  await page.getByRole('radio', { name: /^Send back/ }).check();
  await page.getByRole('button', { name: 'Send back' }).click();
  const note = page.getByLabel('What should the council do better?');
  await expect(note).toHaveAccessibleDescription(/Say what the council should do better/);
  await note.fill('Think of the smallest schools.');
  await settle(page, /^Send back$/);
  await page.waitForURL(new RegExp(`${address}$`));
  await expect(afterRun(page)).toBeVisible({ timeout: 40_000 });
  await page.getByRole('link', { name: 'Decide', exact: true }).first().click();
  expect(new URL(page.url()).searchParams.get('run')).not.toBe(first.searchParams.get('run'));
  await page.getByRole('radio', { name: /^Accept/ }).check();
  await page.getByLabel('Reason').fill('Enough was said.');
  await settle(page, /^Accept and sign$/);
  await expect(page.getByRole('region', { name: 'Accepted' })).toBeVisible();
  await page.goto(`${address}/decision?run=${first.searchParams.get('run')}`);
  await expect(page.getByText('A newer decision took the place of this one.')).toBeVisible();
  await page.getByRole('link', { name: 'Read the newer decision' }).click();
  await expect(page.getByRole('region', { name: 'Accepted' })).toContainText('Enough was said.');
});

test('tasks that nobody said count only once a person confirms them; a person can edit and add', async ({ page }) => {
  const address = await heldMeeting(page, await example('school-meals'));
  await page.goto(`${address}/decision`);
  const tasks = page.getByRole('region', { name: 'Tasks' });
  const proposed = tasks.getByRole('region', { name: /Proposed, count only when confirmed/ });
  const rows = proposed.getByRole('row');
  const before = await rows.count();
  const title =
    (await rows
      .nth(1)
      .getByRole('button', { name: /^Confirm/ })
      .getAttribute('aria-label')) ?? '';
  await proposed.getByRole('button', { name: title }).click();
  await expect(rows).toHaveCount(before - 1);
  await expect(tasks.getByRole('row', { name: title.replace('Confirm: ', '') }).first()).toContainText('Confirmed');

  await tasks.getByRole('button', { name: /^Edit/ }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Edit the task' });
  await dialog.getByLabel('Owner').selectOption({ label: 'Olga Brandt' });
  await dialog.getByLabel('Due').fill('2001-01-01');
  expect(await barriersOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the task' }).click();
  await expect(dialog.getByLabel('Due')).toHaveAccessibleDescription(/past/);
  await dialog.getByLabel('Due').fill('2099-05-04');
  await dialog.getByRole('button', { name: 'Save the task' }).click();
  await expect(dialog).toBeHidden();
  await expect(tasks.getByRole('row').filter({ hasText: 'Olga Brandt' })).toContainText('May 4');

  await tasks.getByRole('button', { name: 'Add a task' }).click();
  await page.locator('dialog[open]').getByLabel('Task').fill('Ask the kitchens');
  await page.locator('dialog[open]').getByRole('button', { name: 'Add the task' }).click();
  await expect(tasks.getByRole('row').filter({ hasText: 'Ask the kitchens' })).toContainText('By a person');
  await tasks.getByRole('button', { name: 'Drop: Ask the kitchens' }).click();
  await expect(tasks.getByText('1 task dropped')).toBeVisible();
});

test('по-русски: решение принимает человек', async ({ page }) => {
  const address = await heldMeeting(page, await demanding('billing-monolith.ru'));
  await inRussian(page);
  await page.goto(`${address}/decide`);
  await expect(page.getByRole('heading', { name: 'Чего не хватает' })).toBeVisible();
  await page.getByRole('radio', { name: /^Принять/ }).check();
  await page.getByLabel('Причина').fill('Этих вариантов достаточно.');
  await page.getByRole('button', { name: 'Принять и подписать' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.locator('dialog[open]').getByRole('button', { name: 'Принять и подписать' }).click();
  await expect(page.getByRole('region', { name: 'Принято' })).toContainText('Этих вариантов достаточно.');
  await expect(page.getByRole('region', { name: 'История' })).toContainText('принята: Olga Brandt');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone that is ${colorScheme}, deciding and editing fit and keep nobody out`, async ({
    newViewer,
    page,
  }) => {
    const address = await heldMeeting(page, await demanding('school-meals'));
    const small = await newViewer({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of ['decide', 'decision', 'decision/edit']) {
      await small.goto(`${address}/${path}`);
      await fits(small);
      expect(await barriersOn(small)).toEqual([]);
    }
    await small.goto(`${address}/decide`);
    await small.getByRole('radio', { name: /^Send back/ }).check();
    await fitThumbs(small.getByRole('button', { name: 'Send back' }));
    await fits(small);
  });
}

test('on paper stands the record alone, with what was cited spelled out and lines to sign', async ({ page }) => {
  const address = await heldMeeting(page, await example('school-meals'));
  await page.goto(`${address}/decision`);
  const cited = page.getByRole('region', { name: 'What was cited' });
  await expect(cited).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(cited).toBeVisible();
  await expect(page.getByText('Signature', { exact: true })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
});

test.describe(() => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('a decision that waits is still there after the server was started anew', async ({ page }) => {
    test.setTimeout(120_000);
    const first = await startProduct();
    try {
      await page.goto(first.url);
      await page.getByRole('button', { name: 'Continue with the local account' }).click();
      await expect(page.getByRole('heading', { name: 'Hold your first council' })).toBeVisible();
      await page.goto(`${first.url}/meetings/new?by=file`);
      await page.getByLabel('Agenda', { exact: true }).fill(await demanding('school-meals'));
      await page.getByRole('button', { name: 'Read the agenda' }).click();
      await page.getByRole('button', { name: 'Start the council' }).click();
      await page.getByRole('link', { name: 'Decide', exact: true }).first().click({ timeout: 40_000 });
      await expect(page.getByRole('radio', { name: /^Accept/ })).toBeVisible();
      await first.stop({ keep: true });
      const second = await startProduct({ XIO_DATA_DIR: first.dataDir, PORT: new URL(first.url).port });
      try {
        await page.getByRole('radio', { name: /^Accept/ }).check();
        await page.getByLabel('Reason').fill('Six are enough.');
        await settle(page, /^Accept and sign$/);
        await expect(page.getByRole('region', { name: 'Accepted' })).toContainText('Six are enough.');
      } finally {
        await second.stop();
      }
    } catch (error) {
      await first.kill().catch(() => {});
      throw error;
    }
  });
});
