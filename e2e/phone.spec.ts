import { example, expect, heldMeeting, test } from './journey';
import { fits, fitThumbs, phone } from './thumbs';

test.use(phone);

test('no page scrolls sideways on a phone, and lists have room for a thumb', async ({ page }) => {
  await page.goto('/');
  await fits(page);
  await fitThumbs(page.getByRole('button'));
  const address = await heldMeeting(page, await example('gitlab-2017-incident'));
  await fits(page);
  await page.goto(`${address}/decision`);
  await expect(page.getByRole('heading', { name: 'Alternatives', exact: true })).toBeVisible();
  await fits(page);
  await page.goto('/meetings/new');
  await fits(page);
  await page.goto('/meetings/new?by=file');
  await page.getByLabel('Agenda').fill(await example('school-meals'));
  await page.getByRole('button', { name: 'Read the agenda' }).tap();
  await expect(page.getByLabel('Question')).toHaveValue(/free school meals/);
  await fits(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 3 })).toBeVisible();
  await fits(page);
  await fitThumbs(page.getByRole('button'));
  await fitThumbs(page.getByRole('navigation').getByRole('link'));
  await fitThumbs(page.getByRole('article').getByRole('link'));
  await page.getByRole('button', { name: 'Settings' }).tap();
  await fitThumbs(page.getByRole('group').getByText(/^(English|Light|Dark)$/));
  await fits(page);
});
