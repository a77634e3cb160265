import { contradictions } from './contradictions';
import { stems } from './similarity';
import { rootOf } from './titles';

/** Verbs that ask for the same, as starts of words; one row a meaning. */
const sameDoing = [
  'write|draft|document|prepare|compose|create|produce|author|написа|состав|подготов|описа|оформ|созда',
  'check|verify|test|validate|confirm|провер|протест|испыта|убедит',
  'remove|delete|drop|убрать|удал',
  'set|configure|install|настро|установ',
  'tell|notify|inform|announce|сообщ|уведом|оповест|извест',
  'measure|benchmark|измер|замер',
  'find|identify|determine|locate|найти|выяв|определ',
  'buy|purchase|order|procure|купить|закуп|заказ|приобре',
  'choose|select|pick|выбра',
  'fix|repair|correct|исправ|почин',
].map((forms) => new RegExp(`^(?:${forms})`, 'u'));

/** Words shared over all words (Jaccard) from which two titles may be one task. */
const alike = 0.6;

/**
 * Whether two titles name one task: the same words but for a synonym of the verb, where only one of them says more. Two
 * that each say something of their own (staging, production; 30 days, 90 days) stay two.
 */
export function sameTask(one: string, other: string): boolean {
  if (marks(one) !== marks(other)) return false;
  const [mine, theirs] = [meanings(one), meanings(other)];
  const shared = [...mine].filter((word) => theirs.has(word));
  const all = mine.size + theirs.size - shared.length;
  if (shared.length < 2 || shared.length / all < alike) return false;
  if (shared.length < mine.size && shared.length < theirs.size) return false;
  return contradictions(one, [{ id: '', meetingId: '', title: other, statement: '', at: 0 }]).length === 0;
}

/** Single letters and figures, which tell things apart: team A, 30 days. */
const marks = (title: string): string => (title.match(/(?<=\s)\p{Lu}(?![\p{L}'’])|\d+/gu) ?? []).sort().join(' ');

/** What a title says: words by their roots; the verb, which comes first, by its meaning. */
function meanings(title: string): Set<string> {
  const [verb = '', ...rest] = stems(title).values();
  const doing = sameDoing.findIndex((pattern) => pattern.test(verb));
  return new Set([doing < 0 ? rootOf(verb).slice(0, 6) : `=${doing}`, ...rest.map((word) => rootOf(word).slice(0, 6))]);
}
