const cyrillic = /^\p{Script=Cyrillic}+$/u;

/** Ending of a Russian name, and the endings of its other cases; the longest that fits is used. */
const cases: readonly [RegExp, readonly string[]][] = [
  [/(?<=с|ц)кая$/u, ['кой', 'кую', 'кою']],
  [/(?<=[сц])кий$/u, ['кого', 'кому', 'ким', 'ком']],
  [/ая$/u, ['ой', 'ую', 'ою']],
  [/[оы]й$/u, ['ого', 'ому', 'ым', 'ом']],
  [/(?<=ов|ев|ин|ын)а$/u, ['ой', 'у', 'ою', 'ы', 'е']],
  [/(?<=ов|ев|ин|ын)$/u, ['а', 'у', 'ым', 'ом', 'е']],
  [/ия$/u, ['ии', 'ию', 'ией']],
  [/ий$/u, ['ия', 'ию', 'ием', 'ии']],
  [/й$/u, ['я', 'ю', 'ем', 'е']],
  [/(?<=[гкхжшщч])а$/u, ['и', 'е', 'у', 'ой', 'ей', 'ою']],
  [/а$/u, ['ы', 'е', 'у', 'ой', 'ей', 'ою']],
  [/я$/u, ['и', 'е', 'ю', 'ей', 'ею']],
  [/ь$/u, ['я', 'и', 'ю', 'ем', 'е', 'ью']],
  [/(?<=ч|ш|щ|ж|ц)$/u, ['а', 'у', 'ем', 'ом', 'е']],
  [/(?<=[бвгдзклмнпрстфх])$/u, ['а', 'у', 'ом', 'е']],
];
/** Names whose vowel comes and goes. */
const fleeting: Record<string, string> = { павел: 'павл', лев: 'льв', любовь: 'любов' };

/** A name in all its cases, lower case, ё as е; other scripts have but one form. */
export function formsOf(name: string): Set<string> {
  const forms = new Set([name]);
  if (!cyrillic.test(name)) return forms;
  const stem = fleeting[name];
  if (stem) {
    for (const end of name === 'любовь' ? ['и', 'ью'] : ['а', 'у', 'ом', 'е']) forms.add(stem + end);
    return forms;
  }
  const [pattern, endings] = cases.find(([one]) => one.test(name)) ?? [];
  if (pattern && endings) for (const end of endings) forms.add(name.replace(pattern, '') + end);
  return forms;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('е', '[её]');

/** The source of a pattern that finds a whole name in any case of its words, each in lower or upper case. */
export function spellingsOf(name: string): string {
  const words = name.trim().toLowerCase().replaceAll('ё', 'е').split(/\s+/);
  return words
    .map(
      (word) =>
        `(?:${[...formsOf(word)]
          .toSorted((a, b) => b.length - a.length)
          .map(escaped)
          .join('|')})`,
    )
    .join('\\s+');
}

/** Women's names that are also a case of a man's: said bare, "Александра" need not be Александр. */
const hers = new Set('александра валентина валерия евгения юлия станислава владислава ярослава антонина'.split(' '));

/** Whether a form of `name` may as well be somebody else's name: a woman's first name, or her surname. */
export const inDoubt = (said: string, name: string): boolean =>
  said !== name &&
  (hers.has(said) ||
    (said.endsWith('ии') && name.endsWith('ий')) ||
    (/(?:ов|ев|ин|ын)$/u.test(name) && said === `${name}а`));

export const isPatronymic = (word: string): boolean =>
  /(?:ович|евич|ьич)(?:а|у|ем|ом|е)?$|(?:овн|евн|ичн)(?:а|ы|е|у|ой|ою)$/u.test(word);

const hisOnA = new Set('никита илья лука фома савва кузьма данила миша саша паша'.split(' '));
/** Whether the words of a name are a woman's, whose surname has no cases where it ends in a consonant. */
export const isHers = (words: readonly string[]): boolean =>
  words.some((word) => /(?:овна|евна|ична)$/u.test(word)) ||
  (/\p{Script=Cyrillic}[ая]$/u.test(words[0] ?? '') && !hisOnA.has(words[0] ?? ''));

const latin: Record<string, string> = {
  ...Object.fromEntries(
    [...'абвгдезийклмнопрстуфхыэ'].map((letter, at) => [letter, [...'abvgdeziiklmnoprstufhie'][at] ?? '']),
  ),
  ...{ ж: 'zh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ь: '', ю: 'iu', я: 'ia' },
};
/** A name by its sound, so that Иван is Ivan and Дмитрий is Dmitry. */
export const soundOf = (name: string): string =>
  [...name]
    .map((letter) => latin[letter] ?? letter)
    .join('')
    .replace(/shch/g, 'sch')
    .replace(/kh/g, 'h')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/[yj]/g, 'i')
    .replace(/ie/g, 'e')
    .replace(/(.)\1+/g, '$1');
