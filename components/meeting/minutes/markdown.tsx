import { type MarkdownToJSX, parser, RuleType } from 'markdown-to-jsx/react';
import { Fragment, type ReactNode } from 'react';
import styles from './minutes.module.css';

type Node = MarkdownToJSX.ASTNode;

/** Nodes of one block; past it, or where something unknown stands, the block is shown as it was written. */
const most = 3000;
const deepest = 40;

class Unreadable extends Error {}

/** An address that may be followed from a text that anybody may have written; null for any other. */
export function safeAddress(target: string | null): string | null {
  if (target === null || !/^(?:https?:\/\/|mailto:)/i.test(target)) return null;
  try {
    return new URL(target).href;
  } catch {
    return null;
  }
}

/**
 * One block of Markdown as elements. Only what is named here is ever made: HTML stays text, an image becomes a link,
 * headings lose their rank. `growing`: marks that are not closed yet are left out. Null where it can't be read.
 */
export function markdown(block: string, growing: boolean): ReactNode {
  let nodes = 0;
  const all = (children: Node[], depth: number): ReactNode =>
    children.map((node, index) => {
      nodes += 1;
      if (nodes > most || depth > deepest) throw new Unreadable();
      // biome-ignore lint/suspicious/noArrayIndexKey: a text has no other keys, and its blocks never change places
      return <Fragment key={index}>{one(node, depth + 1)}</Fragment>;
    });
  const one = (node: Node, depth: number): ReactNode => {
    switch (node.type) {
      case RuleType.text:
        return node.text;
      case RuleType.paragraph:
        return <p dir="auto">{all(node.children, depth)}</p>;
      case RuleType.heading:
        return <h3 dir="auto">{all(node.children, depth)}</h3>;
      case RuleType.breakLine:
        return <br />;
      case RuleType.breakThematic:
        return <hr />;
      case RuleType.codeInline:
        return <code>{node.text}</code>;
      case RuleType.codeBlock:
        return (
          <pre dir="ltr">
            <code>{node.text}</code>
          </pre>
        );
      case RuleType.blockQuote:
        return (
          <blockquote>
            {node.alert && <b>{node.alert}</b>}
            {all(node.children, depth)}
          </blockquote>
        );
      case RuleType.textFormatted:
        return formatted(node.tag, all(node.children, depth));
      case RuleType.link:
        return link(node.target, all(node.children, depth));
      case RuleType.image:
        return link(node.target, node.alt || node.target);
      case RuleType.gfmTask:
        return node.completed ? '[x]' : '[ ]';
      case RuleType.orderedList:
        return <ol start={node.start}>{items(node.items, depth)}</ol>;
      case RuleType.unorderedList:
        return <ul>{items(node.items, depth)}</ul>;
      case RuleType.table:
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by itself, also by keyboard
          <div className={styles.wide} tabIndex={0}>
            <table>
              <thead>
                <tr>{cells('th', node.header, node.align, depth)}</tr>
              </thead>
              <tbody>
                {node.cells.map((row, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text have no other keys
                  <tr key={index}>{cells('td', row, node.align, depth)}</tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      default:
        throw new Unreadable();
    }
  };
  const items = (rows: Node[][], depth: number) =>
    rows.map((row, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: items of a text have no other keys
      <li key={index} dir="auto">
        {all(row, depth)}
      </li>
    ));
  const cells = (Cell: 'th' | 'td', row: Node[][], align: MarkdownToJSX.TableNode['align'], depth: number) =>
    row.map((cell, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a text have no other keys
      <Cell key={index} dir="auto" data-align={align[index] ?? undefined}>
        {all(cell, depth)}
      </Cell>
    ));
  try {
    return all(
      parser(block, { disableParsingRawHTML: true, disableFrontmatter: true, optimizeForStreaming: growing }),
      0,
    );
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

function formatted(tag: string, children: ReactNode): ReactNode {
  if (tag === 'strong') return <strong>{children}</strong>;
  if (tag === 'em') return <em>{children}</em>;
  if (tag === 'del') return <del>{children}</del>;
  // The reader also knows `==marked==`, which in a council is two comparisons.
  if (tag === 'mark') return <>=={children}==</>;
  throw new Unreadable();
}

function link(target: string | null, children: ReactNode): ReactNode {
  const href = safeAddress(target);
  if (href === null) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{children}</bdi>
    </a>
  );
}
