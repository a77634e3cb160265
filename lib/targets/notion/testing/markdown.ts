import type { RichTextItemResponse } from '@notionhq/client';
import { inside, valuesOf } from './answers';
import { titleOf } from './content';
import type { Anything, Block, Page, PropertyValue, Workspace } from './state';

const isTexts = (value: unknown): value is RichTextItemResponse[] => Array.isArray(value);

export function textMarkdown(value: unknown): string {
  if (!isTexts(value)) return '';
  return value
    .map((one) => {
      const { bold, italic, strikethrough, code } = one.annotations;
      const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(one.plain_text) ?? [];
      if (text === '') return one.plain_text;
      const marks = [bold && '**', italic && '_', strikethrough && '~~', code && '`'].filter(Boolean).join('');
      const marked = `${marks}${text}${[...marks.matchAll(/\*\*|_|~~|`/g)].map(String).toReversed().join('')}`;
      return `${before}${one.href ? `[${marked}](${one.href})` : marked}${after}`;
    })
    .join('');
}

/** What a person reads in a property. */
export function valueText(value: PropertyValue, titleOfPage: (id: string) => string): string {
  switch (value.type) {
    case 'title':
      return textMarkdown(value.title);
    case 'rich_text':
      return textMarkdown(value.rich_text);
    case 'select':
      return value.select?.name ?? '';
    case 'status':
      return value.status?.name ?? '';
    case 'date':
      return value.date?.start ?? '';
    case 'number':
      return String(value.number ?? '');
    case 'url':
      return value.url ?? '';
    case 'checkbox':
      return value.checkbox ? '☑' : '☐';
    case 'relation':
      return value.relation.map((one) => titleOfPage(one.id)).join(', ');
    case 'people':
      return value.people.map((one) => ('name' in one ? one.name : one.id)).join(', ');
    default:
      return '';
  }
}

const marks: Record<string, string> = {
  heading_1: '# ',
  heading_2: '## ',
  heading_3: '### ',
  bulleted_list_item: '- ',
  numbered_list_item: '1. ',
  quote: '> ',
  callout: '> ',
  toggle: '- ▸ ',
};

const cells = (block: Block): string =>
  Array.isArray(block.content.cells)
    ? `| ${block.content.cells.map((one) => textMarkdown(one).replaceAll('\n', '<br>').replaceAll('|', '\\|')).join(' | ')} |`
    : '';

function lines(state: Workspace, one: Anything, indent: string): string[] {
  if (one.kind !== 'block') return [`${indent}[${one.kind}: ${titleOf(one)}]`, ''];
  const below = inside(state, one.id);
  const { type, content } = one;
  if (type === 'table') {
    const [head = '', ...rows] = below.flatMap((row) => (row.kind === 'block' ? [cells(row)] : []));
    const rule = `|${' --- |'.repeat(Number(content.table_width))}`;
    return [head, rule, ...rows, ''].map((line) => `${indent}${line}`);
  }
  const nested = below.flatMap((child) => lines(state, child, `${indent}  `));
  if (type === 'divider') return [`${indent}---`, ''];
  if (type === 'code') return [`${indent}\`\`\``, textMarkdown(content.rich_text), `${indent}\`\`\``, ''];
  if (type === 'bookmark' || type === 'embed') return [`${indent}<${String(content.url)}>`, ''];
  const mark = type === 'to_do' ? (content.checked ? '- [x] ' : '- [ ] ') : (marks[type] ?? '');
  const text = textMarkdown(content.rich_text).replaceAll('\n', `\n${indent}${mark === '> ' ? '> ' : '  '}`);
  const list = mark.startsWith('- ') || mark === '1. ';
  return [`${indent}${mark}${text}`, ...(list ? [] : ['']), ...nested];
}

/** A page as its reader sees it: the properties, then all that it holds. */
export function pageMarkdown(state: Workspace, page: Page): string {
  const title = (id: string) => {
    const found = state.things[id];
    return found && found.kind !== 'block' ? titleOf(found) : id;
  };
  const properties = valuesOf(state, page)
    .filter(([, value]) => value.type !== 'title')
    .map(([name, value]) => `- **${name}:** ${valueText(value, title)}`);
  const body = inside(state, page.id).flatMap((one) => lines(state, one, ''));
  return [`# ${titleOf(page)}`, '', ...properties, '', '---', '', ...body].join('\n');
}
