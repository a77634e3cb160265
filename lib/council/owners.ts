import { formsOf, inDoubt, isHers, isPatronymic, soundOf } from './name-forms';
import { nicknamesOf } from './nicknames';
import type { Person } from './people';
import { plain } from './similarity';
import { titleKey } from './titles';

export type { Person };

/** Who was named, or why nobody is: in doubt a task has no owner. */
export interface OwnerFound {
  owner: Person | null;
  why: 'named' | 'nobody' | 'ambiguous' | 'unknown' | 'several';
}

const lead =
  /^(?:(?:owner|assignee|owned by|assigned to|responsible|done by|by|for|to|ответствен\p{L}*|исполнител\p{L}*|отв\.|исп\.|назнач\p{L}*|поруч\p{L}*|владел\p{L}*)(?:\s*[:—–-]+\s*|\s+)|[:—–@]\s*)/iu;
const preposition = /^(?:за|на|у|для|от|с|со|к)\s+/iu;
const honorific =
  /^(?:mr|mrs|ms|miss|dr|prof|sir|г-н\p{L}*|г-ж\p{L}*|господин\p{L}*|госпож\p{L}*|коллег\p{L}*|тов)\.?\s+/iu;

/** Words for nobody in particular. */
const nobody = new Set(
  [
    'we us i me you they all everyone everybody someone somebody anyone anybody nobody no one none na tbd tba unassigned unknown team group council',
    'мы нам нас нами я мне мной вы вам они им все всем всеми кто-то никто никому нет команда команде команду командой группа группе совет совету советом',
  ]
    .join(' ')
    .split(' '),
);
const nobodyPhrases =
  /^(?:(?:the |our |whole |entire )*(?:team|group|council|company|organisation|organization|department)|all of us|each of us|no one|n a|to be (?:decided|defined|determined|confirmed)|not (?:yet )?(?:assigned|decided|known)|кто то|кто нибудь|кто либо|вс(?:я|ей|ю) (?:команд|групп)\p{L}+|наш\p{L}* команд\p{L}+|не (?:назначен|определен|решено|известн)\p{L}*|каждый из нас|все вместе)$/u;

/** The member or seat that was named: whole name or part of it, nickname, initials, title; in any Russian case. */
export function resolveOwner(said: string | null, people: readonly Person[]): OwnerFound {
  const { text, governed } = strip(said ?? '');
  const words = plain(text);
  if (!words || nobody.has(words) || [words, plain(said ?? '')].some((one) => nobodyPhrases.test(one)))
    return { owner: null, why: 'nobody' };
  const whole = find(text, governed, people);
  if (whole.why !== 'unknown') return whole;
  return parts(text, people) ?? whole;
}

function strip(said: string): { text: string; governed: boolean } {
  let text = said.normalize('NFKC').replaceAll('ё', 'е').replaceAll('Ё', 'Е').trim();
  for (let last = ''; last !== text; ) {
    last = text;
    text = text.replace(lead, '').trim();
  }
  const governed = preposition.test(text);
  text = text
    .replace(preposition, '')
    .replace(honorific, '')
    .replace(/['’]s$/u, '');
  return { text: text.replace(/^[\s"'«»“”(]+|[\s"'«»“”),;!?]+$/gu, ''), governed };
}

/** Two names joined, or a name with its title: one owner only where all parts mean the same person. */
function parts(text: string, people: readonly Person[]): OwnerFound | null {
  const joined = text.split(/\s+(?:and|or|with|и|или|с|вместе с)\s+|\s*[&/+]\s*/iu);
  if (joined.length > 1) return { owner: null, why: 'several' };
  const beside = text.split(/\s*[,;()]\s*/u).filter(Boolean);
  if (beside.length < 2) return null;
  const found = beside.map((part) => resolveOwner(part, people));
  const owners = new Set(found.map((one) => one.owner?.id));
  if (found.every((one) => one.why === 'named') && owners.size === 1) return found[0] ?? null;
  return { owner: null, why: found.filter((one) => one.why === 'named').length > 1 ? 'several' : 'unknown' };
}

function find(text: string, governed: boolean, people: readonly Person[]): OwnerFound {
  const fits = people
    .map((person) => ({ person, fit: fitOf(text, governed, person) }))
    .filter((one) => one.fit !== 'none');
  const whole = fits.filter((one) => one.fit === 'whole');
  const best = whole.length > 0 ? whole : fits;
  const [only, ...more] = best;
  if (!only) return { owner: null, why: 'unknown' };
  if (more.length > 0 || only.fit === 'doubt') return { owner: null, why: 'ambiguous' };
  return { owner: only.person, why: 'named' };
}

type Fit = 'whole' | 'part' | 'doubt' | 'none';

function fitOf(text: string, governed: boolean, person: Person): Fit {
  const key = titleKey(text);
  const named = [person.name, ...person.aliases];
  if (plain(text).includes(' ') && named.some((name) => plain(name) === plain(text))) return 'whole';
  const title = titleKey(person.title ?? '');
  if (key && (title === key || (person.kind === 'seat' && titleKey(person.name) === key))) return 'part';
  if (person.kind === 'seat') return 'none';
  if (/^\p{Lu}{2,4}$/u.test(text) && initialsOf(person.title ?? '') === text.toLowerCase()) return 'part';
  if (title && besideTitle(text, title).some((rest) => named.some((name) => nameFit(rest, governed, name) === 'part')))
    return 'whole';
  const fits = named.map((name) => nameFit(text, governed, name));
  return fits.find((fit) => fit === 'part') ?? fits.find((fit) => fit === 'doubt') ?? 'none';
}

const wordsOf = (text: string): string[] => plain(text).split(' ').filter(Boolean);
const initialsOf = (text: string): string =>
  wordsOf(text)
    .map((word) => word[0])
    .join('');

/** What is left of "our CFO Robert" beside the title; a name that fits it is surely meant. */
function besideTitle(text: string, title: string): string[] {
  const words = text.split(/\s+/u);
  return words.slice(1).flatMap((_, at) => {
    const [before, after] = [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')];
    return [...(titleKey(before) === title ? [after] : []), ...(titleKey(after) === title ? [before] : [])];
  });
}

/** Every word that was said must be a word of the name: in some case, as a nickname, or as its initial. */
function nameFit(text: string, governed: boolean, name: string): Fit {
  if (plain(text) === plain(name) && !governed) return 'part';
  const own = wordsOf(name);
  if (/^(?:\p{Lu}\.?\s?){2,3}$/u.test(text)) {
    const letters = plain(text).replaceAll(' ', '');
    const either = [initialsOf(name), initialsOf(name.replace(/(?<=\p{L})-(?=\p{L})/gu, ''))];
    return letters.length > 1 && either.includes(letters) ? 'part' : 'none';
  }
  const said = wordsOf(text);
  const hers = isHers(own);
  const left = [...own];
  let whole = 0;
  let doubtful = 0;
  let initials = 0;
  for (const word of said) {
    const at = left.findIndex((part) => word.length > 1 && same(word, part, governed, hers));
    if (at >= 0) {
      const [part = ''] = left.splice(at, 1);
      whole += 1;
      if (!governed && inDoubt(word, part)) doubtful += 1;
    } else if (word.length === 1 && left.some((part) => part.startsWith(word))) {
      left.splice(
        left.findIndex((part) => part.startsWith(word)),
        1,
      );
      initials += 1;
    } else if (own.some(isPatronymic) || !(isPatronymic(word) || (word.length === 1 && initials > 0))) return 'none';
  }
  if (whole === 0) return 'none';
  return doubtful === whole ? 'doubt' : 'part';
}

function same(said: string, part: string, governed: boolean, hers: boolean): boolean {
  if (/\p{Script=Cyrillic}/u.test(said) !== /\p{Script=Cyrillic}/u.test(part)) return soundOf(said) === soundOf(part);
  if (hers && !/[аяь]$/u.test(part)) return said === part;
  return [part, ...nicknamesOf(part)].some(
    (name) => formsOf(name).has(said) && !(governed && said === name && /[ая]$/u.test(name)),
  );
}
