import { agrees, around, type Dialogue, refuses } from './dialogue';
import { evidenceOf } from './evidence';
import type { Heard } from './heard';
import type { MinutesEvidence } from './minutes.schema';
import { doubtSigns, leftOpen } from './signs';

const most = 8;

/** What was asked and not answered, or was said to be open. */
export function openQuestions(dialogue: Dialogue): MinutesEvidence[] {
  const found: { heard: Heard; score: number }[] = [];
  for (const heard of dialogue.all) {
    if (heard.words < 5) continue;
    const score = openness(dialogue, heard);
    if (score >= 2) found.push({ heard, score });
  }
  const chosen: typeof found = [];
  for (const one of found.sort((a, b) => b.score - a.score || a.heard.turn - b.heard.turn)) {
    if (chosen.length >= most) break;
    if (!chosen.some(({ heard }) => Math.abs(heard.turn - one.heard.turn) < 6)) chosen.push(one);
  }
  return chosen
    .sort((a, b) => a.heard.turn - b.heard.turn)
    .map(({ heard }) => evidenceOf(heard, [], heard.asks ? 'stated' : 'derived'));
}

function openness(dialogue: Dialogue, heard: Heard): number {
  const declared = leftOpen[heard.language].test(heard.low);
  if (!heard.asks && !declared) return 0;
  if (doubtSigns.some(({ code, pattern }) => code === 'procedure' && pattern[heard.language].test(heard.low))) return 0;
  const answers = around(dialogue, heard.turn, 1, 5).filter(
    (one) => one.speaker !== heard.speaker || one.speaker === null,
  );
  const open = answers.some((one) => leftOpen[one.language].test(one.low));
  if (!heard.asks) return (heard.words >= 7 ? 1.5 : 0.5) + (open ? 0.5 : 0);
  const settled = answers.some((one) => agrees(one) || refuses(one) || (one.words >= 8 && !one.asks));
  return (open ? 2.5 : settled ? 0 : 2) + (declared ? 0.5 : 0) + Math.min(0.4, heard.words / 50);
}
