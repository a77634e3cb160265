import { occurs } from './folding';
import { numerals } from './numerals';
import { sentences } from './sentences';

const scales: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|thousand|тыс|тысяч)/iu, 1e3],
  [/^(?:m|mln|million|млн|миллион)/iu, 1e6],
  [/^(?:b|bn|billion|млрд|миллиард)/iu, 1e9],
];
const gap = '[ \\u00a0\\u2009\\u202f]';
const figure = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(\\d{1,3}(?:(?:${gap}|[,.'’])\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?)(?:${gap}?(k|m|b|bn|mln|тыс|млн|млрд|thousand|million|billion|тысяч[аи]?|миллион(?:а|ов)?|миллиард(?:а|ов)?)(?![\\p{L}\\p{N}]))?`,
  'giu',
);
const reference = /(?:fact|turn|факт[а-я]*|реплик[а-я]*)[ \u00a0]$/iu;

/** Every number that a figure can mean: "14,112" is 14112, or 14.112 to a Russian reader. */
function readings(digits: string, scale: string | undefined): number[] {
  const times = scale ? (scales.find(([pattern]) => pattern.test(scale))?.[1] ?? 1) : 1;
  const bare = digits.replace(/[\s\u00a0\u2009\u202f'’]/gu, '');
  const decimal = /^(.*)[.,](\d+)$/u.exec(bare);
  const whole = Number(bare.replace(/[.,]/gu, ''));
  const split = decimal ? Number(`${decimal[1]?.replace(/[.,]/gu, '')}.${decimal[2]}`) : whole;
  return [...new Set([whole, split])].map((one) => one * times);
}

/** Numbers that a text names, in digits of any usual form or in words up to twelve; numbers of facts and turns are none. */
export function figuresIn(text: string): number[] {
  const digits = [...text.matchAll(figure)]
    .filter((match) => !reference.test(text.slice(0, match.index)))
    .flatMap((match) => readings(match[1] ?? '', match[2]));
  const spelled = (text.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) => numerals[word] ?? []);
  return [...digits, ...spelled];
}

const same = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** The sentence in which a cost's figure or its basis is said, or null: nobody said it. */
export function costSentence(text: string, cost: { amount: number; unit: string; basis: string }): string | null {
  const times =
    scales.find(
      ([pattern]) =>
        pattern.test(cost.unit) && /^(?:thousand|million|billion|mln|тыс|млн|млрд|миллион|миллиард)/iu.test(cost.unit),
    )?.[1] ?? 1;
  const meant = [cost.amount, cost.amount * times];
  const named = sentences(text).filter((one) => figuresIn(one).some((found) => meant.some((sum) => same(found, sum))));
  const unit = /\p{L}{3,}/u.exec(cost.unit)?.[0]?.slice(0, 4).toLowerCase();
  const best = named.find((one) => unit && one.toLowerCase().includes(unit)) ?? named[0];
  if (best) return best;
  if (cost.basis.length < 8) return null;
  return sentences(text).find((one) => occurs(one, cost.basis)) ?? (occurs(text, cost.basis) ? cost.basis : null);
}
