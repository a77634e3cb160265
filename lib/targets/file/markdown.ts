import type { Claim } from '@/lib/council/decision-log.schema';
import { quoted } from '@/lib/words/quoted';
import type { DecisionWords } from './decision-words';

/** A heading with its lines; nothing where there are none. */
export const section = (title: string, lines: string[]): string[] =>
  lines.length > 0 ? [`## ${title}`, lines.join('\n')] : [];

/** "(turn 4, turn 7: “…”)", or the person who wrote it and the words it rests on, if any. */
export function source(
  { turns, facts, quote, by }: Pick<Claim, 'turns' | 'facts' | 'quote' | 'by'>,
  w: DecisionWords,
): string {
  if (by !== undefined && turns.length + facts.length === 0) return `*(${line(by)})*`;
  const where = [...turns.map((one) => `${w.turn} ${one}`), ...facts.map((one) => `${w.fact} ${one}`)].join(', ');
  return where || quote
    ? `*(${by === undefined ? '' : `${line(by)}; `}${where}${where && quote ? ': ' : ''}${quote ? line(quoted(quote, w.language)) : ''})*`
    : '';
}

/** One line in which nothing said by a seat becomes a heading, a link, an image or HTML. */
export const line = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|]/g, '\\$&')
    .replace(/^(#+|[-+>]|\d+[.)])(?=\s)/, '\\$1');
