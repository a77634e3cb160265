import { afterRun, expect, expectEveryTurn, test, turnsOn } from './journey';
import { startProduct } from './server';

test.use({
  storageState: { cookies: [], origins: [] },
  // The browser itself reports requests that find no server.
  tolerated: [/^Failed to load resource: net::ERR_/],
});

test('a server killed in mid-run goes on by itself: the open page misses and doubles nothing', async ({ page }) => {
  test.setTimeout(120_000);
  const settings = { XIO_PLAYBOOK_PACE: '12', XIO_LEASE_SECONDS: '2' };
  const first = await startProduct(settings);
  const again = { ...settings, XIO_DATA_DIR: first.dataDir, PORT: new URL(first.url).port };
  try {
    await page.goto(first.url);
    await page.getByRole('button', { name: 'Continue with the local account' }).click();
    await page.getByRole('button', { name: /^Start: Free school meals/ }).click();
    const here = page.getByRole('list', { name: 'Phases' }).locator('[aria-current="step"] b');
    await expect(here).toHaveText(/Review|Discussion/, { timeout: 20_000 });
    await first.kill();
    await expect(page.getByText('The connection was lost.')).toBeVisible();
    const second = await startProduct(again);
    try {
      await expect(page.getByText('The connection was lost.')).toBeHidden({ timeout: 20_000 });
      await expect(afterRun(page)).toBeVisible({ timeout: 60_000 });
      const seen = await turnsOn(page);
      expectEveryTurn(seen);
      await page.reload();
      await expect(afterRun(page)).toBeVisible();
      expect(await turnsOn(page)).toEqual(seen);
    } finally {
      await second.stop({ keep: true });
    }
  } finally {
    await first.stop();
  }
});
