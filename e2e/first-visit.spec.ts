import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import type { ActionItem, DecisionLog } from '../lib/council/decision-log.schema';
import { afterRun, expect, test } from './journey';

test.use({ pace: '12', storageState: { cookies: [], origins: [] } });

/** Quotes stand in the marks of their language, so words are compared without any. */
const bare = (text: string | null) => (text ?? '').replace(/[“”‘’«»„"'\s]+/g, ' ').trim();
const content = async (download: Promise<Download>) => readFile(await (await download).path(), 'utf8');

/** How much each turn that is being spoken says by now. */
const spoken = (page: Page) =>
  page.locator('article[aria-busy="true"]').evaluateAll((all) =>
    all.map((one) => {
      const text = one.querySelector('div + div p')?.textContent ?? '';
      return { id: one.id, length: text.endsWith('…') ? 0 : text.length };
    }),
  );

test('a first visit leads to a decision whose every quote is where its link says', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Continue with the local account' }).click();
  await expect(page.getByRole('heading', { name: 'Hold your first council' })).toBeVisible();
  await page.getByRole('button', { name: /^Start: Free school meals/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Do we start free school meals');
  await expect(page.getByText('Scripted experts').first()).toBeVisible();

  await test.step('words appear while they are spoken, who is next is told with why, and the phases move on', async () => {
    const lengths = new Map<string, number>();
    const phases: string[] = [];
    const saw = { growing: false, next: '' };
    const told = /^Next.+\w .+\./;
    const here = page.getByRole('list', { name: 'Phases' }).locator('[aria-current="step"] b');
    const next = page.getByText('Next', { exact: true }).locator('..');
    const look = async () => {
      const now = await spoken(page);
      saw.growing ||= now.some(({ id, length }) => length > (lengths.get(id) || Number.POSITIVE_INFINITY));
      for (const { id, length } of now) lengths.set(id, length);
      const [phase = ''] = await here.allTextContents();
      if (phase && phases.at(-1) !== phase) phases.push(phase);
      const [why = ''] = await next.allTextContents();
      if (told.test(why)) saw.next ||= why;
      return phase;
    };
    const over = /Ballot|Gate|Record|Tasks|Close/;
    await expect.poll(look, { intervals: [50], timeout: 60_000 }).toMatch(over);
    const order = ['Frame', 'Drafts', 'Pool', 'Review', 'Discussion', 'Premortem'];
    const seen = phases.filter((one) => !over.test(one));
    expect(seen).toEqual(order.filter((one) => seen.includes(one)));
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(saw).toEqual({ growing: true, next: expect.stringMatching(told) });
  });

  const minutes = page.url();
  await afterRun(page).click({ timeout: 60_000 });
  await expect(page.getByText('Scripted experts spoke from a curated playbook')).toBeVisible();
  const statement = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  expect(statement.length).toBeGreaterThan(10);
  const section = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
  await expect(section('Alternatives').getByRole('row').nth(3)).toBeVisible();
  await expect(section('Tasks').getByRole('row').nth(3)).toBeVisible();

  await test.step('what is downloaded holds the same decision and says who spoke', async () => {
    const json = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download JSON' }).click();
    const { log, items } = JSON.parse(await content(json)) as { log: DecisionLog; items: ActionItem[] };
    expect(log).toMatchObject({ statement, scripted: true });
    expect(items.length).toBeGreaterThanOrEqual(3);
    const markdown = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download Markdown' }).click();
    const text = (await content(markdown)).replaceAll('\\', '');
    expect(text).toContain(statement);
    expect(text).toMatch(/scripted experts/i);
  });

  const claims = await section('Rationale')
    .getByRole('listitem')
    .evaluateAll((all) =>
      all.map((one) => ({
        quote: one.querySelector('blockquote')?.textContent ?? '',
        links: [...one.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
      })),
    );
  expect(claims.length).toBeGreaterThan(0);
  const facts = await section('The agenda’s facts').getByRole('listitem').allTextContents();
  const cited = section('Rationale')
    .getByRole('link', { name: /^turn / })
    .first();
  const target = (await cited.getAttribute('href')) ?? '';
  await cited.click();
  await expect(page).toHaveURL(new URL(target, minutes).href);
  await expect(page.locator(new URL(target, minutes).hash)).toBeInViewport();
  for (const { quote, links } of claims) {
    const sources = links.map(async (href) => {
      const { hash } = new URL(href, minutes);
      const fact = /^#fact-(\d+)$/.exec(hash)?.[1];
      return bare(fact ? (facts[Number(fact) - 1] ?? '') : await page.locator(hash).textContent());
    });
    const found = (await Promise.all(sources)).some((text) => text.includes(bare(quote)));
    expect(found, `“${quote}” stands in ${links.join(' or ')}`).toBe(true);
  }
});
