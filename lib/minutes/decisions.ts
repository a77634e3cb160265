import type { Language } from '../council/agenda.schema';
import { contentOf, sharedContent } from './content';
import { agrees, around, type Dialogue, placeOf, refuses, roomFor, takenUp } from './dialogue';
import { confidenceOf, evidenceOf } from './evidence';
import { type Heard, spoken } from './heard';
import type { MinutesDecision, MinutesEvidence } from './minutes.schema';
import { decisionSigns, doubtSigns, leftOpen, objection, otherWay, pointing, reason } from './signs';
import { headingOf, matterOf, sentenceOf } from './titles';

/** A sentence that may record a decision, and why. */
export interface Candidate {
  heard: Heard;
  score: number;
  signs: string[];
  /** The turn in which somebody else took it up. */
  agreed: number | null;
}

const tooShort = 4;
/** Says what is shown, not what is decided. */
const caption: Record<Language, RegExp> = {
  en: /^(?:(?:so|and|okay),? )*(?:these|this|those|here) (?:are|is|was|were) (?:just )?(?:the|a|my|our|all)\b/u,
  ru: /^(?:(?:так|и|вот),? )*(?:вот|это) (?:наши|мои|все|список|таблица|слайд)(?!\p{L})/u,
};
/** Two candidates closer than this are one decision. */
const apart = 4;

/** How much a sentence sounds like a decision, by cues, by what others answered, by who says it and when. */
export function weighDecision(dialogue: Dialogue, heard: Heard): Candidate | null {
  const { language, low } = heard;
  if (heard.words < tooShort || !heard.whole || caption[language].test(low)) return null;
  const cues = decisionSigns.filter(({ pattern }) => pattern[language].test(low));
  if (cues.length === 0) return null;
  const doubts = doubtSigns.filter(({ pattern }) => pattern[language].test(low));
  const signs = cues.map(({ code }) => code);
  let score = cues.reduce((sum, { weight }) => sum + weight, 0) - doubts.reduce((sum, { weight }) => sum + weight, 0);
  // “We should” proposes and says what must be in one: by itself no decision.
  if (signs.includes('proposal') && signs.includes('norm')) score -= 0.7;
  if (heard.asks) score -= 1.2;
  // What is still to be talked about is not decided.
  if (leftOpen[language].test(low)) score -= 1.5;
  if (heard.words > 40) score -= 0.5;
  if (score <= 0) return null;
  const about = contentOf(heard.text).size;
  if (about === 0) return null;
  if (about === 1) score -= pointing[language].test(low) ? 1.2 : 0.5;
  const { warmth, turn } = takenUp(dialogue, heard);
  if (warmth > 0) {
    score += warmth;
    signs.push('agreed');
  }
  if (discussed(dialogue, heard)) {
    score += 0.6;
    signs.push('discussed');
  }
  if (dialogue.chair !== null && heard.speaker === dialogue.chair) {
    score += 0.5;
    signs.push('chair');
  }
  if (placeOf(dialogue, heard.turn) > 0.85) {
    score += 0.3;
    signs.push('closing');
  }
  return { heard, score, signs, agreed: turn };
}

/** What the meeting decided: the strongest sentences, each a way from the next, as many as its length bears. */
export function chooseDecisions(dialogue: Dialogue, candidates: readonly Candidate[]): Candidate[] {
  const sure = 3;
  const room = roomFor(dialogue, 450);
  const chosen: Candidate[] = [];
  for (const one of [...candidates].sort((a, b) => b.score - a.score || a.heard.turn - b.heard.turn)) {
    if (one.score < 2) break;
    if (chosen.length >= room && one.score < sure + 1.5) break;
    if (chosen.some((other) => isOne(other, one) || sameWords(other.heard, one.heard))) continue;
    chosen.push(one);
  }
  return chosen.sort((a, b) => a.heard.turn - b.heard.turn);
}

/** Near each other, unless both say in so many words that they decide, of different things. */
const isOne = (one: Candidate, other: Candidate): boolean =>
  Math.abs(one.heard.turn - other.heard.turn) < apart &&
  !(
    one.signs.includes('decided') &&
    other.signs.includes('decided') &&
    sharedContent(one.heard.text, other.heard.text) === 0
  );

/** Whether others spoke of the same right before. */
function discussed(dialogue: Dialogue, heard: Heard): boolean {
  const mine = contentOf(heard.text);
  const shared = new Set<string>();
  for (const one of around(dialogue, heard.turn, -15, -1)) {
    if (one.speaker === heard.speaker && one.speaker !== null) continue;
    for (const stem of contentOf(one.text)) if (mine.has(stem)) shared.add(stem);
    if (shared.size > 1) return true;
  }
  return false;
}

function sameWords(one: Heard, other: Heard): boolean {
  const least = Math.min(contentOf(one.text).size, contentOf(other.text).size);
  return least > 1 && sharedContent(one.text, other.text) / least > 0.8;
}

/** A decision with what was said around it: what else was proposed, why, and against it. */
export function decisionOf(dialogue: Dialogue, { heard, score, signs, agreed }: Candidate, n: number): MinutesDecision {
  const { language } = heard;
  const near = around(dialogue, heard.turn, -12, 5).filter((one) => one !== heard && one.words >= tooShort);
  const about = (one: Heard) => sharedContent(one.text, heard.text) > 0 || Math.abs(one.turn - heard.turn) <= 4;
  const objections = near.filter(
    (one) => !one.asks && !agrees(one) && (objection[one.language].test(one.low) || refuses(one)) && about(one),
  );
  // Nothing stands for and against, and two words give no reason.
  const rationale = [
    ...(reason[language].test(heard.low) ? [heard] : []),
    ...near.filter((one) => reason[one.language].test(one.low) && about(one) && !objections.includes(one)),
  ]
    .map(reasonIn)
    .filter(({ text }) => text.split(/\s+/).length > 2);
  const proposals = near.filter(
    (one) =>
      one.turn < heard.turn &&
      otherWay[one.language].test(one.low) &&
      contentOf(one.text).size > 0 &&
      (heard.turn - one.turn <= 8 || sharedContent(one.text, heard.text) > 0) &&
      !objections.includes(one) &&
      !sameWords(one, heard),
  );
  const alternatives = proposals.slice(-3);
  return {
    id: `D${n}`,
    title: headingOf(matterOf(spoken(heard), language), language),
    statement: sentenceOf(spoken(heard), language),
    ...without(
      evidenceOf(
        heard,
        agreed === null ? [] : [agreed],
        signs.includes('decided') || agreed !== null ? 'stated' : 'derived',
      ),
    ),
    confidence: confidenceOf(score, 3.5),
    signs,
    alternatives:
      alternatives.length === 0
        ? []
        : [
            { name: headingOf(matterOf(spoken(heard), language), language, 60), chosen: true, ...evidenceOf(heard) },
            ...alternatives.map((one) => ({
              name: headingOf(one.text, one.language, 60),
              chosen: false,
              ...evidenceOf(one),
            })),
          ],
    rationale: rationale.slice(0, 3),
    objections: objections.slice(0, 3).map((one) => ({ speaker: one.speaker, ...evidenceOf(one) })),
  };
}

/** The clause that gives the reason, where it stands inside a sentence. */
function reasonIn(one: Heard): MinutesEvidence {
  const at = one.low.search(reason[one.language]);
  const clause =
    at > 0 && one.low.length === one.text.length ? one.text.slice(at).replace(/^'?cause\b/iu, 'Because') : one.text;
  return { ...evidenceOf(one), text: sentenceOf(clause, one.language) };
}

const without = ({ text: _, ...rest }: ReturnType<typeof evidenceOf>) => rest;
