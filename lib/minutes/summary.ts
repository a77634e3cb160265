import { stems } from '../council/similarity';
import type { Dialogue } from './dialogue';
import { evidenceOf } from './evidence';
import type { Heard } from './heard';
import type { MinutesEvidence } from './minutes.schema';
import { doubtSigns, pointing } from './signs';

const parts = 6;
const shortest = 7;
const longest = 45;
const sampled = 20_000;

/** What the meeting was about: from each part of it the sentence that holds most of the words that the meeting returns to. */
export function summaryOf(dialogue: Dialogue): MinutesEvidence[] {
  const often = new Map<string, number>();
  // A sample of a very long meeting says as well what it is about.
  const step = Math.ceil(dialogue.all.length / sampled);
  const all = dialogue.all.filter((_, at) => at % step === 0);
  for (const { text } of all)
    for (const [stem, word] of stems(text)) if (word.length > 3) often.set(stem, (often.get(stem) ?? 0) + 1);
  const size = Math.max(1, all.length);
  const weight = (stem: string) => {
    const count = often.get(stem) ?? 0;
    return count < 3 ? 0 : Math.log(count) * Math.log(size / count + 1);
  };
  const best: ({ heard: Heard; score: number } | undefined)[] = [];
  for (const [at, heard] of all.entries()) {
    const part = Math.min(parts - 1, Math.floor((at / size) * parts));
    const score = worth(heard, weight);
    if (score > (best[part]?.score ?? 0)) best[part] = { heard, score };
  }
  return best.flatMap((one) => (one ? [evidenceOf(one.heard)] : []));
}

function worth(heard: Heard, weight: (stem: string) => number): number {
  if (heard.asks || !heard.whole || heard.words < Math.min(shortest, 4) || heard.words > longest) return 0;
  if (doubtSigns.some(({ code, pattern }) => code !== 'doubt' && pattern[heard.language].test(heard.low))) return 0;
  const sum = [...stems(heard.text).keys()].reduce((total, stem) => total + weight(stem), 0);
  return (
    (sum / Math.sqrt(Math.max(heard.words, 12))) *
    (heard.words < shortest ? 0.3 : 1) *
    (pointing[heard.language].test(heard.low) ? 0.6 : 1)
  );
}
