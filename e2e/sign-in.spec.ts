import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { startNameServer } from '../lib/services/sign-in/testing/name-server';
import { startOidcProvider } from '../lib/services/sign-in/testing/oidc-provider';
import { expect, test } from './journey';
import { freePort, startProduct } from './server';

test.use({ storageState: { cookies: [], origins: [] } });

const root = resolve(import.meta.dirname, '..');
const [client, secret] = ['xio', 'a-long-client-secret'];
const ada = { email: 'ada@north.example', password: 'right', name: 'Ada Brandt', groups: ['chairs'] };

/** An XIO that others reach, with a name server and an identity provider of this machine. */
async function startSite() {
  const callbacks = ['http://127.0.0.1/none']; // a client has one from the start
  const [names, provider, port] = await Promise.all([
    startNameServer(),
    startOidcProvider([ada], { id: client, secret, callbacks }),
    freePort(),
  ]);
  const env = {
    PORT: String(port),
    XIO_PUBLIC_URL: `http://127.0.0.1:${port}`,
    XIO_SECRET_KEY: randomBytes(32).toString('base64'),
    XIO_DNS_SERVERS: names.address,
    XIO_ALLOW_PRIVATE_MODELS: 'true', // the provider is on this machine
  };
  const product = await startProduct(env);
  /** What whoever runs the server does at its terminal. */
  const ownerLink = async () => {
    const run = promisify(execFile)(process.execPath, ['lib/terminal/launch.mjs', 'tsx', 'lib/terminal/owner.ts'], {
      cwd: root,
      env: { ...process.env, ...env, XIO_DATA_DIR: product.dataDir, DATABASE_URL: '' },
    });
    return (await run).stdout.trim();
  };
  const close = async () => {
    await product.stop();
    await provider.close();
    names.close();
  };
  return { url: env.XIO_PUBLIC_URL, names, provider, allow: provider.allow, ownerLink, close };
}

/** At the provider's own page. */
async function logIn(page: Page, password: string) {
  await page.getByLabel('E-mail', { exact: true }).fill(ada.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

const alertOf = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ });

test('an empty site is founded by the owner’s link, connects a provider, lets somebody in and out', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const site = await startSite();
  try {
    await page.goto(site.url);
    await expect(page.getByText('This site has no organisation yet.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Continue with the local account' })).toHaveCount(0);

    const link = await site.ownerLink();
    await page.goto(link);
    await page.getByLabel('Name of the organisation').fill('Northgate');
    await page.getByLabel('Your name').fill('Olga Brandt');
    expect(page.url(), 'the token is not left in the address').not.toContain('#');
    await page.getByRole('button', { name: 'Found the organisation' }).click();
    await expect(page.getByRole('link', { name: 'Northgate' })).toBeVisible();

    await page.goto(`${site.url}/organisation/sign-in`);
    await page.getByLabel('Name of the connection').fill('North ID');
    await page.getByLabel('Issuer').fill(site.provider.issuer);
    await page.getByLabel('Client ID').fill(client);
    await page.getByLabel('Client secret').fill(secret);
    await page.getByLabel('Scopes').fill('openid email profile groups');
    await page.getByLabel('Roles by group').fill('chairs = moderator');
    await page.getByRole('button', { name: 'Connect and test' }).click();
    const connection = page.getByRole('region', { name: 'North ID' });
    await expect(connection).toContainText('Works');
    const callback = /http:\S+\/api\/auth\/callback\/[\w-]+/.exec(await connection.innerText())?.[0] ?? '';
    site.allow(callback);

    await page.getByLabel('Domain', { exact: true }).fill('north.example');
    await page.getByLabel('Domain', { exact: true }).press('Enter');
    const domain = page.getByRole('region', { name: 'north.example' });
    await domain.getByRole('button', { name: 'Check' }).click();
    await expect(alertOf(page)).toContainText('_xio.north.example');
    site.names.say(/xio-verify=\w+/.exec(await domain.innerText())?.[0] ?? '');
    await domain.getByRole('button', { name: 'Check' }).click();
    await expect(domain).toContainText(/Verified/);
    await expect(domain).not.toContainText('Not verified yet');

    const fresh = await browser.newContext();
    const person = await fresh.newPage();
    await person.goto(`${site.url}/teams`);
    await person.getByLabel('E-mail address').fill('ada@nowhere.example');
    await person.getByRole('button', { name: 'Continue' }).click();
    await expect(alertOf(person)).toContainText('Nobody signs in here');
    await person.getByLabel('E-mail address').fill(ada.email);
    await person.getByRole('button', { name: 'Continue' }).click();
    await logIn(person, 'wrong');
    await expect(alertOf(person), 'it can be tried again there').toContainText('Wrong password');

    // An answer of another sign-in is put into this browser.
    await person.goto(`${callback}?code=stolen&state=another`);
    await expect(person.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
    await expect(alertOf(person)).toContainText('Start again');
    await person.getByRole('button', { name: 'Continue with North ID' }).click();
    await logIn(person, ada.password);
    await expect(person.getByRole('link', { name: 'Northgate' })).toBeVisible();

    // In a second browser, for which the first one ends the session.
    const lost = await browser.newContext();
    const phone = await lost.newPage();
    await phone.goto(`${site.url}/sign-in?next=/teams`);
    await phone.getByLabel('E-mail address').fill(ada.email);
    await phone.getByRole('button', { name: 'Continue' }).click();
    await logIn(phone, ada.password);
    await expect(phone).toHaveURL(/\/teams$/);

    await person.goto(`${site.url}/account`);
    const rows = person.getByRole('main').getByRole('listitem');
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('This one');
    await expect(rows.last()).toContainText('Chrome on');
    await expect(rows.last()).toContainText('North ID');
    await rows.last().getByRole('button', { name: 'End' }).click();
    await expect(rows).toHaveCount(1);
    await phone.goto(`${site.url}/teams`);
    await expect(phone).toHaveURL(/\/sign-in/);

    const again = await browser.newContext();
    const late = await again.newPage();
    await late.goto(link);
    await expect(alertOf(late), 'an owner’s link works once').toBeVisible();
    await Promise.all([fresh.close(), lost.close(), again.close()]);
    await page.goto('about:blank');
  } finally {
    await site.close();
  }
});
