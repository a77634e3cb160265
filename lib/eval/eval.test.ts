import { describe, expect, it } from 'vitest';
import baseline from './baseline.json';
import { measure } from './measure';
import { kept, recalled, regressions } from './table';

/** What is checked of minutes has a test of its own. */
const ofCouncils = Object.fromEntries(Object.entries(baseline.checks).filter(([name]) => !name.includes('of minutes')));

describe('the table of quality', () => {
  const now = measure();

  it('is nowhere worse than its baseline: a regression names its row and figure', () => {
    const before = { councils: recalled(baseline.councils), checks: recalled(ofCouncils) };
    expect([...regressions(now.councils, before.councils), ...regressions(now.checks, before.checks)]).toEqual([]);
  });

  it('finds every citation, and catches every planted one: nothing else may ever become a baseline', () => {
    const whole = ['citations resolve', 'quotes match', 'bad citations caught', 'bad quotes caught', 'flips told'];
    const short = Object.entries(now.councils).flatMap(([row, figures]) =>
      whole.flatMap((name) =>
        figures[name]?.of && figures[name].right === figures[name].of ? [] : [`${row}, ${name}`],
      ),
    );
    expect(short).toEqual([]);
  });

  it('tells what got worse', () => {
    const before = { row: { quotes: { right: 9, of: 9 }, facts: { right: 1, of: 2 } } };
    expect(regressions({ row: { quotes: { right: 8, of: 9 }, facts: { right: 2, of: 2 } } }, before)).toEqual([
      'row, quotes: 8 of 9, was 9 of 9',
    ]);
    expect(recalled(kept(before))).toEqual(before);
    expect(regressions({}, before)).toEqual(['row, quotes: no longer measured', 'row, facts: no longer measured']);
  });
});
