import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changes, changesTo, type Standing, type Wanted } from './changes';

const standing = (names: readonly string[]): Standing[] =>
  names.map((name, at) => ({ id: `${at}`, hash: name, type: name[0] === 't' ? 'table' : 'paragraph', holds: false }));
const wanted = (names: readonly string[]): Wanted[] =>
  names.map((name) => {
    const type = name[0] === 't' ? 'table' : 'paragraph';
    return { hash: name, block: { type, [type]: { name } } };
  });

/** What a page would hold after the changes, in the order that they are made in. */
function made(before: readonly Standing[], { rewrite, insert, remove }: Changes): string[] {
  const page = before.map(({ id, hash }) => ({ id, hash }));
  for (const { id, to } of rewrite) for (const one of page) if (one.id === id) one.hash = to.hash;
  for (const { after, blocks } of insert) {
    const at = after === null ? 0 : page.findIndex((one) => one.id === after) + 1;
    page.splice(at, 0, ...blocks.map(({ hash }) => ({ id: `new ${hash}`, hash })));
  }
  return page.filter(({ id }) => !remove.includes(id)).map(({ hash }) => hash);
}

describe('a page that is exported again', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 't1', 't2'), { maxLength: 12 });

  it('comes to hold just what is wanted, in order, whatever stood there', () => {
    fc.assert(
      fc.property(names, names, (before, after) => {
        const there = standing(before);
        expect(made(there, changesTo(there, wanted(after)))).toEqual(after);
      }),
    );
  });

  it('keeps what did not change, so that comments on it stay', () => {
    const there = standing(['a', 'b', 't1', 'c', 'd']);
    const changes = changesTo(there, wanted(['a', 'B', 't1', 'x', 'c', 'd', 'e']));
    expect(changes).toEqual({
      rewrite: [{ id: '1', to: wanted(['B'])[0] }],
      insert: [
        { after: '2', blocks: wanted(['x']) },
        { after: '4', blocks: wanted(['e']) },
      ],
      remove: [],
    });
  });

  it('replaces a table as a whole: Notion cannot change its width', () => {
    const there = standing(['a', 't1']);
    expect(changesTo(there, wanted(['a', 't2']))).toEqual({
      rewrite: [],
      insert: [{ after: '0', blocks: wanted(['t2']) }],
      remove: ['1'],
    });
  });
});
