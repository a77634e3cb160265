import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { startNameServer } from '../lib/services/sign-in/testing/name-server';
import { freePort, startProduct } from './server';

const root = resolve(import.meta.dirname, '..');

export type Site = Awaited<ReturnType<typeof startSite>>;

/** An empty XIO that others reach by `host`, with a name server of this machine and whatever `more` says. */
export async function startSite(host = '127.0.0.1', more: Record<string, string> = {}) {
  const [names, port] = await Promise.all([startNameServer(), freePort()]);
  const env = {
    PORT: String(port),
    XIO_PUBLIC_URL: `http://${host}:${port}`,
    XIO_SECRET_KEY: randomBytes(32).toString('base64'),
    XIO_DNS_SERVERS: names.address,
    XIO_ALLOW_PRIVATE_MODELS: 'true', // providers are on this machine
    ...more,
  };
  const product = await startProduct(env);
  /** What whoever runs the server does at its terminal. */
  const terminal = async (command: 'owner' | 'audit') => {
    const program = ['lib/terminal/launch.mjs', 'tsx', `lib/terminal/${command}.ts`];
    const run = promisify(execFile)(process.execPath, program, {
      cwd: root,
      env: { ...process.env, ...env, XIO_DATA_DIR: product.dataDir, DATABASE_URL: '' },
    });
    return (await run).stdout.trim();
  };
  const ownerLink = () => terminal('owner');
  const close = async () => {
    await product.stop();
    names.close();
  };
  return { url: env.XIO_PUBLIC_URL, names, terminal, ownerLink, close };
}

/** Founds the first organisation, Northgate, by the owner's link, which is returned. */
export async function foundSite(page: Page, site: Site): Promise<string> {
  const link = await site.ownerLink();
  await page.goto(link);
  await page.getByLabel('Name of the organisation').fill('Northgate');
  await page.getByLabel('Your name').fill('Olga Brandt');
  expect(page.url(), 'the token is not left in the address').not.toContain('#');
  await page.getByRole('button', { name: 'Found the organisation' }).click();
  await expect(page.getByRole('link', { name: 'Northgate' })).toBeVisible();
  return link;
}

/** Proves a domain by its record, on the page of sign-in. */
export async function verifyDomain(page: Page, { url, names }: Site, domain: string): Promise<void> {
  await page.goto(`${url}/organisation/sign-in`);
  await page.getByLabel('Domain', { exact: true }).fill(domain);
  await page.getByLabel('Domain', { exact: true }).press('Enter');
  const row = page.getByRole('region', { name: domain });
  await row.getByRole('button', { name: 'Check' }).click();
  await expect(row.getByRole('alert')).toContainText(`_xio.${domain}`);
  names.say(/xio-verify=\w+/.exec(await row.innerText())?.[0] ?? '');
  await row.getByRole('button', { name: 'Check' }).click();
  await expect(row).toContainText(/Verified/);
  await expect(row).not.toContainText('Not verified yet');
}

/** What browsers complain about on a site's own pages, as in a journey. */
export function complaintsOf(url: string, ...contexts: BrowserContext[]): string[] {
  const complaints: string[] = [];
  for (const context of contexts) {
    context.on('console', (message) => {
      if (message.type() === 'error' && message.page()?.url().startsWith(url)) complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
  }
  return complaints;
}
