import { barriersOn } from './barriers';
import { example, expect, heldMeeting, test } from './journey';

// The page of what does not exist and a refused proposal answer with these, which the browser reports.
test.use({ tolerated: [/status of 40[04]/] });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nobody is kept out of a page that is ${colorScheme}`, async ({ page, context }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found: string[] = [];
    const visit = async (address: string) => {
      await page.goto(address);
      found.push(...(await barriersOn(page)));
    };
    await visit('/');
    await visit('/meetings/new');
    await page.getByRole('button', { name: 'Prepare agenda' }).click();
    await expect(page.getByLabel('Question')).toBeFocused();
    found.push(...(await barriersOn(page)));
    await page.getByLabel('Question').fill('Do we buy the scanner, or rent one for a year?');
    await page.getByRole('button', { name: 'Prepare agenda' }).click();
    await expect(page.getByRole('heading', { name: 'Missing facts' })).toBeVisible();
    found.push(...(await barriersOn(page)));
    await visit('/meetings/new?by=file');
    await page.getByLabel('Agenda').fill('# Facts we agree on\n\n- One.\n');
    await page.getByRole('button', { name: 'Read the agenda' }).click();
    await expect(page.getByLabel('Agenda')).toBeFocused();
    found.push(...(await barriersOn(page)));
    const address = await heldMeeting(page, await example('gitlab-2017-incident'));
    found.push(...(await barriersOn(page)));
    await visit(`${address}/decision`);
    await visit('/');
    await page.getByRole('button', { name: 'Settings' }).click();
    found.push(...(await barriersOn(page)));
    await visit('/nowhere');
    await visit('/api/v1/docs');
    await context.clearCookies();
    await visit('/sign-in');
    expect(found).toEqual([]);
  });
}
