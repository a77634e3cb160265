import { createHash } from 'node:crypto';

/**
 * Fences quoted material for a model. The tag holds a hash over the material itself, so that nothing inside can
 * know it; whatever looks like a tag inside is made harmless.
 */
export function fence(material: string, salt: readonly (string | number)[]): { tag: string; fenced: string } {
  const safe = material.replace(/[<＜](?=[\s/]*material)/giu, '‹');
  const hash = createHash('sha256')
    .update(JSON.stringify([...salt, safe]))
    .digest('hex')
    .slice(0, 16);
  const tag = `material-${hash}`;
  return { tag, fenced: `<${tag}>\n${safe}\n</${tag}>` };
}

/** Every line marked as quoted, so that a text can't pose as a heading or as somebody else's turn. */
export const quoted = (text: string): string => text.replace(/^/gm, '> ');

/** One line of at most `max` UTF-16 units. */
export function oneLine(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
