import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, childrenOf, type Node, requests, toBlocks } from './blocks';
import { clean, parts, type RichText, richTexts } from './texts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('# not a heading', '**bold**', '«Кавычки» 🙂👩‍👩‍👧', 'a\0b', '\uD83D', '> [x](javascript:1)'),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 3000 }))
    .map(([one, n]) => one.repeat(n)),
);
const leaf = fc.record({ kind: fc.constantFrom('paragraph', 'quote', 'bulleted_list_item'), text: anyText });
const table = fc
  .record({ width: fc.integer({ min: 1, max: 7 }), cells: fc.array(anyText, { minLength: 1, maxLength: 60 }) })
  .map(({ width, cells }) => ({
    kind: 'table' as const,
    head: Array.from({ length: width }, () => '\u0001'),
    rows: cells.map((one) => [one]),
  }));
const branch = fc.record({
  kind: fc.constant('bulleted_list_item' as const),
  text: anyText,
  children: fc.array(leaf, { maxLength: 3 }),
});
const top = fc.record({
  kind: fc.constantFrom('folded', 'callout', 'paragraph'),
  text: anyText,
  children: fc.array(fc.oneof(branch, table), { maxLength: 4 }),
});
const many = fc.array(fc.oneof(top, table, leaf, fc.constant({ kind: 'divider' as const })), { maxLength: 25 });

const textsOf = (block: Block): RichText[][] => {
  const content = block[block.type] as { rich_text?: RichText[]; cells?: RichText[][] };
  return content.cells ?? (content.rich_text ? [content.rich_text] : []);
};
const all = (blocks: readonly Block[]): Block[] => blocks.flatMap((one) => [one, ...all(childrenOf(one))]);
const depth = (blocks: readonly Block[]): number => Math.max(0, ...blocks.map((one) => 1 + depth(childrenOf(one))));

const said = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((one) => {
    if (one.kind === 'divider') return [];
    if (one.kind === 'table') return one.rows.map((row) => clean(String(row[0] ?? '')));
    return [clean(String(one.text)), ...said('children' in one ? (one.children ?? []) : [])];
  });
const wrote = (blocks: readonly Block[]) =>
  all(blocks)
    .flatMap(textsOf)
    .flat()
    .map((one) => one.text.content)
    .join('');

describe('what is too long for Notion is split, never cut', () => {
  it('keeps every character of every text, and splits no pair', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 2000 }), (text, limit) => {
        const split = parts(text.toWellFormed(), limit);
        expect(split.join('')).toBe(text.toWellFormed());
        for (const one of split) {
          expect(one.length).toBeLessThanOrEqual(limit);
          expect(one.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('leaves every limit of a request kept', () => {
    fc.assert(
      fc.property(many, (nodes) => {
        for (const request of requests(toBlocks(nodes))) {
          expect(request.length).toBeLessThanOrEqual(100);
          expect(all(request).length).toBeLessThanOrEqual(1000);
          expect(Buffer.byteLength(JSON.stringify(request))).toBeLessThanOrEqual(480_000);
          expect(depth(request)).toBeLessThanOrEqual(3);
          for (const block of all(request)) {
            expect(childrenOf(block).length).toBeLessThanOrEqual(100);
            for (const texts of textsOf(block)) {
              expect(texts.length).toBeLessThanOrEqual(100);
              for (const { text } of texts) {
                expect(text.content.length).toBeLessThanOrEqual(2000);
                expect(text.content.isWellFormed() && !text.content.includes('\0')).toBe(true);
              }
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('loses nothing on the way, in order', () => {
    fc.assert(
      fc.property(many, (nodes) => {
        const bare = (text: string) => text.replaceAll('\u0001', '').replaceAll('…', '');
        expect(bare(wrote(toBlocks(nodes)))).toBe(bare(said(nodes).join('')));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps rows of a table as wide as its head, and gives each part of a long one the head', () => {
    const rows = Array.from({ length: 250 }, (_, at) => [`${at}`, 'x'.repeat(at === 7 ? 20_000 : 5)]);
    const tables = toBlocks([{ kind: 'table', head: ['No', 'What'], rows }]);
    expect(tables.length).toBeGreaterThan(2);
    for (const one of tables) {
      const [head, ...rest] = childrenOf(one);
      expect(
        head &&
          textsOf(head)
            .flat()
            .map((text) => text.text.content),
      ).toEqual(['No', 'What']);
      expect(rest.every((row) => textsOf(row).length === 2)).toBe(true);
    }
    expect(wrote(tables).replaceAll('NoWhat', '')).toBe(rows.flat().join(''));
  });

  it('leaves what looks like Markdown or a link as it was said', () => {
    const text = '# **x** [y](javascript:alert(1))';
    expect(richTexts(text)).toEqual([{ type: 'text', text: { content: text, link: null } }]);
  });

  it('drops a link that is longer than Notion takes, not the words', () => {
    const [one] = richTexts({ text: 'turn 4', link: `https://x.example/${'a'.repeat(2000)}` });
    expect(one?.text).toEqual({ content: 'turn 4', link: null });
  });
});
