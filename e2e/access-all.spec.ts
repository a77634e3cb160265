import { doors } from '../lib/auth/doors';
import { barriersOn } from './barriers';
import { example, expect, heldMeeting, holdMeeting, test } from './journey';
import { fits, phone } from './thumbs';

// There is nothing to compare for a meeting that was held once; that answer has its status, which the browser reports.
// A guest's page runs no script; the browser reports each one that the framework still names.
test.use({ tolerated: [/status of 404|script-src 'none'/] });

/** Every page in the table of doors, with what stands in its place of an id. */
const pages = doors.filter(([kind]) => kind === 'PAGE').map(([, path]) => path);

for (const [name, colorScheme, screen] of [
  ['light', 'light', {}],
  ['dark, on a phone', 'dark', phone],
] as const) {
  test.describe(() => {
    test.use(screen);
    test(`no page keeps anybody out or is wider than the screen: ${name}`, async ({ page }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const address = await heldMeeting(page, await example('school-meals'));
      const prepared = await holdMeeting(page, await example('dockershim-removal'));
      const first = async (list: string, key: string): Promise<string> => {
        const body: Record<string, { id: string }[]> = await (await page.request.get(`/api/v1/${list}`)).json();
        return body[key]?.[0]?.id ?? '';
      };
      const copy = await page.request.post('/api/v1/templates', { data: { from: 'general' } });
      const own = ((await copy.json()) as { id: string }).id;
      const team = await first('teams', 'teams');
      const found: string[] = [];
      for (const path of [...pages, `${prepared}/decision`]) {
        const id = path.startsWith('/teams') ? team : path.startsWith('/templates') ? own : address.split('/').at(-1);
        await page.goto(path.replace('[id]', id ?? ''));
        await expect(page.locator('h1')).toHaveCount(1);
        found.push(...(await barriersOn(page)));
        await fits(page);
      }
      expect(found).toEqual([]);
    });
  });
}
