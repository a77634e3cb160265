import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Office } from './administrator';

/** How long until it is seen, ms. */
export async function until(seen: Locator): Promise<number> {
  const begun = Date.now();
  await seen.first().waitFor({ timeout: 10_000 });
  return Date.now() - begun;
}

/** A control as the desk or the phone names it. */
const control = (page: Page, { t }: Office, name: 'pause' | 'resume') =>
  page
    .getByRole('button', { name: new RegExp(`^(${t(`council.controls.${name}`)}|${t(`council.bar.${name}`)})$`) })
    .first();

/** Starts the example's council and pauses it, so that it is live for as long as it is looked at. Returns its address. */
export async function holdCouncil(page: Page, office: Office, start: RegExp): Promise<string> {
  await page.goto('/');
  await page.getByRole('button', { name: start }).click();
  await expect(page.locator('article[id^="t"]').first()).toBeVisible();
  await control(page, office, 'pause').click();
  await expect(control(page, office, 'resume')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Suspends who has the room open in another browser. Returns how long until they are out, ms. */
export async function suspend(page: Page, { t }: Office, email: string, room: Page): Promise<number> {
  await page.goto('/organisation/members');
  const row = page.getByRole('listitem').filter({ hasText: email });
  await row.getByText(t('people.suspend'), { exact: true }).click();
  const out = until(room.getByText(t('council.line.signed_out')).or(room.getByText(t('council.line.no_access'))));
  await expect(row).toContainText(t('people.suspended'));
  return out;
}

/** Lets the council end, and accepts what it decided. */
export async function accept(page: Page, office: Office, meeting: string): Promise<void> {
  const { t, seen } = office;
  await page.goto(meeting);
  await control(page, office, 'resume').click();
  await expect(page.getByRole('link', { name: t('council.banner.read'), exact: true }).first()).toBeVisible({
    timeout: 120_000,
  });
  await page.goto(`${meeting}/decide`);
  await page.locator('input[name="way"]').first().check();
  await page.getByLabel(t('decide.settle.accept.note')).fill('OK');
  const go = { name: t('decide.settle.accept.go') };
  await page.getByRole('button', go).click();
  await page.locator('dialog[open]').getByRole('button', go).click();
  await expect(page.getByRole('region', { name: t('decision.settlement.accepted') })).toContainText('Ada Brandt');
  await seen(page, '15-accepted');
}

/** Connects a model whose server sends requests on; its test says so. */
export async function connectDetour(page: Page, { t, seen, detour }: Office): Promise<void> {
  await page.goto('/models/new');
  await page.getByLabel(t('models.provider')).selectOption('compatible');
  await page.getByLabel(t('models.label'), { exact: true }).fill('Detour');
  await page.getByLabel(t('models.url')).fill(`${detour.url}/v1`);
  await page.getByLabel(t('models.model_n', { n: 1 }), { exact: true }).fill('m');
  await page.getByRole('button', { name: t('models.connect_it'), exact: true }).click();
  await page.waitForURL(/\/models#/);
  await page.getByRole('button', { name: t('models.test'), exact: true }).click();
  await expect(page.getByText(t('errors.model.redirected'))).toBeVisible();
  expect(detour.asked.length, 'both were asked for').toBeGreaterThan(1);
  expect(detour.asked, 'nobody followed').not.toContain('/inner');
  await seen(page, '17-model-elsewhere');
}

/** Finds what was done to a link in the trail, saves it, and has the chain checked. `secrets` stand in neither. */
export async function readTrail(page: Page, { t, site, seen }: Office, label: string, secrets: string[]) {
  await page.goto('/organisation/audit');
  await page.getByLabel(t('audit.text')).fill(label);
  await page.getByLabel(t('audit.text')).press('Enter');
  const rows = page.getByRole('list', { name: t('audit.list') }).getByRole('listitem');
  await expect(rows.filter({ hasText: t('audit.says.share_revoke') })).toHaveCount(1);
  await expect(rows.filter({ hasText: t('audit.says.share_create') })).toHaveCount(1);
  await seen(page, '18-trail');
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: t('audit.csv') }).click();
  const saved = await readFile(await (await saving).path(), 'utf8');
  expect(saved).toContain('share.revoke');
  await page.getByRole('link', { name: t('audit.all') }).click();
  await expect(rows.first()).toContainText(t('audit.says.audit_export', { format: 'CSV' }));
  const said = `${saved}${await page.content()}`;
  for (const secret of secrets) expect(said).not.toContain(secret);
  // Ends with 1 where the chain is broken anywhere.
  expect(await site.terminal('audit')).toMatch(/^\S+ \d+ [0-9a-f]{64}$/);
}
