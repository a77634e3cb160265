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

/** Women's names that are also a case of a man's: said bare, "Александра" need not be Александр. */
const hers = new Set(
  'александра валентина валерия евгения юлия павла богдана станислава владислава ярослава кира антонина карина мира'.split(
    ' ',
  ),
);

/** Whether a form of `name` may as well be somebody else's name: a woman's first name, or her surname. */
export const inDoubt = (said: string, name: string): boolean =>
  said !== name && (hers.has(said) || (/(?:ов|ев|ин|ын)$/u.test(name) && said === `${name}а`));

export const isPatronymic = (word: string): boolean =>
  /(?:ович|евич|ьич)(?:а|у|ем|ом|е)?$|(?:овн|евн|ичн)(?:а|ы|е|у|ой|ою)$/u.test(word);
