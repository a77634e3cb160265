import { expect, test } from '@playwright/test';
import { startOidcProvider } from '../lib/services/sign-in/testing/oidc-provider';
import { complaintsOf, startSite } from './site';
import { tabber } from './tabs';

test.use({ storageState: { cookies: [], origins: [] } });

test('who has only a keyboard founds a site, connects sign-in, invites, shares, opens as a guest and takes it back', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000);
  const client = { id: 'xio', secret: 'a-long-client-secret' };
  const [site, oidc] = await Promise.all([
    startSite(),
    startOidcProvider([], { ...client, callbacks: ['http://127.0.0.1/none'] }),
  ]);
  const outside = await browser.newContext();
  const complaints = complaintsOf(site.url, context, outside);
  const { keyboard } = page;
  const tabTo = tabber(page);
  const type = async (label: RegExp, text: string) => {
    await tabTo(label);
    await keyboard.type(text);
  };
  const follow = async (name: RegExp) => {
    await tabTo(name);
    await keyboard.press('Enter');
  };
  try {
    await page.goto(await site.ownerLink());
    await type(/^Name of the organisation/, 'Northgate');
    await type(/^Your name/, 'Olga Brandt');
    await keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Northgate' })).toBeVisible();

    await follow(/^Northgate$/);
    await expect(page).toHaveURL(/\/organisation$/);
    await follow(/^Sign-in$/);
    await type(/^Name of the connection/, 'North ID');
    await type(/^Issuer/, oidc.issuer);
    await type(/^Client ID/, client.id);
    await type(/^Client secret/, client.secret);
    await keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'North ID' })).toContainText('Works');

    await follow(/^Members$/);
    await type(/^E-mail address/, 'ada@north.example');
    await keyboard.press('Enter');
    await expect(page.getByLabel('Link for ada@north.example')).toHaveValue(/\/invitations\/[\w-]{20,}$/);

    await follow(/^Meetings$/);
    await follow(/^Start: Free school meals/);
    await expect(page.getByRole('link', { name: 'Read the decision' }).first()).toBeVisible({ timeout: 30_000 });
    await follow(/^Share$/);
    await tabTo(/^The decision only/);
    await keyboard.press('ArrowDown');
    await type(/^Password/, 'open sesame');
    await keyboard.press('Enter');
    const made = page.getByLabel(/shown this once/);
    await expect(made).toBeFocused();

    const guest = await outside.newPage();
    await guest.goto(await made.inputValue());
    await tabber(guest)(/^Password/);
    await guest.keyboard.type('open sesame');
    await guest.keyboard.press('Enter');
    await expect(guest.getByRole('heading', { name: 'Alternatives', exact: true })).toBeVisible();

    await follow(/^Take back$/);
    await expect(page.getByText(/^Taken back on/)).toBeVisible();
    await guest.reload();
    await expect(guest.getByRole('heading', { name: 'This link does not open' })).toBeVisible();
    expect(complaints.filter((one) => !/status of 404|script-src 'none'/.test(one))).toEqual([]);
  } finally {
    await outside.close();
    await Promise.all([site.close(), oidc.close()]);
  }
});
