import type { Language } from '../council/agenda.schema';
import { contentOf } from './content';
import { around, type Dialogue, placeOf } from './dialogue';
import type { Heard } from './heard';
import { speaksOfWork } from './task-signs';
import { bareOf } from './titles';

/** Work that is handed out without a verb: “Marketing, the requirements. And for you the budget.” */
export interface HandedOut {
  who: string;
  what: string;
}

const job =
  '(?:(?:the |our )?(?:[a-z]+ ){0,2}(?:managers?|designers?|design|experts?|specialists?|engineers?|engineering|lead|leader|developers?|development|team|directors?|analysts?|officers?|department|marketing|sales|finance|legal|support|operations|interface|research|editors?|secretary|treasurer))';
const capitals = '(?:[A-Z]{2,4})';
const named = "(?:\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?)";
const you = '(?:you|you two|you both|you guys)';
const role = new RegExp(`^(?:${job}|${you})$`, 'iu');
const thing = '(?:the|a|an|your|our)';
const patterns: Record<Language, readonly RegExp[]> = {
  en: [
    new RegExp(
      `^for (?<who>${job}|${capitals}|${named}|${you}),? (?:it's |there's |we have |we've got |is )?(?<what>${thing} .+)$`,
      'iu',
    ),
    new RegExp(
      `^(?<who>${job}|${capitals}|${named})(?:,| you've(?: got)?| you have| you| is| has| gets?| does|:)* (?<what>${thing} .+)$`,
      'iu',
    ),
    new RegExp(
      `^(?:we've got|we have|there's|that leaves) (?<what>${thing} .+) for (?<who>${job}|${capitals}|${named}|${you})$`,
      'iu',
    ),
  ],
  ru: [/^(?<who>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)\s*(?:[—–:-]|,)\s*(?<what>\p{Ll}+(?: .+)?)$/u],
};
const verbs = /\b(?:is|are|was|were|will|should|would|could|can|has|have|had|do|does|did|don't|think|know|want)\b/iu;

/** Somebody’s share in a sentence that has no verb, by its form alone. */
function shareIn({ text, language, asks, words }: Heard, names: ReadonlySet<string>): HandedOut | null {
  if (asks || words > 16) return null;
  const bare = bareOf(text, language).replace(/[\s.,;:!…]+$/u, '');
  for (const pattern of patterns[language]) {
    const { who, what } = pattern.exec(bare)?.groups ?? {};
    if (!who || !what || contentOf(what).size === 0 || verbs.test(what)) continue;
    const known = role.test(who) || /^[A-Z]{2,4}$/.test(who);
    if (known || names.has(who.toLowerCase())) return { who, what: plain(what) };
  }
  return null;
}

const near = 5;
const late = 0.7;
const plain = (what: string): string => what.replace(/^(?:the|a|an|your|our) |[\s.,;:!…]+$/giu, '');
const toAll =
  /^(?<who>(?:you|we) (?:all|each|both)|everybody|everyone) (?:still )?(?:have|has|gets?)(?: got)? (?<what>(?:the|an?|your|individual|own) .+)$/iu;

/** What a sentence hands out late in the meeting, where its speaker hands out more or speaks of work right before or after. */
export function handedOut(dialogue: Dialogue, heard: Heard): HandedOut | null {
  if (placeOf(dialogue, heard.turn) < late) return null;
  const all = heard.asks || heard.words > 16 ? undefined : toAll.exec(bareOf(heard.text, heard.language))?.groups;
  if (all?.who && all.what && contentOf(all.what).size > 0) return { who: all.who, what: plain(all.what) };
  const share = shareIn(heard, dialogue.names);
  if (!share) return null;
  const others = [...around(dialogue, heard.turn, -near, -1), ...around(dialogue, heard.turn, 0, near)].filter(
    (one) => one !== heard && one.speaker === heard.speaker,
  );
  return others.some((one) => speaksOfWork(one) || shareIn(one, dialogue.names)) ? share : null;
}
