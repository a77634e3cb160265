import { type Dialogue, placeOf, roomFor, takenUp } from './dialogue';
import { dueSaid } from './due-said';
import { type HandedOut, handedOut } from './handed-out';
import type { Heard } from './heard';
import { doubtSigns } from './signs';
import { type Doing, doingIn, namesWork, speaksOfWork } from './task-signs';

export interface TaskCandidate {
  heard: Heard;
  doing: Doing | null;
  share: HandedOut | null;
  score: number;
  signs: string[];
  agreed: number | null;
  due: string | null;
}

/** “Form should follow function”: a word that also stands in lower case names nobody. */
const owned = ({ common }: Dialogue, doing: Doing | null): Doing | null =>
  doing?.who.kind === 'named' && /^\p{Lu}\S*$/u.test(doing.who.name) && common.has(doing.who.name.toLowerCase())
    ? null
    : doing;

/** How much a sentence sounds like something to be done after the meeting. */
export function weighTask(dialogue: Dialogue, heard: Heard): TaskCandidate | null {
  const share = handedOut(dialogue, heard);
  if (heard.words < 3 && !share) return null;
  const doing = share ? null : owned(dialogue, doingIn(heard));
  const work = speaksOfWork(heard);
  if (!share && (!heard.whole || (!doing && !namesWork(heard)))) return null;
  // Minutes, mails and the next meeting are what tasks are about.
  const doubts = doubtSigns.filter(({ code, pattern }) => code !== 'errand' && pattern[heard.language].test(heard.low));
  const signs: string[] = [];
  let score = -doubts.reduce((sum, { weight }) => sum + weight, 0);
  if (share) {
    score += 2.6;
    signs.push('handed');
  }
  if (doing) {
    score += doing.weight;
    signs.push(doing.code);
  }
  if (work) {
    score += 1.2;
    signs.push('work');
  }
  const due = dueSaid(heard.text, heard.language);
  if (due) {
    score += 1.2;
    signs.push('due');
  }
  if (score <= 0) return null;
  if (heard.asks && doing?.code !== 'request') score -= 1;
  const { warmth, turn } = takenUp(dialogue, heard);
  if (warmth > 0) {
    score += Math.min(0.8, warmth);
    signs.push('agreed');
  }
  const place = placeOf(dialogue, heard.turn);
  if (place > 0.8) {
    score += 1;
    signs.push('closing');
  }
  return { heard, doing, share, score, signs, agreed: turn, due };
}

export function chooseTasks(dialogue: Dialogue, candidates: readonly TaskCandidate[]): TaskCandidate[] {
  const room = roomFor(dialogue, 600);
  const chosen: TaskCandidate[] = [];
  for (const one of [...candidates].sort((a, b) => b.score - a.score || a.heard.turn - b.heard.turn)) {
    if (one.score < 2.5) break;
    if (chosen.length >= room && one.score < 4.5) break;
    if (chosen.some(({ heard }) => heard === one.heard)) continue;
    chosen.push(one);
  }
  return chosen.sort((a, b) => a.heard.turn - b.heard.turn);
}
