import { expect, holdMeeting, test } from './journey';

// Both ways lead past addresses where there is nothing for who asks.
test.use({ tolerated: [/status of 404/] });

const agenda = '# Question\n\nDo we keep the second office?\n';

test('somebody is invited, gets in in a fresh browser, is given a role, suspended and out at once', async ({
  page,
  browser,
  watch,
}) => {
  await page.goto('/organisation/members');
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.keyboard.press('Enter');
  const link = await page.getByLabel('Link for ada@example.org').inputValue();

  const fresh = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  watch(fresh);
  const ada = await fresh.newPage();
  const answer = await ada.goto(link);
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  expect(await ada.title(), 'the token is in no title').not.toContain(link.split('/').at(-1));
  await expect(ada.getByRole('heading', { name: 'Olga Brandt invites you to Northgate' })).toBeVisible();
  await ada.getByLabel('What are you called?').fill('Ada Lovelace');
  await ada.keyboard.press('Enter');
  await expect(ada).toHaveURL(/\/$/);
  await expect(ada.getByRole('link', { name: 'Northgate' })).toBeVisible();
  await ada.goto(link);
  await expect(ada.getByRole('heading', { name: 'This link doesn’t work' }), 'it works once').toBeVisible();

  await page.reload();
  const change = page.getByRole('button', { name: 'Change Ada Lovelace' });
  await change.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Role').selectOption('Moderator');
  await dialog.getByRole('textbox', { name: 'Job', exact: true }).fill('Treasurer');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Treasurer' })).toContainText('Moderator');
  await ada.goto('/teams');

  await page.getByRole('button', { name: 'Suspend Ada Lovelace' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ada Lovelace' })).toContainText('Suspended');
  await ada.goto('/');
  await expect(ada).toHaveURL(/\/sign-in/);
  await fresh.close();
});

test('a viewer who is guest moderator steers that meeting, and finds nothing to steer in another', async ({
  page,
  newColleague,
}) => {
  const mine = await holdMeeting(page, agenda);
  const made = await page.request.post('/api/v1/meetings', { data: { markdown: agenda } });
  const other = `/meetings/${((await made.json()) as { id: string }).id}`;
  const guest = await newColleague('Grace', 'viewer');
  await guest.page.goto(other);
  await expect(guest.page.getByRole('button', { name: 'Start the council' })).toHaveCount(0);

  await page.goto(other);
  await page.getByRole('button', { name: 'People' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('As').selectOption('Guest moderator');
  await dialog.getByLabel('Name or address').fill('Grace');
  await dialog.getByRole('button', { name: 'Grace', exact: true }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Grace' })).toContainText('Guest moderator');
  await guest.page.reload();
  await expect(guest.page.getByRole('button', { name: 'Start the council' })).toBeVisible();
  await guest.page.goto(`${mine}/edit`);
  await expect(guest.page.getByRole('heading', { level: 1 })).not.toContainText('second office');
});

test('an organisation is founded, entered by a deep link, deleted and taken back, on a phone and in Russian', async ({
  page,
  context,
  product,
}) => {
  const address = await holdMeeting(page, agenda);
  await context.addCookies([{ name: 'xio_lang', value: 'ru', url: product.url }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/account/organisations');
  await page.getByLabel('Название').fill('Огороды');
  await page.getByRole('button', { name: 'Основать' }).click();
  await expect(page.getByRole('link', { name: 'Огороды' })).toBeVisible();

  await page.goto(address);
  await expect(page.getByText('Это принадлежит другой вашей организации: «Northgate».')).toBeVisible();
  await page.getByRole('button', { name: 'Перейти' }).click();
  await expect(page.getByRole('heading', { name: 'Do we keep the second office?' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${address}$`));

  await page.goto('/account/organisations');
  await page.getByLabel('Для подтверждения введите «Northgate»').fill('Northgate');
  await page.getByRole('button', { name: 'Покинуть', exact: true }).click();
  await expect(page.getByText('единственный владелец'), 'the last owner stays').toBeVisible();

  await page.goto('/organisation');
  const name = page.getByLabel('Для подтверждения введите «Northgate»');
  await name.fill('Nothgate');
  await name.press('Enter');
  await expect(page.getByText('Это не название организации')).toBeVisible();
  await name.fill('Northgate');
  await name.press('Enter');
  const keep = page.getByRole('button', { name: 'Сохранить организацию' });
  await keep.click();
  await expect(keep).toHaveCount(0);
});
