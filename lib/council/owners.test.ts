import { describe, expect, it } from 'vitest';
import { resolveOwner } from './owners';
import { oddOwnerCases, ownerCases } from './owners.cases';

const found = (said: string | null, people: (typeof ownerCases)[number]['people']) => {
  const { owner, why } = resolveOwner(said, people);
  return { owner: owner?.id ?? null, why };
};

describe('owners', () => {
  it('cover both languages well enough to be trusted', () => {
    expect(ownerCases.length).toBeGreaterThanOrEqual(50);
    expect(new Set(ownerCases.map((one) => `${one.people[0]?.id} ${one.said}`)).size).toBe(ownerCases.length);
  });

  it.each(ownerCases)(
    '“$said” is $owner ($why): a task goes to who was named, or to nobody',
    ({ said, people, ...rest }) => {
      expect(found(said, people)).toEqual(rest);
    },
  );

  it.each(oddOwnerCases)('“$said” is nobody for certain: a stranger gets no task', ({ said, people }) => {
    expect(found(said, people).owner).toBeNull();
  });

  it('who has left is not there to be named', () => {
    const [, ...others] = ownerCases[0]?.people ?? [];
    expect(found('Anna Berg', others)).toEqual({ owner: null, why: 'unknown' });
  });
});
