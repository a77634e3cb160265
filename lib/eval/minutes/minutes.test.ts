import { describe, expect, it } from 'vitest';
import baseline from '../baseline.json';
import { recalled, regressions } from '../table';
import { measureOwnMinutes } from './measure-minutes';
import { realMeetings } from './meetings';
import { realFigures } from './real-table';
import { takers } from './takers';
import { f1, hits } from './turns-found';

describe('the table of minutes', { timeout: 60_000 }, () => {
  it('is nowhere worse than its baseline: a regression names its transcript and figure', async () => {
    const now = await measureOwnMinutes();
    const { checks } = recalledParts();
    expect([...regressions(now.minutes, recalled(baseline.minutes)), ...regressions(now.checks, checks)]).toEqual([]);
  });

  it('finds every citation, catches every planted one and invents no task: nothing else may ever become a baseline', async () => {
    const { minutes } = await measureOwnMinutes();
    const whole = ['citations resolve', 'quotes match', 'bad citations caught', 'no stated task invented'];
    const short = Object.entries(minutes).flatMap(([row, figures]) =>
      whole
        .filter((name) => figures[name] && figures[name].right !== figures[name].of)
        .map((name) => `${row}, ${name}`),
    );
    expect(short).toEqual([]);
  });

  it('holds the way of a model to the same: parts, gate and joining lose no citation and invent nothing', async () => {
    const { minutes } = await measureOwnMinutes(takers.playbook);
    const whole = ['citations resolve', 'quotes match', 'bad citations caught', 'no stated task invented'];
    const short = Object.entries(minutes).flatMap(([row, figures]) =>
      whole
        .filter((name) => figures[name] && figures[name].right !== figures[name].of)
        .map((name) => `${row}, ${name}`),
    );
    expect(short).toEqual([]);
  });

  it('counts a cited turn as found within three turns of a linked one', () => {
    expect(hits([9, 10, 50], [13, 90])).toEqual({ right: 1, cited: 3, found: 1, linked: 2 });
    expect(f1({ right: 1, cited: 2, found: 1, linked: 2 })).toBe(0.5);
    expect(f1({ right: 0, cited: 0, found: 0, linked: 2 })).toBe(0);
  });

  const real = realMeetings();
  it.skipIf(real.length === 0)(
    'stands above every floor on real meetings, keeps its F1, and invents no task in them',
    async () => {
      const { turns, invented } = await realFigures('rules', takers.rules, real);
      expect(invented.map(({ meeting, task }) => `${meeting}: ${task.quote}`)).toEqual([]);
      for (const kind of ['decisions', 'tasks'] as const) {
        const all = turns[kind].all;
        if (!all) throw new Error('the sum is always there');
        const { minutes, ...floors } = all;
        expect(f1(minutes), kind).toBeGreaterThanOrEqual(baseline.real[kind]);
        // Floors that know nothing of the words are left behind threefold.
        for (const [name, floor] of Object.entries(floors))
          expect(f1(minutes), `${kind}, ${name}`).toBeGreaterThan(f1(floor) * (name === 'cue words' ? 1 : 3));
      }
    },
  );
});

function recalledParts() {
  const mine = Object.entries(baseline.checks).filter(([name]) => name.includes('of minutes'));
  return { checks: recalled(Object.fromEntries(mine)) };
}
