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
  en: /\s*;\s+(?:and )?(?:then )?|,? and (?:then |also |finally )?| & |, (?:then )?|\. (?:Then )?/giu,
  ru: /\s*;\s+(?:и )?(?:затем |потом )?|,? (?:и|а) (?:затем |потом |также |сразу |после этого )?|, (?:затем |потом )?|\. (?:Затем |Потом )?/giu,
};
/** After a word such as these the verbs that follow belong to one clause. */
const clause: Record<Language, RegExp> = {
  en: /\b(?:that|whether|if|which|who|whom|whose|until|when|while|where|how|why|unless|because|so|between|both|either)\b/iu,
  ru: /(?<!\p{L})(?:что|чтобы|если|как|котор\p{L}+|пока|когда|где|почему|ли|между|либо|перед тем|после того|прежде чем|кто|кого|кому|для того)(?!\p{L})/iu,
};
/** After these a second noun is likelier than a second verb, unless an object follows it. */
const loose = /\b(?:before|after|by|for|of|without)\b/iu;
const object =
  /^(?:the|an?|it|its|them|their|this|that|these|those|all|any|each|every|both|our|your|one|two|three|\d+|who|whom|whether|how|what|which|with|on|for|by|\p{Lu}\p{L}*)\b/u;
/** A verb without what it acts on. */
const lone: Record<Language, RegExp> = { en: /^\S+(?: (?:up|out|off|down|over|back|through))?$/iu, ru: /^\S+$/u };

/** One action each. A compound title is parted only where what follows surely begins with a verb; no word is lost. */
export const splitAction = (title: string, language: Language): string[] => split(title, language, null);

/** `object`: what the first verb acts on, where that stood there as "it". */
function split(title: string, language: Language, object: string | null): string[] {
  const { title: text } = leadOf(title, language);
  if (!startsWithVerb(text, language)) return [text];
  for (const { index, 0: joint } of text.matchAll(seam[language])) {
    const [before, after] = [text.slice(0, index).trim(), text.slice(index + joint.length).trim()];
    if (quoted(before) || !isAction(after, before, language)) continue;
    // "Write and publish the runbook": both act on what follows.
    if (lone[language].test(before)) {
      const shared = joins(joint, after) ? sharedObject(after, language) : '';
      if (!shared || /^an? /iu.test(shared)) return [text];
      return [`${before} ${shared}`, ...split(after, language, null)].map(capital);
    }
    const thing = object ?? objectOf(before, language);
    const rest = thing ? after.replace(pronoun[language], (_, verb: string) => `${verb} ${thing}`) : after;
    if (clause[language].test(before) || pronoun[language].test(rest) || lone[language].test(rest)) continue;
    return [before, ...split(rest, language, rest === after ? null : thing)].map(capital);
  }
  return [text];
}

/** Whether quotation marks or brackets are still open: what stands in them is a name. */
const quoted = (text: string): boolean =>
  (text.match(/"/gu)?.length ?? 0) % 2 === 1 ||
  (text.match(/[«“(]/gu)?.length ?? 0) > (text.match(/[»”)]/gu)?.length ?? 0);

const joins = (joint: string, after: string): boolean =>
  /(?:and|и|&) $/iu.test(joint) || /^\S+(?:, \S+)* (?:and|и) \S+ /iu.test(after);

function isAction(after: string, before: string, language: Language): boolean {
  const sureness = verbness(first(after.replace(negation[language], '')), language);
  if (sureness === 'no') return false;
  const words = before.split(/\s+/u);
  if (language === 'ru') return !words.slice(1).some((word) => verbness(word, 'ru') === 'sure');
  const acts = object.test(after.replace(/^\S+\s*/u, ''));
  if (sureness === 'maybe' && !acts && !(lone.en.test(before) && /^\S+ and /u.test(after))) return false;
  if (loose.test(before) && !acts) return false;
  // "Ask Legal to review and approve": both are what Legal does.
  return !words.some((word, at) => at > 1 && /^to$/iu.test(words[at - 1] ?? '') && verbness(word, 'en') !== 'no');
}

/** What the last of several joined verbs acts on, up to the next action. */
function sharedObject(after: string, language: Language): string {
  let rest = after.replace(
    lone.en.test(after) ? /$^/u : /^\S+(?: (?:up|out|off|down|over|back|through)(?= ))?\s*/iu,
    '',
  );
  for (let more = /^(?:, |and |и )(\S+) /iu.exec(rest); more; more = /^(?:, |and |и )(\S+) /iu.exec(rest)) {
    if (verbness(more[1] ?? '', language) === 'no') break;
    rest = rest.slice(more[0].length);
  }
  if (rest === after) return '';
  for (const { index, 0: joint } of rest.matchAll(seam[language]))
    if (verbness(first(rest.slice(index + joint.length)), language) === 'sure') return rest.slice(0, index);
  return rest;
}

const it: Record<Language, string> = {
  en: "(?<verb>(?:do not |don['’]t )?\\S+) (?:it|them)(?=$|[ ,.;])",
  ru: '(?<verb>(?:не )?\\S+) (?:ее|её|его|их)(?=$|[,.;]| (?:и|для|на|в|во|с|со|из|к|по|о|об|от|до|под|при|через|после|перед) | \\S+[ая]м(?= |$))',
};
const pronoun: Record<Language, RegExp> = { en: new RegExp(`^${it.en}`, 'iu'), ru: new RegExp(`^${it.ru}`, 'iu') };
const preposition: Record<Language, RegExp> = {
  en: / (?:for|to|on|in|with|from|at|of|by|into|about|as|within|before|after|until)(?= )/iu,
  ru: / (?:для|на|в|во|с|со|из|к|по|о|об|от|до|под|при|через|после|перед)(?= )/iu,
};

/**
 * What "it" means after "Write the runbook": a task stands alone on a board. Null where it could mean something else.
 */
function objectOf(before: string, language: Language): string | null {
  const verb = language === 'en' ? /^\S+ (?:(?:up|out|off|down|over|back|through) )?/iu : /^(?:не )?\S+ /iu;
  const thing = before.replace(verb, '').replace(/ of .*$/u, '');
  if (preposition[language].test(` ${thing} `) || /[,;]| and | и /u.test(thing)) return null;
  if (language === 'ru') return /^\S+(?: \S+){0,2}$/u.test(thing) ? thing : null;
  return /^(?:the|an?|our|all|each|its|\d+) \S+(?: \S+){0,3}$/iu.test(thing) ? thing.replace(/^an? /iu, 'the ') : null;
}
