import { type Dialogue, placeOf, roomFor, takenUp } from './dialogue';
import { dueSaid } from './due-said';
import type { Heard } from './heard';
import { doubtSigns } from './signs';
import { type Doing, doingIn, namesWork, speaksOfWork } from './task-signs';

export interface TaskCandidate {
  heard: Heard;
  doing: Doing | null;
  score: number;
  signs: string[];
  agreed: number | null;
  due: string | null;
}

/** How much a sentence sounds like something to be done after the meeting. */
export function weighTask(dialogue: Dialogue, heard: Heard): TaskCandidate | null {
  if (heard.words < 3) return null;
  const doing = doingIn(heard);
  const work = speaksOfWork(heard);
  if (!doing && !namesWork(heard)) return null;
  const doubts = doubtSigns.filter(({ pattern }) => pattern[heard.language].test(heard.low));
  const signs: string[] = [];
  let score = -doubts.reduce((sum, { weight }) => sum + weight, 0);
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
  return { heard, doing, score, signs, agreed: turn, due };
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
