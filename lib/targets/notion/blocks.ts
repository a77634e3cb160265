import type { ApiColor, BlockObjectRequest } from '@notionhq/client';
import { arrayLimit, grouped, type RichText, richTextArrays, richTexts, type Text } from './texts';

type TextKind =
  | 'paragraph'
  | 'heading_2'
  | 'heading_3'
  | 'bulleted_list_item'
  | 'quote'
  | 'callout'
  /** A third heading that folds what it holds. */
  | 'folded';

/** A block with a text. Its type holds the limit of nesting: a block, its children, their children. */
export interface Leaf {
  kind: TextKind;
  text: Text;
  color?: ApiColor;
  /** Of a callout. */
  emoji?: string;
}
/** Every row is as wide as the head. */
export interface Table {
  kind: 'table';
  head: Text[];
  rows: Text[][];
  /** The first column names its row. */
  named?: boolean;
}
export interface Branch extends Leaf {
  children?: Leaf[];
}
export interface Top extends Leaf {
  children?: (Branch | Table)[];
}
export type Node = Top | Table | { kind: 'divider' };

/** A block of any level as a request names it; Notion's own types repeat every kind for each level. */
export interface Block {
  type: string;
  [kind: string]: unknown;
}

/** Guarantee: `toBlocks` makes only kinds that the client's types know, and `Node` cannot nest deeper than they allow. */
export const asRequest = (block: Block): BlockObjectRequest => block as unknown as BlockObjectRequest;

const kinds = ['paragraph', 'heading_2', 'heading_3', 'bulleted_list_item', 'quote', 'callout', 'table', 'divider'];
/** Whether pages of ours hold blocks of a type at all: never a database or a page. */
export const isKind = (type: string): boolean => kinds.includes(type);

/** What a page shows as blocks, each within the limits; what is too long for one goes on in the next. */
export const toBlocks = (nodes: readonly Node[]): Block[] => nodes.flatMap((one) => blocksOf(one));

/** Blocks in lists that one request each can carry, beside a page's properties. */
export const requests = (blocks: readonly Block[]): Block[][] =>
  grouped(blocks, { items: arrayLimit, bytes: 300_000, blocks: 1000 }, count);

/** Of one block's own text, of one cell, and of all that a block holds: so that no block is too much for a request. */
const textBytes = 60_000;
const cellBytes = 6_000;
const held = { items: arrayLimit, bytes: 120_000, blocks: 400 };

function blocksOf(node: Node | Branch): Block[] {
  if (node.kind === 'divider') return [{ type: 'divider', divider: {} }];
  if (node.kind === 'table') return tables(node);
  const children = 'children' in node ? (node.children ?? []).flatMap((one) => blocksOf(one)) : [];
  const texts = richTextArrays(node.text, textBytes);
  const [own = [], ...rest] = grouped(children, held, count);
  return [
    ...texts.map((text, at) => textBlock(node, text, at === texts.length - 1 ? own : [])),
    ...rest.map((group) => textBlock(node, richTexts('…'), group)),
  ];
}

function textBlock({ kind, color, emoji }: Leaf, text: RichText[], children: Block[]): Block {
  const type = kind === 'folded' ? 'heading_3' : kind;
  return {
    type,
    [type]: {
      rich_text: text,
      ...(color === undefined ? {} : { color }),
      ...(kind === 'folded' ? { is_toggleable: true } : {}),
      ...(emoji === undefined ? {} : { icon: { type: 'emoji', emoji } }),
      ...(children.length > 0 ? { children } : {}),
    },
  };
}

function tables({ head, rows, named = false }: Table): Block[] {
  const [heading = row([]), ...further] = tableRows(head);
  const written = [...further, ...rows.flatMap((cells) => tableRows(head.map((_, at) => cells[at] ?? '')))];
  const groups = grouped(written, { ...held, items: arrayLimit - 1 });
  return (groups.length > 0 ? groups : [[]]).map((group) => ({
    type: 'table',
    table: {
      table_width: head.length,
      has_column_header: true,
      has_row_header: named,
      children: [heading, ...group],
    },
  }));
}

/** A row, and further ones for cells that do not fit into one. */
function tableRows(cells: Text[]): Block[] {
  const columns = cells.map((one) => richTextArrays(one, cellBytes));
  const high = Math.max(...columns.map((one) => one.length));
  return Array.from({ length: high }, (_, at) => row(columns.map((one) => one[at] ?? [])));
}

const row = (cells: RichText[][]): Block => ({ type: 'table_row', table_row: { cells } });

/** A block and all that it holds. */
const count = (block: Block): number => 1 + childrenOf(block).reduce((sum, one) => sum + count(one), 0);

/** What a block holds. */
export function childrenOf(block: Block): Block[] {
  const content = block[block.type];
  const children = typeof content === 'object' && content !== null && 'children' in content ? content.children : [];
  return Array.isArray(children) ? children : [];
}
