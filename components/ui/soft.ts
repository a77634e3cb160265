const vowel = '[аеёиоуыэюя]';
const consonant = '[бвгджзйклмнпрстфхцчшщ]';
/** A syllable ends before a consonant with its vowel, or between two consonants. */
const ends = new RegExp(`${vowel}(?:${consonant}[ьъ]?)?(?=${consonant}${vowel})`, 'giu');
const longFrom = 9;

/** Long Russian words with soft hyphens between syllables, for narrow columns: browsers rarely know how to break them. */
export function soft(text: string): string {
  return text.replace(/[а-яё]+/giu, (word) =>
    word.length < longFrom
      ? word
      : word.replace(ends, (end, at: number) => (at >= 1 && at + end.length <= word.length - 3 ? `${end}\u00ad` : end)),
  );
}
