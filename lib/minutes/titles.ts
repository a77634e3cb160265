import type { Language } from '../council/agenda.schema';

const lead: Record<Language, RegExp> = {
  en: /^(?:(?:so|okay|ok|'kay|right|well|yeah|yes|and|but|or|then|um|uh|oh|now|alright|all right|basically|actually|also|hopefully|i think|i guess|i mean|maybe|no)(?:,? (?:that )?|$))+/iu,
  ru: /^(?:(?:так|итак|ну|вот|значит|хорошо|ладно|да|и|а|но|или|тогда|в общем|короче|я думаю|мне кажется|думаю|ок|окей)(?:,? (?:что )?|$))+/iu,
};

/** Without what people say before they say something. */
export const bareOf = (text: string, language: Language): string => {
  const rest = text.replace(lead[language], '').trim();
  return /\p{L}.*\p{L}/u.test(rest) ? rest : text;
};

const decided: Record<Language, RegExp> = {
  en: /^(?:(?:then |so )?(?:it's|it is|it was|that's|we've|we have|we) (?:all |now |just )*(?:decided|agreed|settled)(?: then)?(?: that|:|,| on| upon| to)?|agreed|decided|(?:the )?decision (?:is|made)(?: that|:|,)?|let's say(?: that)?)[:,]? (?=\S+ \S+)/iu,
  ru: /^(?:тогда |значит |итак,? )?(?:решили|решено|договорились|постановили|принято|принимаем|фиксируем|записываем)(?:,? что|[:,]| [-–—])? (?=\S+ \S+)/iu,
};

/** “…, yes?”: the statement was asked for assent. */
const tag: Record<Language, RegExp> = {
  en: /,? (?:yes|right|okay|ok|correct|huh|isn't it|don't you think|is that (?:okay|right))\?$/iu,
  ru: /,? (?:да|так|верно|правильно|хорошо|ладно|не так ли|согласны)\?$/iu,
};

/** What was decided, without the words that say that it was. */
export const matterOf = (text: string, language: Language): string =>
  bareOf(text, language).replace(decided[language], '').replace(tag[language], '');

/** The first words of a sentence, as a heading: no full stop, a capital, at most `most` characters. */
export function headingOf(text: string, language: Language, most = 90): string {
  const bare = bareOf(text, language).replace(/[\s.,;:!…–—-]+$/u, '');
  const letters = [...bare];
  const cut =
    letters.length <= most
      ? bare
      : `${letters
          .slice(0, most)
          .join('')
          .replace(/[\s,;:–—-]+\S*$/u, '')}…`;
  return cut.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) || text.slice(0, most);
}

/** A sentence as it reads in minutes. */
export function sentenceOf(text: string, language: Language): string {
  const bare = bareOf(text, language).replace(/[\s,;:–—-]+$/u, '');
  const whole = bare.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[.!?…]["»”)]?$/u.test(whole) ? whole : `${whole}.`;
}
