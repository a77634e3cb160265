import { afterRun, example, expect, holdMeeting, test } from './journey';

test.use({ pace: '12' });

test('the council does what it was asked: hands over, finds an alternative and a risk, and says so', async ({
  page,
}) => {
  await page.goto(await holdMeeting(page, await example('school-meals')));
  const side = page.getByRole('complementary');
  const minutes = page.getByRole('region', { name: 'Minutes' });
  await side.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused by Olga Brandt.')).toBeVisible({ timeout: 20_000 });
  await side.getByRole('button', { name: 'Hand to an expert' }).click();
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: /^Delivery/ })
    .click();
  await side.getByRole('button', { name: 'Ask for an alternative' }).click();
  await side.getByRole('button', { name: 'Ask for a risk' }).click();
  await expect(minutes).toContainText('Olga Brandt handed to Delivery.');
  await expect(minutes).toContainText('Olga Brandt asked for an alternative.');
  await expect(minutes).toContainText('Olga Brandt asked for a risk.');
  await side.getByRole('button', { name: 'Resume' }).click();
  await expect(afterRun(page)).toBeVisible({ timeout: 50_000 });
  await expect(minutes.locator('[data-phase="discussion"]').first()).toContainText('Delivery');
  // The experts' drafts hold three answers; the fourth is the one that was asked for, reviewed like the others.
  await expect(minutes.getByText('Scored 5 alternatives').first()).toBeAttached();
  const late = minutes.locator('[data-phase="pool"]');
  await expect(late.filter({ hasText: 'Proposes “' })).toHaveCount(1);
  await expect(late.filter({ hasText: 'Risk R1:' })).toHaveCount(1);
  await expect(minutes.getByText('Waiting for the council.')).toHaveCount(0);
});
