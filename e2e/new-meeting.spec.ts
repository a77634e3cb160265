import type { Page } from '@playwright/test';
import { afterRun, example, expect, test } from './journey';

const byFile = '/meetings/new?by=file';
const question = 'Do we buy the new scanner for the archive or rent one for a year?';

const isHeld = (page: Page) => expect(afterRun(page)).toBeVisible({ timeout: 20_000 });

/** A meeting that was refused has left nothing behind. */
async function isEmpty(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Hold your first council' })).toBeVisible();
}

test('a question asked on the first page becomes a meeting by a template', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('New meeting').fill(question);
  await page.getByRole('button', { name: 'Prepare agenda' }).click();
  await expect(page.getByLabel('Question')).toHaveValue(question);
  await page.getByLabel('Template').selectOption('Vendor choice');
  await page.getByRole('button', { name: 'Prepare agenda' }).click();
  await expect(page.getByLabel('Criterion 1', { exact: true })).not.toHaveValue('');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
  await isHeld(page);
});

test('every field that was typed reaches the council', async ({ page }) => {
  await page.goto('/meetings/new');
  await page.getByLabel('Question').fill(question);
  await page.getByRole('button', { name: 'Fill it in myself' }).click();
  await page.getByLabel('Facts we agree on').fill('The scanner costs 4,800.\nRent is 190 a month.');
  await page.getByLabel('Constraints').fill('At most 5,000 this year.');
  await page.getByLabel('Item 1', { exact: true }).fill('What is scanned');
  await page.getByLabel('Decider').fill('Head of the archive');
  await page.getByLabel('min 1').fill('2');
  await page.getByLabel('Consulted').fill('Union of archivists');
  await page.getByLabel('Reversible').selectOption('one-way');
  await page.getByLabel('Criterion 1', { exact: true }).fill('Legibility');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await isHeld(page);
  await expect(page.getByText('Legibility').first()).toBeAttached();
  await afterRun(page).click();
  await expect(page.getByText('for Head of the archive to decide')).toBeVisible();
  await expect(page.getByText('No, one-way')).toBeVisible();
  await expect(page.getByRole('region', { name: 'The agenda’s facts' })).toContainText('Rent is 190 a month.');
});

test('a pasted agenda is laid open as it was understood, then held', async ({ page }) => {
  await page.goto(byFile);
  await page.getByLabel('Agenda').fill(await example('school-meals'));
  await page.getByRole('button', { name: 'Read the agenda' }).click();
  await expect(page.getByLabel('Question')).toHaveValue(/^Do we start free school meals/);
  await expect(page.getByLabel('Decider')).toHaveValue('Council committee for education');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await isHeld(page);
});

test('an agenda file from Windows is read like any other', async ({ page }) => {
  await page.goto(byFile);
  const buffer = Buffer.from(`\uFEFF${(await example('dockershim-removal')).replaceAll('\n', '\r\n')}`);
  await page.getByLabel('Upload a file').setInputFiles({ name: 'agenda.md', mimeType: 'text/markdown', buffer });
  await expect(page.getByLabel('Question')).not.toHaveValue('');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await isHeld(page);
});

test('a form without a question, or with a time box of −5, says so at the field and keeps what was typed', async ({
  page,
}) => {
  await page.goto('/meetings/new');
  await page.getByRole('button', { name: 'Fill it in myself' }).click();
  await page.getByLabel('Facts we agree on').fill('The scanner costs 4,800.');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await expect(page.getByLabel('Question')).toBeFocused();
  await expect(page.getByLabel('Question')).toHaveAccessibleDescription(/question/i);
  await expect(page.getByLabel('Question')).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('Question').fill(question);
  await page.getByLabel('min 1').fill('-5');
  await page.getByRole('button', { name: 'Start the council' }).click();
  await expect(page.getByLabel('min 1')).toBeFocused();
  await expect(page.getByLabel('min 1')).toHaveAccessibleDescription(/-5/);
  await expect(page.getByLabel('Question')).toHaveValue(question);
  await expect(page.getByLabel('Facts we agree on')).toHaveValue('The scanner costs 4,800.');
  await isEmpty(page);
});

const wrong = [
  ['no question', '# Facts we agree on\n\n- One fact.\n', /There is no question/],
  ['an unknown key', `---\ntimebox_minuts: 5\n---\n# Question\n\n${question}\n`, /Line 2:.*timebox_minutes/],
  ['a time box of −5', `---\ntimebox_minutes: -5\n---\n# Question\n\n${question}\n`, /Line 2:.*-5/],
  ['a date that does not exist', `---\nheld_on: 2026-02-30\n---\n# Question\n\n${question}\n`, /2026-02-30/],
] as const;

for (const [name, text, message] of wrong) {
  test(`an agenda with ${name} is refused with what to correct, and stays in its field`, async ({ page }) => {
    await page.goto(byFile);
    const field = page.getByLabel('Agenda');
    await field.fill(text);
    await page.getByRole('button', { name: 'Read the agenda' }).click();
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(message);
    await expect(field).toHaveValue(text);
    await expect(page.getByRole('button', { name: 'Start the council' })).toHaveCount(0);
    await isEmpty(page);
  });
}

test('two megabytes of text are refused with the limit, not with a failure', async ({ page }) => {
  await page.goto(byFile);
  const buffer = Buffer.alloc(2 * 1024 * 1024, 'word ');
  const field = page.getByLabel('Agenda');
  await field.fill('What I typed before');
  await page.getByLabel('Upload a file').setInputFiles({ name: 'agenda.md', mimeType: 'text/markdown', buffer });
  await expect(field).toHaveAccessibleDescription(/2048 KB.*256 KB/);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('What I typed before');
  await isEmpty(page);
});
