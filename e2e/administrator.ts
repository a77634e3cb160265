import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import type { Language } from '../lib/council/agenda.schema';
import { startSimpleSaml, type TestPerson } from '../lib/saml/testing.simplesamlphp';
import { startOidcProvider } from '../lib/services/sign-in/testing/oidc-provider';
import { barriersOn } from './barriers';
import { pageWords } from './page-words';
import { startDetour } from './refusals';
import { complaintsOf, startSite } from './site';
import { fits } from './thumbs';

export const samlProgram = process.env.XIO_SIMPLESAMLPHP ?? '/usr/share/simplesamlphp';
export const ada = { email: 'ada@north.example', password: 'right', name: 'Ada Brandt', groups: ['chairs'] };
export const sam: TestPerson = { login: 'sam', password: 'right', email: 'sam@south.example', groups: ['watchers'] };
const client = { id: 'xio', secret: 'a-long-client-secret' };

type Device = Omit<NonNullable<Parameters<Browser['newContext']>[0]>, 'locale' | 'baseURL'>;

/** Where pictures of every page go, where somebody wants to look at them. */
const shots = process.env.XIO_E2E_SHOTS;
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** An empty site that others reach, a provider of each kind, and people with browsers of one language and device. */
export async function openOffice(browser: Browser, language: Language, device: Device, more: Record<string, string>) {
  const [site, idp, oidc, detour] = await Promise.all([
    startSite('localhost', more),
    startSimpleSaml(samlProgram, () => [sam]),
    startOidcProvider([ada], { ...client, callbacks: ['http://127.0.0.1/none'] }),
    startDetour(),
  ]);
  const contexts: Awaited<ReturnType<Browser['newContext']>>[] = [];
  const heard: string[][] = [];
  /** A browser that was never here. */
  const newcomer = async (): Promise<Page> => {
    const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
    const context = await browser.newContext({ ...device, locale, baseURL: site.url });
    contexts.push(context);
    heard.push(complaintsOf(site.url, context));
    return context.newPage();
  };
  /** Browsers report what a page that was taken back answers, and the scripts that a guest's document does not run. */
  const complaints = () => heard.flat().filter((one) => !/status of 40[134]|script-src 'none'/.test(one));
  const t = pageWords(language);
  const taken = new Map<string, number>();
  let before = Date.now();
  /** Nobody is kept out of this page, and it fits; how long the way to it took. */
  const seen = async (page: Page, name: string): Promise<void> => {
    taken.set(name, Date.now() - before);
    await fits(page);
    expect(await barriersOn(page), name).toEqual([]);
    if (shots) await picture(page, join(shots, `${language}-${name}`));
    before = Date.now();
  };
  /** A page that does not stand still, while it is what it is: only looked at. */
  const glimpsed = async (page: Page, name: string): Promise<void> => {
    taken.set(name, Date.now() - before);
    await fits(page);
    if (shots) await page.screenshot({ path: join(shots, `${language}-${name}.png`) });
    before = Date.now();
  };
  const close = async () => {
    for (const one of contexts) await one.close();
    idp.close();
    detour.close();
    await Promise.all([site.close(), oidc.close()]);
  };
  return { site, idp, oidc, detour, t, language, newcomer, seen, glimpsed, taken, complaints, close };
}

async function picture(page: Page, path: string): Promise<void> {
  if (shots) await mkdir(shots, { recursive: true });
  const own = page.viewportSize();
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${path}-${size}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (own) await page.setViewportSize(own);
}

/** Founds the first organisation by the link that whoever runs the server prints. */
export async function found(page: Page, { site, t, seen }: Office): Promise<void> {
  await page.goto('/');
  await expect(page.getByText(t('sign_in.empty'))).toBeVisible();
  await seen(page, '01-empty-site');
  await page.goto(await site.ownerLink());
  await page.getByLabel(t('sign_in.organisation')).fill('Northgate');
  await page.getByLabel(t('sign_in.name')).fill('Olga Brandt');
  await seen(page, '02-owners-link');
  await page.getByRole('button', { name: t('sign_in.owner_found') }).click();
  await expect(page.getByRole('link', { name: 'Northgate' })).toBeVisible();
  await seen(page, '03-founded');
}

/** Connects the OIDC provider, whose group makes moderators, and tests it once more. */
export async function connectOidc(page: Page, { oidc, t, seen }: Office): Promise<void> {
  await page.getByRole('link', { name: 'Northgate' }).click();
  await page.getByRole('link', { name: t('sections.sign_in'), exact: true }).click();
  await page.getByLabel(t('sso.label')).fill('North ID');
  await page.getByLabel(t('sso.issuer')).fill('http://127.0.0.1:9');
  await page.getByLabel(t('sso.client')).fill(client.id);
  await page.getByLabel(t('sso.secret')).fill(client.secret);
  await page.getByLabel(t('sso.scopes')).fill('openid email profile groups');
  await page.getByLabel(t('sso.rules')).fill('chairs = moderator');
  await page.getByRole('button', { name: t('sso.save') }).click();
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await seen(page, '04-oidc-wrong-issuer');
  await page.getByLabel(t('sso.issuer')).fill(oidc.issuer);
  await page.getByRole('button', { name: t('sso.save') }).click();
  const connection = page.getByRole('region', { name: 'North ID' });
  await expect(connection).toContainText(t('sso.state_ready'));
  oidc.allow(/http:\S+\/api\/auth\/callback\/[\w-]+/.exec(await connection.innerText())?.[0] ?? '');
  await connection.getByRole('button', { name: t('sso.test') }).click();
  await expect(connection.getByRole('listitem').first()).toBeVisible();
  await seen(page, '05-oidc-connected');
}

/** Proves a domain by its record. */
export async function proveDomain(page: Page, { site, t, seen }: Office, domain: string): Promise<void> {
  await page.goto('/organisation/sign-in');
  await page.getByLabel(t('sso.domain'), { exact: true }).fill(domain);
  await page.getByLabel(t('sso.domain'), { exact: true }).press('Enter');
  const row = page.getByRole('region', { name: domain });
  await row.getByRole('button', { name: t('sso.check') }).click();
  await expect(row.getByRole('alert')).toContainText(`_xio.${domain}`);
  await seen(page, `06-domain-${domain}`);
  site.names.say(/xio-verify=\w+/.exec(await row.innerText())?.[0] ?? '');
  await row.getByRole('button', { name: t('sso.check') }).click();
  await expect(row.getByRole('button', { name: t('sso.check') })).toHaveCount(0);
  await expect(row).toContainText(t('sso.verified'));
}

/** Connects the SAML provider by the address of its metadata, after one that leads elsewhere, and tries it. Returns the connection's page. */
export async function connectSaml(page: Page, { idp, detour, t, seen }: Office): Promise<string> {
  await page.getByRole('link', { name: t('sso.saml') }).click();
  await page.getByLabel(t('saml.label')).fill('South SAML');
  await page.getByLabel(t('saml.metadata_url')).fill(detour.url);
  await page.getByRole('button', { name: t('saml.add') }).click();
  await page.getByLabel(t('saml.group'), { exact: true }).fill('watchers');
  await page.getByLabel(t('saml.gets')).selectOption('viewer');
  await page.getByRole('button', { name: t('saml.connect'), exact: true }).click();
  const elsewhere = t('errors.sign_in.provider_redirect', { host: detour.host });
  await expect(page.getByRole('main').getByRole('alert')).toContainText(elsewhere, { timeout: 30_000 });
  await seen(page, '07-saml-elsewhere');
  await page.getByLabel(t('saml.metadata_url')).fill(idp.metadataUrl);
  await page.getByRole('button', { name: t('saml.connect'), exact: true }).click();
  await expect(page.getByRole('heading', { name: 'South SAML' })).toBeVisible({ timeout: 30_000 });
  const [entityId = '', acs = ''] = await page.locator('dd code').allInnerTexts();
  idp.meet({ entityId, acs });
  await page.getByRole('button', { name: t('saml.try') }).click();
  await atSaml(page);
  await expect(page.getByRole('list', { name: t('saml.steps') }).getByRole('listitem')).toHaveCount(6);
  await expect(page.getByText(`: ${t('saml.state.bad')}`)).toHaveCount(0);
  await seen(page, '08-saml-tried');
  return page.url();
}

/** Each domain's people are sent to their own provider. */
export async function aimDomains(page: Page, { t, seen }: Office): Promise<void> {
  await page.goto('/organisation/sign-in');
  for (const [domain, label] of [
    ['north.example', 'North ID'],
    ['south.example', 'South SAML'],
  ] as const) {
    const way = page.getByRole('region', { name: domain }).getByLabel(t('sso.sent_to'));
    await way.selectOption({ label });
    await expect(way).toBeEnabled();
    await expect(way.locator('option:checked')).toHaveText(label);
  }
  await seen(page, '09-sign-in-settings');
}

/** Signs somebody in from where they wanted to go, by their address, at the provider that it leads to. */
export async function signIn(page: Page, { t, seen }: Office, who: 'ada' | 'sam'): Promise<void> {
  await page.goto('/teams');
  await page.getByLabel(t('sign_in.email')).fill(who === 'ada' ? ada.email : sam.email);
  await seen(page, `10-sign-in-${who}`);
  await page.getByRole('button', { name: t('sign_in.next') }).click();
  await (who === 'ada' ? atOidc(page) : atSaml(page));
}

/** At the OIDC provider's own page. */
export async function atOidc(page: Page): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(ada.email);
  await page.getByLabel('Password').fill(ada.password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** At the SAML provider's own page; one that still knows the browser asks nothing. */
export async function atSaml(page: Page): Promise<void> {
  await page.locator('#username').fill(sam.login);
  await page.locator('#password').fill(sam.password);
  await page.locator('#password').press('Enter');
}

/** Makes a link by the form; its address is shown this once. */
export async function share(
  page: Page,
  { t }: Office,
  scope: 'decision' | 'quotes' | 'transcript' | 'live',
  label: string,
): Promise<string> {
  await page.getByLabel(t(`share.scopes.${scope}`)).check();
  await page.getByLabel(t('share.label')).fill(label);
  await page.getByRole('button', { name: t('share.make') }).click();
  await expect(page.getByRole('listitem').filter({ hasText: label })).toBeVisible();
  return page.getByLabel(t('share.made')).inputValue();
}
