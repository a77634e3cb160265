import type { Page } from '@playwright/test';
import { example, expect, holdMeeting, test } from './journey';

test.use({ pace: '2', tolerated: [/ERR_FAILED|ERR_ABORTED/] });

const button = (page: Page, name: string | RegExp) => page.getByRole('complementary').getByRole('button', { name });
const minutes = (page: Page) => page.getByRole('region', { name: 'Minutes' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Say something to the council' });
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const speaking = (page: Page) => page.locator('article[aria-busy="true"]').filter({ hasNotText: 'Thinking…' });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(speaking(page).first()).toBeVisible({ timeout: 20_000 });
}
const live = async (page: Page) => {
  const address = await holdMeeting(page, await example('school-meals'));
  await open(page, address);
  return address;
};
/** A key by its place, as a keyboard in Russian layout sends it. */
const pressInRussian = (page: Page, code: string, key: string) =>
  page.evaluate(([at, said]) => dispatchEvent(new KeyboardEvent('keydown', { code: at, key: said, bubbles: true })), [
    code,
    key,
  ] as const);

test('every control has its key, in any layout; what costs something is asked back first', async ({ page }) => {
  await live(page);
  await page.keyboard.press('?');
  await expect(dialog(page, 'Keyboard shortcuts')).toContainText('Ask for an alternative');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Keyboard shortcuts')).toBeHidden();

  await page.keyboard.press('a');
  await expect(minutes(page)).toContainText('Olga Brandt asked for an alternative.');
  await pressInRussian(page, 'KeyR', 'к');
  await expect(minutes(page)).toContainText('Olga Brandt asked for a risk.');

  await page.keyboard.press('h');
  await expect(dialog(page, 'Who speaks next?').getByRole('button', { name: /Outcomes/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(minutes(page)).toContainText('Olga Brandt handed to Outcomes.');
  const line = page.getByRole('region', { name: 'In line' }).getByRole('listitem');
  await expect(line.filter({ hasText: 'you: Outcomes speaks' })).toContainText(/in line/);

  await page.keyboard.press('e');
  await expect(dialog(page, 'Extend the time')).toContainText('15:00 to 17:00');
  await page.keyboard.type('0');
  await expect(dialog(page, 'Extend the time')).toContainText('Added time cannot be taken back');
  await page.keyboard.press('Enter');
  await expect(minutes(page)).toContainText(/Olga Brandt extended by \d+ minutes\./);

  await expect(speaking(page).first()).toBeVisible();
  await page.keyboard.press('k');
  await expect(dialog(page, 'Cut this turn?')).toContainText('discarded');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Cut this turn?')).toBeHidden();
  await expect(minutes(page)).not.toContainText('Olga Brandt skipped a turn.');

  await page.keyboard.press('Shift+P');
  await expect(dialog(page, 'Interrupt and pause?')).toContainText('spoken again');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paused by Olga Brandt.')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('Paused by Olga Brandt.')).toBeHidden();

  await page.keyboard.press('w');
  await expect(dialog(page, 'Wrap up?')).toContainText('not opened again');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Wrap up?')).toBeHidden();
  await page.keyboard.press('x');
  await dialog(page, 'Stop the council?').getByRole('button', { name: 'Stop now' }).click();
  await expect(page.getByRole('link', { name: 'Read the draft' }).first()).toBeVisible();
});

test('a seat’s own menu asks that seat, by mouse and by keys', async ({ page }) => {
  await live(page);
  await button(page, 'Pause').click();
  const menu = button(page, 'Ask of Delivery');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Ask for a risk' }).click();
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Hand over to it' })).toBeVisible();
  await page.keyboard.press('h');
  await page.keyboard.press('Enter');
  await expect(minutes(page)).toContainText('Olga Brandt handed to Delivery.');
  const line = page.getByRole('region', { name: 'In line' }).getByRole('listitem');
  await expect(line).toHaveText([/1st in line.*a risk from Delivery/, /2nd in line.*Delivery speaks/]);
  await menu.click();
  await page.getByRole('menuitem', { name: 'Say to it' }).click();
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'To whom' })).toHaveValue('seat:expert-c');
});

test('of two who steer at once, the slower one reads who was faster, and what each asked stands in line', async ({
  page,
  newColleague,
}) => {
  const address = await live(page);
  const { page: boris } = await newColleague('Boris Lind', 'moderator');
  await open(boris, address);
  await boris.keyboard.press('r');
  await expect(page.getByRole('region', { name: 'In line' })).toContainText('Boris Lind: a risk');
  await expect(page.getByRole('complementary')).toContainText('asked for a risk');

  for (const one of [page, boris]) {
    await one.keyboard.press('w');
    await expect(dialog(one, 'Wrap up?')).toBeVisible();
  }
  await page.keyboard.press('Enter');
  // What lies under a dialog has no role for as long as it is open.
  await expect(boris.getByText('Wrapping up').first()).toBeVisible({ timeout: 20_000 });
  await boris.keyboard.press('Enter');
  await expect(boris.getByRole('complementary')).toContainText(
    /Wrap up: refused\. Olga Brandt asked to wrap up (.+ before|at the same moment); the council is closing\./,
  );
});

test('an answer that was lost never does it twice, and one that never arrived is asked again', async ({ page }) => {
  await live(page);
  await page.route('**/meetings/*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort();
  });
  await button(page, 'Ask for a risk').click();
  const asked = minutes(page).getByText('asked for a risk.');
  await expect(asked).toHaveCount(1);
  await expect(page.getByText('The request did not arrive.')).toBeHidden();

  await page.unroute('**/meetings/*');
  await page.route('**/meetings/*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await button(page, 'Ask for an alternative').click();
  await expect(page.getByText('The request did not arrive.')).toBeVisible();
  await page.unroute('**/meetings/*');
  await button(page, 'Try again').click();
  await expect(minutes(page).getByText('asked for an alternative.')).toHaveCount(1);
  await expect(page.getByText('The request did not arrive.')).toBeHidden();
  await expect(asked).toHaveCount(1);
});

test('what is typed survives a reload and a refusal; notes reach only those who steer', async ({
  page,
  newColleague,
}) => {
  const address = await live(page);
  await field(page).fill('Mind the small schools.');
  await page.reload();
  await expect(field(page)).toHaveValue('Mind the small schools.');
  await field(page).fill('word '.repeat(20_000));
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('main')).toContainText('99,999 characters are too many; 4,000 can be said at once.');
  expect((await field(page).inputValue()).length).toBe(100_000);

  await field(page).fill('Between us: watch the cost.');
  await page.getByRole('combobox', { name: 'To whom' }).selectOption('Moderators');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(minutes(page)).toContainText('Between us: watch the cost.');

  const { page: mia } = await newColleague('Mia Roth', 'member');
  await open(mia, address);
  await expect(button(mia, 'Pause')).toHaveCount(0);
  await mia.getByRole('textbox', { name: /^Remark to all people/ }).fill('I like this.');
  await mia.keyboard.press('Enter');
  await expect(minutes(page)).toContainText('I like this.');
  await expect(minutes(mia)).not.toContainText('Between us');
  const { page: viewer } = await newColleague('Vic Day', 'viewer');
  await open(viewer, address);
  await expect(viewer.getByRole('textbox')).toHaveCount(0);
});

test('who may not steer any more is told so, and the controls go', async ({ page, newColleague }) => {
  const address = await live(page);
  const { page: boris, changeRole } = await newColleague('Boris Lind', 'moderator');
  await open(boris, address);
  await changeRole('member');
  await button(boris, 'Ask for a risk').click();
  await expect(button(boris, 'Pause')).toHaveCount(0);
  await expect(minutes(page)).not.toContainText('Boris Lind asked');
});
