import type { BlockObjectRequest } from '@notionhq/client';
import { invalid } from './errors';
import { richText, type TextRequest } from './rich-text';

type Content = Record<string, unknown>;
/** What a request says of one block, taken apart. */
export interface Asked {
  type: string;
  content: Content;
  children: BlockObjectRequest[];
}

const withText = new Set([
  'paragraph',
  'heading_1',
  'heading_2',
  'heading_3',
  'heading_4',
  'bulleted_list_item',
  'numbered_list_item',
  'quote',
  'to_do',
  'toggle',
  'callout',
]);
const holds = new Set([
  ...['paragraph', 'bulleted_list_item', 'numbered_list_item', 'quote', 'to_do', 'toggle', 'callout', 'template'],
  ...['table', 'column_list', 'column', 'synced_block'],
]);
const heading = /^heading_\d$/;

/** @throws Refusal where Notion takes no children below it. */
export function checkHolds(type: string, content: Content): void {
  if (heading.test(type) ? content.is_toggleable !== true : !holds.has(type)) {
    throw invalid(`Block of type ${type} does not support children.`);
  }
}

/** @throws Refusal for rows that do not fit their table. */
export function checkRows(width: unknown, rows: readonly Asked[]): void {
  if (rows.length === 0) throw invalid('body failed validation: table.children should not be empty.');
  for (const row of rows) {
    if (row.type !== 'table_row') throw invalid('Only table rows can be children of a table.');
    if (!Array.isArray(row.content.cells) || row.content.cells.length !== width) {
      throw invalid('Number of cells in table row must match the table width of the parent table.');
    }
  }
}

export function checkNoRows(blocks: readonly Asked[]): void {
  if (blocks.some((one) => one.type === 'table_row')) throw invalid('Table rows can only be children of a table.');
}

const isTexts = (value: unknown): value is TextRequest[] => Array.isArray(value);

/** A block of a request that its schema has let pass. @throws Refusal where it, or one inside it, can't be made. */
export function asked(block: BlockObjectRequest): Asked {
  const entries: [string, unknown][] = Object.entries(block);
  const found = entries.find(([key]) => key !== 'type' && key !== 'object');
  if (!found) throw invalid('body failed validation: a block has no type.');
  const [type, value] = found;
  const { children = [], ...content } = value as Content & { children?: BlockObjectRequest[] };
  if (children.length > 0) checkHolds(type, content);
  const given = answered(type, content);
  const below = children.map(asked);
  if (type === 'table') checkRows(content.table_width, below);
  else checkNoRows(below);
  return { type, content: given, children };
}

/** The content of a block as Notion gives it back. */
export function answered(type: string, content: Content): Content {
  const { rich_text, caption, ...rest } = content;
  if (withText.has(type)) {
    return {
      ...(type === 'paragraph' || type === 'callout' ? { icon: null } : {}),
      ...(type === 'to_do' ? { checked: false } : {}),
      ...(heading.test(type) ? { is_toggleable: false } : {}),
      color: 'default',
      ...rest,
      rich_text: richText(isTexts(rich_text) ? rich_text : []),
    };
  }
  const texts = isTexts(rich_text) ? { rich_text: richText(rich_text) } : {};
  const captions = isTexts(caption) ? richText(caption) : [];
  if (type === 'table') return { has_column_header: false, has_row_header: false, ...rest };
  if (type === 'table_row') return { cells: Array.isArray(rest.cells) ? rest.cells.map(richText) : [] };
  if (type === 'code') return { ...rest, ...texts, caption: captions };
  if (type === 'bookmark' || type === 'embed') return { ...rest, caption: captions };
  if (type === 'table_of_contents') return { color: 'default', ...rest };
  if (type === 'link_to_page') return { type: Object.keys(rest).find((key) => key !== 'type'), ...rest };
  return { ...rest, ...texts };
}
