import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { blocksOf, isMarked, isReadable } from './blocks';
import { markdown, safeAddress } from './markdown';

const html = (text: string, growing = false) =>
  renderToStaticMarkup(createElement('div', null, markdown(text, growing))).replace(/^<div>|<\/div>$/g, '');

test('plain prose is left as it was written: else line breaks and signs that nobody meant as marks are lost', () => {
  for (const text of ['One line.\nAnother – with a dash; 5 < 6 & 7.', 'He said: “No!” (twice)\n\n3.5 hours [sic]']) {
    expect(isMarked(text), text).toBe(false);
  }
});

test('Markdown is set as text with its marks: else people read asterisks and pipes', () => {
  expect(html('**a** *b* `c` ~~d~~')).toBe(
    '<p dir="auto"><strong>a</strong> <em>b</em> <code>c</code> <del>d</del></p>',
  );
  expect(html('# One\n\n- a\n- b')).toBe('<h3 dir="auto">One</h3><ul><li dir="auto">a</li><li dir="auto">b</li></ul>');
  expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td dir="auto" data-align="right">2</td>');
  expect(html('```js\na < b\n```')).toBe('<pre dir="ltr"><code>a &lt; b</code></pre>');
  expect(html('5 == 5 == 6')).toContain('5 == 5 == 6');
});

test('HTML in a turn is text: else whoever speaks can act on the page', () => {
  const text = '<script>alert(1)</script> <img src=x onerror="a()"> <b onclick="x()">b</b> <!-- c -->';
  expect(html(text)).not.toMatch(/<(?:script|img|b)\b/);
  expect(html(text)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html('<div>\n\n**a**\n\n</div>')).toContain('&lt;div&gt;');
});

test('only addresses of the web and of mail can be followed, and nothing is fetched from them', () => {
  expect(html('[a](https://example.org/x)')).toContain(
    '<a href="https://example.org/x" target="_blank" rel="noopener noreferrer nofollow">',
  );
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/meetings',
    'file:///x',
  ]) {
    expect(safeAddress(bad), bad).toBe(null);
    expect(html(`[a](${bad})`), bad).not.toContain('<a');
  }
  expect(safeAddress('HTTPS://example.org')).toBe('https://example.org/');
  expect(html('![a cat](https://example.org/cat.png)')).toMatch(
    /^<p dir="auto"><a href="https:\/\/example.org\/cat.png"/,
  );
});

test('a mark that is still open does not flicker while words come in: else the text jumps with every word', () => {
  expect(html('a **bold', true)).toBe('<p dir="auto">a bold</p>');
  expect(html('a **bold**', true)).toBe('<p dir="auto">a <strong>bold</strong></p>');
  expect(html('```\ncode', true)).toBe('<pre dir="ltr"><code>code</code></pre>');
});

test('a bomb stays text or is set within its bounds: else one message freezes every screen', () => {
  const bombs = {
    brackets: '['.repeat(100_000),
    backticks: Array.from({ length: 9000 }, (_, n) => '`'.repeat(n % 19)).join(' '),
    quotes: '>'.repeat(7000),
    numbers: '1. '.repeat(2600),
    lists: Array.from({ length: 120 }, (_, n) => `${' '.repeat(n)}- a`).join('\n'),
    stars: '**a*'.repeat(2000),
    table: `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(1300)}`,
  };
  for (const [name, text] of Object.entries(bombs)) {
    for (const block of blocksOf(text)) {
      const set = isReadable(block) ? html(block) : '';
      expect(set.length, name).toBeLessThan(200_000);
    }
  }
  expect(isReadable(bombs.brackets)).toBe(false);
  expect(isReadable(bombs.quotes)).toBe(false);
  expect(isReadable(bombs.lists)).toBe(false);
});

test('a text that grows keeps its earlier blocks: else all of it is read again with every word', () => {
  const text = 'One\nmore\n\n- a\n\n- b\n  c\n\nTwo\n\n```\nx\n\ny\n```\n\n| a |\n|---|\n| 1 |\n\nEnd';
  const whole = blocksOf(text);
  expect(whole).toEqual(['One\nmore', '- a\n\n- b\n  c', 'Two', '```\nx\n\ny\n```', '| a |\n|---|\n| 1 |', 'End']);
  for (let at = 1; at <= text.length; at++) {
    const now = blocksOf(text.slice(0, at));
    expect(now.slice(0, -1)).toEqual(whole.slice(0, now.length - 1));
  }
});
