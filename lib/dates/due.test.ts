import { afterEach, describe, expect, it } from 'vitest';
import { resolveDue } from './due';
import { dueCases, oddDueCases } from './due.cases';

const home = process.env.TZ;

describe('due dates', () => {
  afterEach(() => {
    process.env.TZ = home;
  });

  it('cover both languages well enough to be trusted', () => {
    expect(dueCases.length).toBeGreaterThanOrEqual(70);
    for (const language of ['en', 'ru'] as const)
      expect(dueCases.filter((one) => one.meeting.language === language).length).toBeGreaterThanOrEqual(50);
  });

  it.each(dueCases)(
    '“$said” on $meeting.heldOn is $due ($why): nobody gets a wrong date',
    ({ said, meeting, due, why }) => {
      expect(resolveDue(said, meeting)).toEqual({ due, why });
    },
  );

  it.each(oddDueCases)('“$said” stays open: a date is never guessed', ({ said, meeting }) => {
    expect(resolveDue(said, meeting).due).toBeNull();
  });

  it.each(['Pacific/Kiritimati', 'America/Sao_Paulo', 'Europe/Berlin'])(
    'a server in %s reads the same days',
    (zone) => {
      process.env.TZ = zone;
      for (const { said, meeting, due, why } of dueCases)
        expect([said, resolveDue(said, meeting)]).toEqual([said, { due, why }]);
    },
  );
});
