import { splitAction } from '../council/actions';
import type { Language } from '../council/agenda.schema';
import { resolveOwner } from '../council/owners';
import type { Person } from '../council/people';
import { plain } from '../council/similarity';
import { resolveDue } from '../dates/due';
import { sharedContent } from './content';
import { type Grounded, givesOrders, groundsOf } from './ground';
import { tidy } from './heard';
import type { Minutes, MinutesEvidence } from './minutes.schema';
import type { Part } from './parts';
import type { PartSaid } from './said.schema';
import { headingOf, sentenceOf } from './titles';

/** What one part of a transcript brought. */
export type PartMinutes = Pick<Minutes, 'summary' | 'decisions' | 'action_items' | 'open_questions'>;

export interface Settled {
  answer: PartMinutes;
  /** Entries and arguments that do not hold: nobody said their words, or they speak of something else. */
  dropped: number;
  /** Citations that were put right. */
  mended: number;
}

export interface AboutPart {
  language: Language;
  /** The day of the meeting; null: no phrase becomes a date. */
  heldOn: string | null;
  /** Who speaks, and who else may own a task. */
  people: readonly Person[];
}

/** Turns around a cited one in which an entry's words must have something in common with what was said. */
const around = 3;

/**
 * What a model said of a part, as far as it holds: quotes stand in the turns cited or are put where they stand, owners are
 * people, days were said. What does not hold is left out, and counted.
 */
export function settlePart(said: PartSaid, part: Part, about: AboutPart): Settled {
  const ground = groundsOf(part.pieces);
  const { language } = about;
  let dropped = 0;
  let mended = 0;
  const talk = (turns: readonly number[]) =>
    part.pieces
      .filter(({ turn }) => turns.some((one) => Math.abs(one - turn) <= around))
      .map(({ text }) => text)
      .join(' ');
  /** The evidence of an entry that says `text`; null where it does not hold. */
  const founded = (one: { turns: number[]; quote: string }, text: string): Grounded | null => {
    const found = ground(one);
    if (!found || givesOrders(text) || !isAbout(text, talk(found.turns))) {
      dropped += 1;
      return null;
    }
    if (found.how !== 'quoted') mended += 1;
    return found;
  };
  const claims = <T extends { text: string; turns: number[]; quote: string }>(list: readonly T[]): MinutesEvidence[] =>
    list.flatMap((one) => {
      const found = founded(one, one.text);
      if (!found) return [];
      const { turns, quote } = found;
      return [{ text: sentenceOf(tidy(one.text), language), turns, quote, origin: 'derived' as const }];
    });
  const places = new Map<number, string>();
  const decisions = said.decisions.flatMap((one, at): PartMinutes['decisions'] => {
    const found = founded(one, one.statement);
    if (!found) return [];
    const id = `D${places.size + 1}`;
    places.set(at + 1, id);
    const alternatives = one.alternatives.flatMap((each) => {
      const own = founded(each, each.name);
      if (!own) return [];
      const { turns, quote } = own;
      const name = headingOf(tidy(each.name), language, 60);
      return [{ name, chosen: each.chosen, text: name, turns, quote, origin: 'derived' as const }];
    });
    return [
      {
        id,
        title: headingOf(tidy(one.title), language),
        statement: sentenceOf(tidy(one.statement), language),
        turns: found.turns,
        quote: found.quote,
        origin: 'stated',
        ...marksOf(one.confidence, found),
        // Nothing was chosen over anything where only one way is left.
        alternatives: alternatives.some(({ chosen }) => !chosen) ? alternatives : [],
        rationale: claims(one.rationale),
        objections: one.objections.flatMap((each) =>
          claims([each]).map((claim) => ({ speaker: speakerOf(part, claim), ...claim, origin: 'stated' as const })),
        ),
      },
    ];
  });
  const tasks = said.tasks.flatMap((one): PartMinutes['action_items'] => {
    const found = founded(one, one.title);
    if (!found) return [];
    const near = talk(found.turns);
    const { owner, owner_said } = ownerOf(one.owner, part, near, about.people);
    const due_said = one.due !== null && one.due !== '' && plain(near).includes(plain(one.due)) ? one.due : null;
    const meeting = about.heldOn === null ? null : { heldOn: about.heldOn, timeZone: 'UTC', language };
    const task = {
      id: '',
      owner,
      owner_said,
      due: due_said !== null && meeting ? resolveDue(due_said, meeting).due : null,
      due_said,
      turns: found.turns,
      quote: found.quote,
      // What nobody took on or was given was concluded, whatever the model says.
      origin: one.stated && (owner ?? owner_said) !== null ? ('stated' as const) : ('derived' as const),
      ...marksOf(one.confidence, found),
      decision: (one.decision === null ? null : places.get(one.decision)) ?? null,
    };
    return splitAction(tidy(one.title), language).map((title) => ({ ...task, title: headingOf(title, language, 120) }));
  });
  return {
    answer: {
      summary: claims(said.summary),
      decisions,
      action_items: tasks.map((one, at) => ({ ...one, id: `T${at + 1}` })),
      open_questions: claims(said.open_questions),
    },
    dropped,
    mended,
  };
}

/** What the words of an entry are about must be spoken of where it cites; in another script nothing can be compared. */
export function isAbout(text: string, talk: string): boolean {
  const script = (one: string) => /\p{Script=Cyrillic}/u.test(one);
  return script(text) !== script(talk) || sharedContent(text, talk) > 0 || contentless(text);
}
/** Two words or fewer, such as a name of a way: too little to compare by. */
const contentless = (text: string): boolean => plain(text).split(' ').length <= 2;

const rounded = (value: number): number => Math.round(value * 100) / 100;
/** A model's own word for how sure it is, held between 5 and 95 %; less where its citation had to be put right. */
function marksOf(confidence: number, { how }: Grounded): { confidence: number; signs: string[] } {
  const sure = Math.min(0.95, Math.max(0.05, confidence));
  return how === 'quoted'
    ? { confidence: rounded(sure), signs: [] }
    : { confidence: rounded(sure * 0.8), signs: [how] };
}

const speakerOf = ({ pieces }: Part, { turns, quote }: MinutesEvidence): string | null =>
  pieces.find(({ turn, text }) => turns.includes(turn) && text.includes(quote))?.speaker ?? null;

/** A speaker or a member; a name that was said nearby stays as said; all else is nobody. */
function ownerOf(said: string | null, { pieces }: Part, near: string, people: readonly Person[]) {
  const named = plain(said ?? '');
  if (!said || !named) return { owner: null, owner_said: null };
  const speaker = pieces.find((one) => one.speaker !== null && plain(one.speaker) === named)?.speaker;
  const owner = speaker ?? resolveOwner(said, people).owner?.name ?? null;
  return { owner, owner_said: owner !== null || plain(near).includes(named) ? said : null };
}
