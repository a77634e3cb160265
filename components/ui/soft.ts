const vowels = 'аеёиоуыэюя';
const consonants = 'бвгджзйклмнпрстфхцчшщ';
const between = new RegExp(`([${vowels}][ьъй]?)(?=[${consonants}][${vowels}ьъ]?[${consonants}]?[${vowels}])`, 'giu');
const longFrom = 9;

/** Long Russian words with soft hyphens between syllables, for narrow columns: browsers rarely know how to break them. */
export function soft(text: string): string {
  return text.replace(/[а-яё]+/giu, (word) =>
    word.length < longFrom
      ? word
      : word.replace(between, (syllable, _v, at: number) =>
          at >= 2 && at + syllable.length <= word.length - 3 ? `${syllable}\u00ad` : syllable,
        ),
  );
}
