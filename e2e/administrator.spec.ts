import { existsSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import * as steps from './administrator';
import { accept, connectDetour, holdCouncil, readTrail, suspend, until } from './administrator-meeting';
import { expect, test } from './journey';
import { refused, type Try } from './refusals';
import { phone } from './thumbs';

test.use({ storageState: { cookies: [], origins: [] } });
test.skip(!existsSync(steps.samlProgram), 'SimpleSAMLphp is not installed');

const minutes = 60_000;
const starts = { en: /^Start: Free school meals/, ru: /^Начать: Выносить ли биллинг/ };
const title = { en: 'Do we start free school meals', ru: 'Выносим ли мы биллинг' };

/**
 * From an empty site to a team that signs in by both ways, a meeting that is shared live and taken back, decided and
 * shared again, and a trail that tells of all of it.
 */
async function walk(browser: Browser, language: 'en' | 'ru', device: Parameters<typeof steps.openOffice>[2]) {
  const office = await steps.openOffice(browser, language, device, { XIO_PLAYBOOK_PACE: '12' });
  const { t, seen, glimpsed, newcomer } = office;
  const gone = (page: Page) => page.getByRole('heading', { name: t('share.gone') });
  const times: Record<string, number> = {};
  const list: string[] = [];
  try {
    const olga = await newcomer();
    await steps.found(olga, office);
    await steps.connectOidc(olga, office);
    await steps.proveDomain(olga, office, 'north.example');

    const ada = await newcomer();
    await steps.signIn(ada, office, 'ada');
    await expect(ada, 'to where she was going').toHaveURL(/\/teams$/);

    await steps.proveDomain(olga, office, 'south.example');
    await steps.connectSaml(olga, office);
    await steps.aimDomains(olga, office);
    const sam = await newcomer();
    await steps.signIn(sam, office, 'sam');
    await expect(sam).toHaveURL(/\/teams$/);

    await olga.goto('/organisation/members');
    const member = (email: string) => olga.getByRole('listitem').filter({ hasText: email });
    await expect(member(steps.ada.email)).toContainText(t('people.roles.moderator'));
    await expect(member(steps.sam.email)).toContainText(t('people.roles.viewer'));
    await seen(olga, '11-members');

    const meeting = await holdCouncil(ada, office, starts[language]);
    await expect(ada.getByRole('heading', { level: 1 })).toContainText(title[language]);
    const id = meeting.split('/').at(-1) ?? '';
    await ada.goto(`${meeting}/share`);
    const live = await steps.share(ada, office, 'live', 'Board');
    await glimpsed(ada, '12-share');
    const guest = await newcomer();
    await guest.goto(live);
    await expect(guest).toHaveURL(/\/live$/);
    await expect(guest.locator('article[id^="t"]').first()).toBeVisible();
    await expect(guest.getByRole('textbox')).toHaveCount(0);
    await glimpsed(guest, '13-guest-live');
    const row = (label: string) => ada.getByRole('listitem').filter({ hasText: label });
    await row('Board')
      .getByRole('button', { name: t('share.revoke') })
      .click();
    times['a guest’s live page ended, ms'] = await until(gone(guest));
    await seen(guest, '14-guest-gone');
    list.push(...(await refused(guest, guestTries(new URL(live).pathname, id), [title[language]])));

    await sam.goto(meeting);
    await expect(sam.locator('article[id^="t"]').first()).toBeVisible();
    times['a suspended member’s room ended, ms'] = await suspend(olga, office, steps.sam.email, sam);
    await glimpsed(sam, '14-suspended');
    list.push(...(await refused(sam, memberTries(id), [title[language]])));

    await accept(ada, office, meeting);
    await ada.goto(`${meeting}/share`);
    const quotes = await steps.share(ada, office, 'quotes', 'Press');
    const reader = await newcomer();
    await reader.goto(quotes);
    await expect(reader.getByRole('heading', { name: t('decision.alternatives'), exact: true })).toBeVisible();
    await expect(reader.locator('blockquote').first()).not.toBeEmpty();
    await expect(reader.getByRole('heading', { name: t('share.minutes'), exact: true })).toHaveCount(0);
    await expect(reader.getByRole('button')).toHaveCount(0);
    await seen(reader, '16-guest-quotes');

    await connectDetour(olga, office);
    const tokens = [live, quotes].map((link) => new URL(link).pathname.split('/').at(-1) ?? '');
    await readTrail(olga, office, 'Board', tokens);
    expect(office.complaints()).toEqual([]);
  } finally {
    console.log(JSON.stringify({ ...times, ...Object.fromEntries(office.taken) }, null, 1));
    console.log(list.join('\n'));
    await office.close();
  }
}

const guestTries = (path: string, id: string): Try[] => [
  { who: 'guest', path, status: 307 },
  { who: 'guest', path: `${path}/live`, status: 307 },
  { who: 'guest', path: `${path}/stream`, status: 404 },
  { who: 'guest', method: 'POST', path: `${path}/open`, status: 303 },
  { who: 'guest', path: `/meetings/${id}`, status: 307 },
  { who: 'guest', path: `/api/v1/meetings/${id}`, status: 401 },
  { who: 'guest', path: `/api/v1/meetings/${id}/stream`, status: 401 },
];

const memberTries = (id: string): Try[] => [
  { who: 'suspended', path: `/meetings/${id}`, status: 307 },
  { who: 'suspended', path: `/api/v1/meetings/${id}`, status: 401 },
  { who: 'suspended', path: `/api/v1/meetings/${id}/stream`, status: 401 },
];

test('a new administrator: from an empty site to a team and a meeting that is shared and taken back', async ({
  browser,
}) => {
  test.setTimeout(10 * minutes);
  await walk(browser, 'en', { viewport: { width: 1280, height: 800 } });
});

test('the same on a phone and in Russian', async ({ browser }) => {
  test.setTimeout(10 * minutes);
  await walk(browser, 'ru', phone);
});
