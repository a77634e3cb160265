import { afterRun, example, expect, expectEveryTurn, holdMeeting, test, turnsOn } from './journey';

test.use({ pace: '24' });

test('two people who watch one council read the same minutes, and so does who comes later', async ({
  page,
  newViewer,
}) => {
  const address = await holdMeeting(page, await example('gitlab-2017-incident'));
  const other = await newViewer();
  await Promise.all([page.goto(address), other.goto(address)]);
  for (const one of [page, other]) {
    await expect(afterRun(one)).toBeVisible({ timeout: 60_000 });
  }
  const seen = await turnsOn(page);
  expect(seen.length).toBeGreaterThan(15);
  expectEveryTurn(seen);
  expect(await turnsOn(other)).toEqual(seen);
  await other.reload();
  await expect(afterRun(other)).toBeVisible();
  expect(await turnsOn(other)).toEqual(seen);
});
