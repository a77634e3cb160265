import { plain } from './similarity';

const noise = new Set('the our a an of for and in at наш наша наше нашего нашей нашему по в и'.split(' '));

/** One word for what different houses call the same; each on its own, or as a whole title. */
const same: readonly [RegExp, string][] = [
  [
    /^(?:cto|chief technology officer|chief technical officer|technical director|техническ[а-я]* директор[а-я]*|техдир[а-я]*)$/u,
    'cto',
  ],
  [/^(?:ceo|chief executive officer|генеральн[а-я]* директор[а-я]*|гендир[а-я]*)$/u, 'ceo'],
  [
    /^(?:cfo|chief financial officer|finance director|financial director|финансов[а-я]* директор[а-я]*|финдир[а-я]*)$/u,
    'cfo',
  ],
  [/^(?:coo|chief operating officer|операционн[а-я]* директор[а-я]*)$/u, 'coo'],
  [/^(?:cio|chief information officer)$/u, 'cio'],
  [/^(?:ciso|chief information security officer)$/u, 'ciso'],
  [/^(?:cpo|chief product officer|директор[а-я]* по продукту)$/u, 'cpo'],
];
const leads = /^(?:head|lead|leader|руководител[а-я]*|начальник[а-я]*|глав[аыеуой]+|лид[а-я]{0,2})$/u;
const ending =
  /(?<=\p{Script=Cyrillic}{3})(?:ого|его|ому|ему|ыми|ими|ами|ями|ов|ев|ам|ям|ый|ий|ой|ая|яя|ое|ее|ую|юю|ым|им|ом|ем|ей|ою|ею|ах|ях|а|я|о|е|у|ю|ы|и|ь|й)$/u;

/** A word without its Russian case ending. */
export const rootOf = (word: string): string => word.replace(ending, '');

/** A title as a set of stems, so that order, case endings and "head" or "lead" do not matter. Empty: no title. */
export function titleKey(text: string): string {
  const folded = plain(text)
    .split(' ')
    .filter((word) => word && !noise.has(word))
    .join(' ');
  const whole = same.find(([pattern]) => pattern.test(folded))?.[1];
  if (whole) return whole;
  return folded
    .split(' ')
    .filter(Boolean)
    .map((word) => (leads.test(word) ? 'head' : rootOf(word)))
    .sort()
    .join(' ');
}
