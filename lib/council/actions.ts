import type { Language } from './agenda.schema';
import { verbness } from './verbs';

const negation: Record<Language, RegExp> = { en: /^(?:do not|don['’]t|never|not)\s+/iu, ru: /^не\s+/iu };
const first = (text: string) => /^\S+/u.exec(text.trim())?.[0] ?? '';
const isVerb = (text: string, language: Language) =>
  verbness(first(text.replace(negation[language], '')), language) !== 'no';

/** Whether a task says what is to be done with its first word ("Write …", «Написать …»; also "Do not …"). */
export const startsWithVerb = (title: string, language: Language): boolean => isVerb(title.trim(), language);

const capital = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

const bullet = /^(?:[-*•–—]\s+|\d{1,2}[.)]\s+|(?:action(?: item)?|task|todo|to do|задача|действие)\s*:\s*)+/iu;
const wish: Record<Language, RegExp> = {
  en: /^(?:please|let['’]?s|let us|(?:we|it is|it['’]s)?\s*(?:need(?:ed)?|necessary|important|required)\s+to|remember to|make sure to|be sure to|to)\s+/iu,
  ru: /^(?:пожалуйста,?|давайте|нужно(?: будет)?|надо(?: будет)?|необходимо|следует|требуется|предстоит|важно|стоит|прошу|предлагаю|решили)\s+/iu,
};
const who: Record<Language, string> = {
  en: "(?:the team|the council|someone|somebody|everyone|everybody|we|i|you|they|he|she|(?:the )?\\p{Lu}[\\p{L}.’'-]*(?:\\s+(?:of |for |the )?\\p{Lu}[\\p{L}.’'-]*){0,3})",
  ru: '(?:вся команда|команд[аеу]|мы|нам|я|мне|все|всем|кто-то|\\p{Lu}[\\p{L}.-]*(?:\\s+\\p{Lu}[\\p{L}.-]*){0,2})',
};
const modal: Record<Language, string> = {
  en: '(?:will|shall|should|must|can|ought to|needs? to|has to|have to|is to|are to|(?:is|are|am) going to|agree[sd]? to|promise[sd]? to|to)',
  ru: '(?:долж(?:ен|на|ны|но)|нужно|надо|необходимо|следует|предстоит|обязан[аы]?|буд(?:ет|ут|ем)|берется|возьмется|обещал[аи]?|поручено)',
};

/** A task without the words before its verb, and whom those named: "Anna will write the runbook". */
export function leadOf(title: string, language: Language): { owner: string | null; title: string } {
  let text = title.replace(/\s+/gu, ' ').trim().replace(bullet, '');
  let owner: string | null = null;
  const named =
    new RegExp(`^(?<who>${who[language]})(?:['’]ll| ${modal[language]})\\s+(?<rest>.+)$`, 'u').exec(text)?.groups ??
    new RegExp(`^(?<who>${who[language]})\\s*(?::|—|–|,)\\s*(?<rest>.+)$`, 'u').exec(text)?.groups;
  if (
    named?.rest &&
    !startsWithVerb(named.who ?? '', language) &&
    isVerb(named.rest.replace(wish[language], ''), language)
  ) {
    owner = named.who ?? null;
    text = named.rest;
  }
  const bare = text.replace(wish[language], '');
  return { owner, title: capital(isVerb(bare, language) ? bare : text) };
}

const seam: Record<Language, RegExp> = {
  en: /\s*;\s+(?:and )?(?:then )?|,? and (?:then |also |finally )?|, (?:then )?|\. (?:Then )?/iu,
  ru: /\s*;\s+(?:и )?(?:затем |потом )?|,? (?:и|а) (?:затем |потом |также |сразу |после этого )?|, (?:затем |потом )?|\. (?:Затем |Потом )?/iu,
};
/** After a word such as these the verbs that follow belong to one clause. */
const clause: Record<Language, RegExp> = {
  en: /\b(?:that|whether|if|which|who|whom|whose|until|when|while|where|how|why|unless|because|so|between|both|either|before|after|by|for|of|without)\b/iu,
  ru: /(?<!\p{L})(?:что|чтобы|если|как|котор\p{L}+|пока|когда|где|почему|ли|между|либо|перед тем|после того|прежде чем|кто|кого|кому|для того)(?!\p{L})/iu,
};
const object =
  /^(?:the|an?|it|its|them|their|this|that|these|those|all|any|each|every|both|our|your|one|two|three|\d+|who|whom|whether|how|what|which|with|on|for|by|\p{Lu}\p{L}*)\b/u;

/** One action each. A compound title is parted only where what follows surely begins with a verb; no word is lost. */
export function splitAction(title: string, language: Language): string[] {
  const { title: text } = leadOf(title, language);
  if (!startsWithVerb(text, language)) return [text];
  const cut = seams(text, language).find(({ at, end }) =>
    parts(text.slice(0, at), text.slice(at, end), text.slice(end), language),
  );
  if (!cut) return [text];
  const [before, after] = [text.slice(0, cut.at).trim(), text.slice(cut.end).trim()];
  // "Write and publish the runbook": both act on what follows.
  if (!/\s/u.test(before)) {
    let shared = after.replace(/^\S+\s*/u, '');
    for (let more = /^(?:, |and |и )(\S+) /iu.exec(shared); more; more = /^(?:, |and |и )(\S+) /iu.exec(shared)) {
      if (verbness(more[1] ?? '', language) === 'no') break;
      shared = shared.slice(more[0].length);
    }
    return shared ? [`${before} ${firstAction(shared, language)}`, ...splitAction(after, language)] : [text];
  }
  return [before, ...splitAction(resolved(before, after, language), language)].map(capital);
}

function seams(text: string, language: Language): { at: number; end: number }[] {
  const found: { at: number; end: number }[] = [];
  const pattern = new RegExp(seam[language].source, 'giu');
  for (const match of text.matchAll(pattern)) found.push({ at: match.index, end: match.index + match[0].length });
  return found;
}

function parts(before: string, joint: string, after: string, language: Language): boolean {
  const words = before.trim().split(/\s+/u);
  const sureness = verbness(first(after.replace(negation[language], '')), language);
  if (sureness === 'no') return false;
  const next = after.trim().split(/\s+/u).slice(1).join(' ');
  if (language === 'en') {
    if (sureness === 'maybe' && !object.test(next) && !(words.length === 1 && /^and /u.test(next))) return false;
    if (
      /\bto \S+/iu.test(before) &&
      words.some((word, at) => at > 1 && words[at - 1]?.toLowerCase() === 'to' && verbness(word, 'en') !== 'no')
    )
      return false;
  } else if (words.slice(1).some((word) => verbness(word, 'ru') === 'sure')) return false;
  if (words.length > 1) return !clause[language].test(before);
  return next !== '' && (/(?:and|и) $/iu.test(joint) || /^\S+(?:, \S+)* (?:and|и) \S+ /iu.test(after));
}

/** What the first of two joined verbs acts on, where a third action follows. */
const firstAction = (shared: string, language: Language): string => {
  const next = seams(shared, language).find(({ end }) => verbness(first(shared.slice(end)), language) === 'sure');
  return next ? shared.slice(0, next.at) : shared;
};

const pronoun: Record<Language, RegExp> = {
  en: /^(?<verb>\S+) (?:it|them)(?=$|[ ,.;])/iu,
  ru: /^(?<verb>\S+) (?:ее|её|его|их)(?=$|[,.;]| (?:для|на|в|во|с|со|из|к|по|о|об|от|до|под|при|через|после|перед) | \S+[ая]м(?= |$))/iu,
};
const preposition: Record<Language, RegExp> = {
  en: / (?:for|to|on|in|with|from|at|of|by|into|about|as|within|before|after|until)(?= )/iu,
  ru: / (?:для|на|в|во|с|со|из|к|по|о|об|от|до|под|при|через|после|перед)(?= )/iu,
};

/** "test it" after "Write the runbook" is "test the runbook": a task stands alone on a board. */
function resolved(before: string, after: string, language: Language): string {
  const thing = before.replace(/^\S+\s+/u, '').split(preposition[language])[0] ?? '';
  const simple =
    language === 'en' ? /^(?:the|an?|our|all|each|its|\d+)\s/iu.test(thing) : /^\S+(?: \S+){0,2}$/u.test(thing);
  if (!simple || thing.split(/\s+/u).length > 5 || /[,;]| and | и /u.test(thing)) return after;
  const definite = thing.replace(/^an?\s/iu, 'the ');
  return after.replace(pronoun[language], (_, verb: string) => `${verb} ${definite}`);
}
