import type { Locator } from '@playwright/test';
import { barriersOn } from './barriers';
import { afterRun, example, expect, heldMeeting, test } from './journey';

test('a council is replayed from its log, held again from a point of it in another style, and both decisions compared', async ({
  page,
}) => {
  const address = await heldMeeting(page, await example('dockershim-removal'));
  await page.getByRole('link', { name: 'Replay this council' }).click();
  const scrubber = page.getByRole('slider', { name: 'Place in the replay' });
  await expect(scrubber).toHaveAttribute('aria-valuetext', /Frame/);
  await expect(page.locator('#t5')).toHaveCount(0);
  expect(await barriersOn(page)).toEqual([]);

  await page.getByLabel('Speed').selectOption('16');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.locator('#t5')).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();

  await scrubber.press('End');
  await expect(page.getByText('End of the run')).toBeAttached();
  await expect(afterRun(page)).toBeVisible();
  await scrubber.press('Home');
  await expect(page.locator('#t1')).toHaveCount(0);
  await page.getByRole('button', { name: 'Next turn' }).click();
  await expect(page.locator('#t1')).toBeVisible();

  await page.goto(`${address}/replay#t7`);
  await expect(page.locator('#t7')).toBeVisible();
  await expect(scrubber).toHaveAttribute('aria-valuetext', /turn [7-9]/);

  await page.getByLabel('Go to…').selectOption({ label: await placeOf(page.getByLabel('Go to…'), 'Premortem') });
  await expect(page).toHaveURL(/at=\d+/);
  await page.getByRole('link', { name: 'Hold it again from here' }).click();
  await expect(page.getByRole('heading', { name: 'Hold it again from here' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Remove in version 1.24' }).first()).toBeVisible();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('Who speaks next').selectOption('random');
  await page.getByRole('button', { name: 'Hold it again' }).click();

  await page
    .getByRole('link', { name: /Read the (decision|draft)/ })
    .first()
    .click({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Compare with the first' }).click();
  await expect(page.getByRole('columnheader', { name: /^First: / })).toBeVisible();
  await expect(page.getByRole('row', { name: /Style.*differs/ })).toContainText('At random');
  expect(await barriersOn(page)).toEqual([]);
});

/** The words of a place in the list, which begin with its time. */
async function placeOf(list: Locator, name: string): Promise<string> {
  const all = await list.locator('option').allTextContents();
  return all.find((one) => one.endsWith(name)) ?? name;
}
