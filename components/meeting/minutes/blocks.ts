/** Past this many characters a block is shown as it was written: nobody sets out a paragraph so long. */
const longest = 8000;
/** Characters that may open something; a block with more of them than this is no prose. */
const mostMarks = 1500;
const deepest = 12;

const mark =
  /[*_`~|\\]|\]\(|^[ \t]*(?:#{1,6}[ \t]|>|[-+][ \t]|\d{1,9}[.)][ \t])|^[ \t]{4,}\S|^[ \t]*(?:-{3,}|={3,})[ \t]*$|https?:\/\//m;

/** False where Markdown would change nothing: most of what is said. */
export const isMarked = (text: string): boolean => mark.test(text);

/** False where to read a block as Markdown costs more than it is worth: it is then shown as it was written. */
export function isReadable(block: string): boolean {
  if (block.length > longest) return false;
  if ((block.match(/[*_`~|[\]<>\\]/g)?.length ?? 0) > mostMarks) return false;
  return block.split('\n').every((line) => {
    const opening = /^(?:[ \t]|[>*+-](?=[ \t>]|$)|\d{1,9}[.)](?=[ \t]|$))*/.exec(line)?.[0] ?? '';
    return opening.length <= 80 && opening.replace(/[ \t\d]/g, '').length <= deepest;
  });
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
// Also one of which only the beginning has come.
const item = /^ {0,3}(?:[*+-]|\d{1,9}[.)]?)(?:[ \t]|$)/;

/**
 * Cuts a text at blank lines outside of code; a list goes on over them. What comes later never changes a block before
 * the last, so a text that grows is read again in its last block alone.
 */
export function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let lines: string[] = [];
  let code: string | null = null;
  let gap = false;
  const close = () => {
    if (lines.length > 0) blocks.push(lines.join('\n').trimEnd());
    lines = [];
  };
  for (const line of text.split('\n')) {
    const opened = fence.exec(line)?.[1];
    if (code !== null) {
      lines.push(line);
      if (opened?.startsWith(code) && line.trim() === opened) code = null;
      continue;
    }
    if (line.trim() === '') {
      gap = lines.length > 0;
      if (gap) lines.push('');
      continue;
    }
    const inList = lines[0] !== undefined && item.test(lines[0]);
    if (gap && !(inList && (item.test(line) || /^(?: {2,}|\t)/.test(line)))) close();
    gap = false;
    lines.push(line);
    if (opened) code = opened;
  }
  close();
  return blocks;
}
