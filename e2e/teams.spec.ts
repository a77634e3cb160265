import type { Page } from '@playwright/test';
import { barriersOn } from './barriers';
import { expect, test } from './journey';
import { fits, fitThumbs } from './thumbs';

/** Makes a team with two rules of its own and returns its address. */
async function newTeam(page: Page, name: string): Promise<string> {
  await page.goto('/teams/new');
  await page.getByLabel('Name of the team').fill(name);
  await page.getByLabel('Next speaker').selectOption('custom');
  for (const _ of [1, 2]) await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('An objection is open').first().selectOption('true');
  await page.getByLabel('Then speaks').first().selectOption('by:objector');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/teams\/[\w-]{36}$/);
  return new URL(page.url()).pathname;
}

const file = (config: object) => ({
  name: 'team.json',
  mimeType: 'application/json',
  buffer: Buffer.from(
    JSON.stringify({ provider: 'autogen_agentchat.teams.RoundRobinGroupChat', label: 'Travel team', config }),
  ),
});
const agent = (name: string, more: object = {}) => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  config: { name, system_message: `You are ${name}.`, ...more },
});

test('a team is built, changed, read version by version, and a council is held by it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Teams', exact: true }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  const team = await newTeam(page, 'Platform council');
  await expect(page.getByText('With an objection open: who objected last')).toBeVisible();
  await expect(page.getByText('Always: who was heard least')).toBeVisible();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Turns at most').fill('12');
  await page.getByRole('button', { name: 'Remove Expert C' }).click();
  await page.getByLabel('What you changed').fill('Shorter, smaller');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Turns at most')).toBeFocused();
  await expect(page.getByText(/12 turns are spent before the experts have decided/)).toBeVisible();
  await page.getByLabel('Turns at most').fill('80');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(team);
  for (const told of ['Shorter, smaller', 'An expert left: Risk.', 'Turns at most: 80 instead of 60.']) {
    await expect(page.getByText(told)).toBeVisible();
  }
  await page.getByRole('link', { name: 'Look at version 1' }).click();
  await expect(page.getByText('You are looking at version 1; the current one is 2.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Risk' })).toBeVisible();

  await page.goto('/meetings/new');
  await page.getByLabel('Question').fill('Do we keep the second office, or give it up?');
  await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Platform council' });
  await page.getByRole('button', { name: 'Fill it in myself' }).click();
  await page.getByRole('button', { name: 'Start the council' }).click();
  await page.waitForURL(/\/meetings\/[\w-]{36}$/);
  const meeting = await (await page.request.get(`/api/v1${new URL(page.url()).pathname}`)).json();
  expect(`/teams/${meeting.team.id}`).toBe(team);
  expect(meeting.team.version).toBe(2);
});

test('a rule that names a seat which has gone is refused beside it', async ({ page }) => {
  await page.goto(`${await newTeam(page, 'Rules')}/edit`);
  await page.getByLabel('Then speaks').nth(1).selectOption({ label: 'Risk' });
  await page.getByRole('button', { name: 'Remove Expert C' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A rule of the selector names a seat that the team does not have.')).toBeVisible();
});

test('what two people change at once stands side by side; nothing is lost', async ({ page, newViewer }) => {
  const team = await newTeam(page, 'Ours');
  await page.goto(`${team}/edit`);
  const other = await newViewer();
  await other.goto(`${team}/edit`);
  await other.getByLabel('Name of the team').fill('Theirs');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.waitForURL(team);

  await page.getByLabel('Name of the team').fill('Mine');
  await page.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /^Name/ });
  await expect(row).toContainText('Theirs');
  await expect(row).toContainText('Mine');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(team);
  await expect(page.getByText('Renamed from “Theirs” to “Mine”.')).toBeVisible();
});

test('an archived team is undone with one click', async ({ page }) => {
  const team = await newTeam(page, 'Old hands');
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('status')).toContainText('is archived');
  await expect(page.getByRole('link', { name: 'Old hands', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL(team);
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
});

test('a team of AutoGen Studio is looked at before it is saved, with what could not come along', async ({ page }) => {
  await page.goto('/teams/import');
  const choose = page.getByLabel('Team file (JSON)');
  await choose.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
  await expect(page.getByRole('alert').filter({ hasText: 'holds no AutoGen team' })).toBeVisible();
  const big = { name: 'x.json', mimeType: 'application/json', buffer: Buffer.alloc(2_000_000, 32) };
  await choose.setInputFiles(big);
  await expect(page.getByText('The file has 1954 KB; at most 512 KB are read.')).toBeVisible();
  await choose.setInputFiles(file({ participants: Array.from({ length: 200 }, (_, n) => agent(`a${n}`)) }));
  await expect(page.getByText(/has 200 agents/)).toBeVisible();

  const key = { provider: 'x.OpenAIChatCompletionClient', config: { model: 'gpt-4o', api_key: 'sk-hidden' } };
  const participants = [
    agent('<b>planner</b>', { model_client: key }),
    agent('critic', { tools: [{ provider: 't' }] }),
  ];
  await choose.setInputFiles(file({ participants }));
  await expect(page.getByText('3 things could not be carried over')).toBeVisible();
  await expect(page.getByText('Tools are set up in XIO itself, not taken from files.')).toBeVisible();
  await expect(page.getByText('sk-hidden')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/teams\/[\w-]{36}$/);
  await expect(page.getByRole('heading', { name: 'Travel team' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '<b>planner</b>' })).toBeVisible();
});

test('lists, teams and editors keep to the rules of access, in both themes, on a phone too', async ({
  page,
  context,
}) => {
  const team = await newTeam(page, 'Reachable');
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await context.addCookies([{ name: 'xio_theme', value: theme, url: new URL('/', page.url()).href }]);
    await page.setViewportSize({ width, height: 844 });
    for (const path of ['/teams', team, `${team}/edit`, '/teams/import']) {
      await page.goto(path);
      expect(await barriersOn(page), path).toEqual([]);
      await fits(page);
      if (width === 390) {
        await fitThumbs(page.getByRole('button'));
        await fitThumbs(page.getByRole('main').getByRole('link'));
      }
    }
  }
});
