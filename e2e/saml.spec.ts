import { existsSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { createTestProvider } from '../lib/saml/testing';
import { startSimpleSaml, type TestPerson } from '../lib/saml/testing.simplesamlphp';
import { expect, test } from './journey';
import { complaintsOf, foundSite, type Site, startSite, verifyDomain } from './site';

test.use({ storageState: { cookies: [], origins: [] } });

const program = process.env.XIO_SIMPLESAMLPHP ?? '/usr/share/simplesamlphp';
const ada: TestPerson = { login: 'ada', password: 'right', email: 'ada@north.example', groups: ['chairs'] };
const strange: TestPerson = { login: 'sam', password: 'right', email: 'sam@south.example', groups: [] };

/** At the provider's own page. */
async function logIn(page: Page, login: string, password: string) {
  await page.locator('#username').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
}

const alertOf = (page: Page) => page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ });

/** What the provider let the browser post, as the product got it. */
interface Post {
  url: string;
  body: URLSearchParams;
}

/** Somebody in a browser of their own, who begins at a page of the product. */
async function visitor(browser: Browser, { url }: Site) {
  const context = await browser.newContext();
  const complaints = complaintsOf(url, context);
  const page = await context.newPage();
  const begin = async (at: string) => {
    await page.goto(`${url}${at}`);
    await page.getByLabel('E-mail address').fill(ada.email);
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  return { context, page, begin, complaints };
}

test('an administrator connects a SAML provider and tries it; its groups let people in, what was rewritten or repeated does not', async ({
  page,
  context,
  browser,
}) => {
  test.skip(!existsSync(program), 'SimpleSAMLphp is not installed');
  test.setTimeout(240_000);
  // Provider and product are different sites to a browser, so cookies are held back as in the world.
  const [site, idp] = await Promise.all([startSite('localhost'), startSimpleSaml(program, () => [ada, strange])]);
  const complaints = complaintsOf(site.url, context);
  try {
    await foundSite(page, site);
    await verifyDomain(page, site, 'north.example');
    await page.getByRole('link', { name: 'Connect a provider by SAML' }).click();
    await expect(page.getByRole('heading', { name: 'Connect a SAML provider' })).toBeVisible();
    await page.getByLabel('Name of the connection').fill('North SAML');
    await page.getByLabel('Address of the provider’s metadata').fill(`${site.url}/api/v1/health`);
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Group', { exact: true }).fill('chairs');
    await page.getByLabel('gets the role').selectOption('Moderator');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    // What SAML needs is loaded when it is first asked.
    const wrong = 'This is no readable XML';
    await expect(alertOf(page), 'it says what is wrong').toContainText(wrong, { timeout: 30_000 });
    await page.getByLabel('Address of the provider’s metadata').fill(idp.metadataUrl);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'North SAML' })).toBeVisible();
    const own = await page.locator('dd code').allInnerTexts();
    idp.meet({ entityId: own[0] ?? '', acs: own[1] ?? '' });

    const steps = page.getByRole('list', { name: 'Steps of the last trial' });
    await page.getByRole('button', { name: 'Sign in on trial' }).click();
    await logIn(page, strange.login, strange.password);
    await expect(steps.getByRole('listitem').filter({ hasText: 'Person: wrong' })).toContainText(
      'south.example is not one of your verified domains',
    );
    await context.clearCookies({ domain: '127.0.0.1' });
    await page.getByRole('button', { name: 'Sign in on trial' }).click();
    await logIn(page, ada.login, ada.password);
    await expect(steps.getByRole('listitem').filter({ hasText: 'Role: good' })).toContainText('moderator');
    await expect(steps.getByText(/: wrong/)).toHaveCount(0);

    // Another one by its file, which is given up again.
    await page.goto(`${site.url}/organisation/sign-in/saml`);
    await page.getByLabel('Name of the connection').fill('By file');
    const file = { name: 'metadata.xml', mimeType: 'text/xml', buffer: Buffer.from(createTestProvider().metadata) };
    await page.getByLabel('Or its file').setInputFiles(file);
    await expect(page.locator('textarea')).toHaveValue(/EntityDescriptor/);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'By file' })).toBeVisible();
    await page.getByRole('link', { name: 'Sign-in', exact: true }).click();
    const unused = page.getByRole('region', { name: 'By file' });
    await expect(unused).toContainText('Not tried yet');
    await unused.getByRole('button', { name: 'Remove' }).click();
    await expect(unused).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'North SAML' })).toContainText('Works');
    await page.getByRole('region', { name: 'North SAML' }).getByRole('link', { name: /^Open/ }).click();
    await expect(page.getByRole('heading', { name: 'North SAML' })).toBeVisible();

    const person = await visitor(browser, site);
    const posts: Post[] = [];
    let rewrite = (body: URLSearchParams) => body;
    await person.context.route('**/api/saml/*/acs', async (route) => {
      const body = rewrite(new URLSearchParams(route.request().postData() ?? ''));
      posts.push({ url: route.request().url(), body });
      await route.continue({ postData: body.toString() });
    });
    await person.begin('/teams');
    await logIn(person.page, ada.login, 'wrong');
    await expect(person.page.getByText('Incorrect username or password').first()).toBeVisible();

    // On its way, the answer is rewritten: another group.
    rewrite = (body) => {
      const answer = Buffer.from(body.get('SAMLResponse') ?? '', 'base64').toString();
      body.set('SAMLResponse', Buffer.from(answer.replaceAll('>chairs<', '>owners<')).toString('base64'));
      return body;
    };
    await logIn(person.page, ada.login, ada.password);
    await expect(person.page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
    await expect(alertOf(person.page)).toContainText('administrator');
    rewrite = (body) => body;
    await person.page.waitForLoadState('networkidle'); // its button works once its script has come
    await person.page.getByRole('button', { name: 'Continue with North SAML' }).click();
    await expect(person.page, 'to where they were going').toHaveURL(`${site.url}/teams`);
    await expect(person.page.getByRole('link', { name: 'Northgate' })).toBeVisible();

    await page.goto(`${site.url}/organisation/members`);
    await expect(page.getByRole('listitem').filter({ hasText: ada.email })).toContainText('Moderator');

    await person.page.getByRole('button', { name: 'Settings' }).click();
    await person.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(person.page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();

    // The answer that let them in is brought once more, from a page of somebody else's.
    const { url: to, body } = posts.at(-1) ?? { url: '', body: new URLSearchParams() };
    const fields = [...body].map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
    await person.page.goto('about:blank');
    await person.page.setContent(`<form method="post" action="${to}">${fields}<button>Go</button></form>`);
    await person.page.getByRole('button', { name: 'Go' }).click();
    await expect(person.page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
    await expect(alertOf(person.page)).toContainText('Start again');
    await person.page.goto(`${site.url}/teams`);
    await expect(person.page, 'and opened no session').toHaveURL(/\/sign-in/);

    expect([...complaints, ...person.complaints]).toEqual([]);
    await person.context.close();
    await page.goto('about:blank');
  } finally {
    idp.close();
    await site.close();
  }
});
