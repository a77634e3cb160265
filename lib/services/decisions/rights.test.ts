import { expect, it } from 'vitest';
import type { Member } from '../context';
import type { Meant } from './meant';
import { rightsOf } from './rights';

it('a namesake of the decider signs on their behalf: else the record says that the decider did it', () => {
  const meant = (deciderUserId: string | null) =>
    ({ decision: { deciderUserId }, meeting: { createdBy: 'u1', agenda: { decider: 'Anna Lind' } } }) as Meant;
  const who: Member = { orgId: 'o1', userId: 'u2', name: 'Anna Lind', role: 'moderator' };
  expect(rightsOf(who, meant('u1'))).toMatchObject({ decide: true, onBehalfOf: 'Anna Lind' });
  expect(rightsOf(who, meant('u2')).onBehalfOf).toBeNull();
  expect(rightsOf(who, meant(null)).onBehalfOf).toBeNull();
});
