import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { example, expect, heldMeeting, test } from './journey';

const part = (page: Page, name: string) => page.getByRole('region', { name });
const contentOf = async (download: Download) => (await readFile(await download.path())).toString('latin1');

test('an administrator sets how long texts are kept, holds what must not go, forgets a person, takes everything along', async ({
  page,
  newColleague,
}) => {
  test.setTimeout(120_000);
  const meeting = await heldMeeting(page, await example('school-meals'));
  const grace = await newColleague('Grace Hopper', 'member');
  await grace.page.goto('/teams');

  await page.goto('/organisation/data');
  const keeping = part(page, 'Keeping transcripts');
  await keeping.getByLabel('For a number of days').check();
  await expect(keeping).toContainText('Today nothing would be blanked.');
  await keeping.getByLabel('Days', { exact: true }).fill('90');
  await keeping.getByRole('button', { name: 'Save' }).click();
  await expect(keeping.getByRole('status')).toContainText('Saved.');
  await page.reload();
  await expect(keeping.getByLabel('Days', { exact: true })).toHaveValue('90');

  const hold = part(page, 'Legal hold');
  await hold.getByRole('button', { name: 'Put everything on hold' }).click();
  await expect(hold).toContainText('nothing is blanked, erased or deleted');
  await hold.getByRole('button', { name: 'End the hold' }).click();
  await expect(hold).toContainText('No legal hold.');

  await page.goto(meeting);
  await page.getByRole('button', { name: 'Put on legal hold' }).click();
  await expect(page.getByText(/On legal hold since/)).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the meeting' }).click();
  await expect(page.getByRole('dialog').getByRole('alert'), 'it stays').toContainText('hold');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.goto('/organisation/data');
  await expect(hold).toContainText('One meeting is on hold by itself.');
  await page.goto(meeting);
  await page.getByRole('button', { name: 'End the legal hold' }).click();
  await expect(page.getByRole('button', { name: 'Put on legal hold' })).toBeVisible();

  await page.goto('/organisation/data');
  const forgetting = part(page, 'Forgetting a person');
  await forgetting.getByRole('combobox', { name: 'Who' }).selectOption('Grace Hopper');
  await forgetting.getByRole('button', { name: 'Look' }).click();
  await expect(forgetting).toContainText('Nothing was found in meetings.');
  await expect(forgetting.getByRole('button', { name: 'Erase' }), 'not before the name was typed').toBeDisabled();
  await forgetting.getByLabel('Type “Grace Hopper” to confirm').fill('Grace Hopper');
  await forgetting.getByRole('button', { name: 'Erase' }).click();
  await expect(forgetting.getByRole('list', { name: 'Erasures' })).toContainText('Former member');
  await grace.page.goto('/teams');
  await expect(grace.page).toHaveURL(/\/sign-in/);

  const everything = part(page, 'Everything in one file');
  const archive = page.waitForEvent('download');
  await everything.getByRole('button', { name: 'Download' }).click();
  const files = await contentOf(await archive);
  await expect(everything.getByRole('status')).toContainText('Downloaded:');
  for (const name of ['decision.md', 'decision.json']) expect(files).toContain(name);
});

test('a program’s token is made, works, is revoked; the trail finds it and is taken along', async ({ page }) => {
  await page.goto('/organisation/tokens');
  await page.getByRole('textbox', { name: /^Name/ }).fill('Nightly report');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = await page.getByRole('textbox', { name: 'The new token' }).inputValue();
  const call = () => fetch(new URL('/api/v1/meetings', page.url()), { headers: { authorization: `Bearer ${token}` } });
  expect((await call()).status).toBe(200);
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Nightly report' });
  await row.getByText('Revoke', { exact: true }).first().click();
  await row.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(row).toContainText('Revoked');
  expect((await call()).status).toBe(401);

  await page.goto('/organisation/audit');
  await page.getByLabel('Text in it').fill('Nightly report');
  await page.getByLabel('Text in it').press('Enter');
  const rows = page.getByRole('list', { name: 'Rows of the trail' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  for (const format of ['CSV', 'JSON']) {
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: `Save as ${format}` }).click();
    const text = await contentOf(await saved);
    expect(text).toContain('token.revoke');
    expect(text, 'the token itself is nowhere').not.toContain(token);
  }
});

test('before a meeting is shared, its page is seen as a visitor will see it', async ({ page }) => {
  const meeting = await heldMeeting(page, await example('school-meals'));
  await page.goto(`${meeting}/share`);
  await page.getByRole('radio', { name: 'The whole transcript' }).check();
  const view = async () => {
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'View as a visitor' }).press('Enter');
    const preview = await opened;
    await expect(preview).toHaveURL(/preview\?scope=transcript/);
    await expect(preview.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(preview.getByRole('button'), 'a visitor has no controls').toHaveCount(0);
    const text = await preview.locator('main').innerText();
    await preview.close();
    return text;
  };
  expect(await view()).toContain('three districts');
  await page.getByRole('textbox', { name: 'Passages' }).fill('three districts');
  expect(await view(), 'what is typed is hidden already').not.toContain('three districts');
});

test('an organisation is deleted by its owner, who can take it back; everybody else is out', async ({
  page,
  newColleague,
}) => {
  const grace = await newColleague('Grace Hopper', 'admin');
  await grace.page.goto('/teams');
  await page.goto('/organisation');
  const name = page.getByLabel('Type “Northgate” to confirm');
  await name.fill('Southgate');
  await name.press('Enter');
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await name.fill('Northgate');
  await name.press('Enter');
  await expect(page.getByText(/This organisation is deleted on/)).toBeVisible();
  await grace.page.goto('/teams');
  await expect(grace.page).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Keep the organisation' }).first().click();
  await expect(page.getByText(/This organisation is deleted on/)).toHaveCount(0);
  await page.goto('/teams');
  await expect(page.getByRole('link', { name: 'Northgate' })).toBeVisible();
});
