import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { example, expect, heldMeeting, holdMeeting, test } from './journey';

// The page of what does not exist answers with that status, which the browser reports.
test.use({ tolerated: [/status of 404/] });

/** What a person with a screen reader, weak sight or no mouse could not use. */
async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${new URL(page.url()).pathname} ${id}: ${node.html.slice(0, 160)}`),
    );
}

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
    await page.getByRole('button', { name: 'Start the council' }).click();
    await expect(page.getByLabel('Question')).toBeFocused();
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
    await context.clearCookies();
    await visit('/sign-in');
    expect(found).toEqual([]);
  });
}

test.describe('while a council speaks', () => {
  test.use({ pace: '1' });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`nobody is kept out of a live room that is ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(await holdMeeting(page, await example('school-meals')));
      const speaking = page.locator('article[aria-busy="true"]').filter({ hasNotText: 'Thinking…' });
      await expect(speaking.first()).toBeVisible();
      expect(await barriersOn(page)).toEqual([]);
      await page.keyboard.press('p');
      await expect(page.getByText('Paused by Olga Brandt.')).toBeVisible({ timeout: 20_000 });
      await page.keyboard.press('x');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await barriersOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Stop now' }).click();
      await expect(page.getByRole('link', { name: 'Read the draft' }).first()).toBeVisible();
    });
  }

  test('without a mouse: an example is started, paused and stopped, and the focus is always seen', async ({ page }) => {
    /** Tabs on until something of that name has the focus; whatever has it on the way must show so. */
    const tabTo = async (name: RegExp) => {
      for (let n = 0; n < 60; n++) {
        await page.keyboard.press('Tab');
        const { text, seen } = await page.evaluate(() => {
          const at = document.activeElement;
          if (!at || at === document.body) return { text: '', seen: true };
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
          const around = at.parentElement ? getComputedStyle(at.parentElement).boxShadow : 'none';
          const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
          const text = at.getAttribute('aria-label') ?? at.textContent ?? '';
          return { text, seen: outlined || boxShadow !== 'none' || around !== 'none' };
        });
        expect(seen, `the focus is seen on “${text}”`).toBe(true);
        if (name.test(text)) return;
      }
      throw new Error(`Tab never reached ${name}`);
    };
    await page.goto('/');
    await tabTo(/^To the content/);
    await tabTo(/^Settings/);
    await page.keyboard.press('Enter');
    const language = page.getByRole('radio', { name: 'English' });
    await expect(language).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(language).toBeHidden();
    await tabTo(/^Start: Free school meals/);
    await page.keyboard.press('Enter');
    await expect(page.locator('article[aria-busy="true"]').filter({ hasNotText: 'Thinking…' }).first()).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByText(/^Paused/).first()).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('x');
    await tabTo(/^Stop now/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Read the draft' }).first()).toBeVisible();
  });
});
