import type { Transcript } from '@/lib/minutes/transcript';
import { type Hits, hits, summed } from './turns-found';

export type Kind = 'decisions' | 'tasks';
/** What anybody could cite without understanding: as many turns as the minutes did, chosen blindly. */
export const floorNames = ['random turns', 'last tenth', 'cue words'] as const;
export type FloorName = (typeof floorNames)[number];

const draws = 200;

/** Words that make one think of decisions and tasks. */
const cueWords: Record<Kind, RegExp> = {
  decisions:
    /(?<!\p{L})(?:decid\p{L}*|decision\p{L}*|agree\p{L}*|cho(?:o|se)\p{L}*|should|must|have to|has to|will|we'll|let's|go with|so|okay|final\p{L}*|реш\p{L}+|договор\p{L}+|соглас\p{L}+|выб\p{L}+|должн\p{L}+|надо|нужно|будем|давайте|итак|хорошо)(?!\p{L})/giu,
  tasks:
    /(?<!\p{L})(?:will|i'll|you'll|we'll|going to|gonna|need to|have to|should|can you|could you|by|before|next|until|send|prepare|work|task|action|meeting|сдела\p{L}+|подготов\p{L}+|отправ\p{L}+|провер\p{L}+|нужно|надо|должн\p{L}+|можешь|до|к|задач\p{L}+|завтра|следующ\p{L}+)(?!\p{L})/giu,
};

/** Mean hits of each floor over many draws with a fixed seed; `k` turns are cited in each. */
export function floorsOf(
  { turns }: Transcript,
  linked: readonly number[],
  k: number,
  kind: Kind,
): Record<FloorName, Hits> {
  const n = turns.length;
  const tail = Math.max(1, Math.ceil(n / 10));
  const cues = turns.map(({ text }) => text.match(cueWords[kind])?.length ?? 0);
  const numbers = turns.map((_, at) => at + 1);
  const drawn = (choose: (random: () => number) => number[]): Hits => {
    const random = seeded(n * 31 + k);
    const all = Array.from({ length: draws }, () => hits(choose(random), linked));
    const sum = summed(all);
    return {
      right: sum.right / draws,
      cited: sum.cited / draws,
      found: sum.found / draws,
      linked: sum.linked / draws,
    };
  };
  return {
    'random turns': drawn((random) => shuffled(numbers, random).slice(0, k)),
    'last tenth': drawn((random) => shuffled(numbers.slice(n - tail), random).slice(0, k)),
    'cue words': drawn((random) =>
      shuffled(numbers, random)
        .sort((a, b) => (cues[b - 1] ?? 0) - (cues[a - 1] ?? 0))
        .slice(0, k),
    ),
  };
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled(list: readonly number[], random: () => number): number[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a = 0, b = 0] = [copy[at], copy[other]];
    copy[at] = b;
    copy[other] = a;
  }
  return copy;
}
