import { expect, holdMeeting, test } from './journey';

test('without a script somebody is invited, a token is made, the organisation is coloured, and a meeting is shared', async ({
  browser,
  page,
  context,
}) => {
  const meeting = await holdMeeting(page, '# Question\n\nDo we keep the second office?\n');
  const quiet = await browser.newContext({ storageState: await context.storageState(), javaScriptEnabled: false });
  const plain = await quiet.newPage();
  const pressed = (name: string) => plain.getByRole('button', { name, exact: true }).click();

  await plain.goto('/organisation/members');
  await plain.getByLabel('E-mail address').fill('nobody');
  await pressed('Invite');
  await expect(plain.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await plain.getByLabel('E-mail address').fill('ada@example.org');
  await pressed('Invite');
  await expect(plain.getByLabel('Link for ada@example.org')).toHaveValue(/\/invitations\/[\w-]{20,}$/);

  await plain.goto('/organisation/tokens');
  await plain.getByLabel(/^Name/).fill('Reports');
  await pressed('Make a token');
  await expect(plain.getByRole('textbox', { name: 'The new token' })).toHaveValue(/^xio_[\w-]{43}$/);

  await plain.goto('/organisation');
  await plain.getByRole('textbox', { name: 'Name' }).fill('Southgate');
  await plain.getByLabel('Colour, as #rrggbb').fill('#13517d');
  await pressed('Save');
  await expect(plain.getByRole('link', { name: 'Southgate' })).toBeVisible();

  await plain.goto(`${meeting}/share`);
  await plain.getByLabel('The whole transcript').check();
  await plain.getByLabel('Password').fill('open sesame');
  await pressed('Make a link');
  await expect(plain.getByLabel(/shown this once/)).toHaveValue(/\/s\/[\w-]{43}$/);
  await expect(plain.getByText('The whole transcript · asks for a password')).toBeVisible();
  expect(plain.url(), 'what was typed is in no address').not.toContain('sesame');
  await quiet.close();
});
