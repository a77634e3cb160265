import type { Page } from '@playwright/test';
import { startOidcProvider } from '../lib/services/sign-in/testing/oidc-provider';
import { expect, test } from './journey';
import { foundSite, startSite, verifyDomain } from './site';

test.use({ storageState: { cookies: [], origins: [] } });

const [client, secret] = ['xio', 'a-long-client-secret'];
const ada = { email: 'ada@north.example', password: 'right', name: 'Ada Brandt', groups: ['chairs'] };

/** An XIO that others reach, with an identity provider of this machine. */
async function startProvidedSite() {
  const callbacks = ['http://127.0.0.1/none']; // a client has one from the start
  const [site, provider] = await Promise.all([
    startSite(),
    startOidcProvider([ada], { id: client, secret, callbacks }),
  ]);
  const close = async () => {
    await Promise.all([site.close(), provider.close()]);
  };
  return { ...site, provider, allow: provider.allow, close };
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
  const site = await startProvidedSite();
  try {
    await page.goto(site.url);
    await expect(page.getByText('This site has no organisation yet.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Continue with the local account' })).toHaveCount(0);

    const link = await foundSite(page, site);

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

    await verifyDomain(page, site, 'north.example');

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
    await expect(person, 'to where they were going').toHaveURL(/\/teams$/);
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
