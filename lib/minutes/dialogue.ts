import type { Heard } from './heard';
import { agreement, approval, refusal } from './signs';
import type { Transcript } from './transcript';

/** A meeting as rules see it: sentences in order, where each turn's begin, and who leads. */
export interface Dialogue {
  transcript: Transcript;
  all: readonly Heard[];
  /** Index into `all` of the first sentence of a turn; of turn n at n - 1. */
  starts: readonly number[];
  /** Who opens, closes and keeps the order; null where nobody stands out. */
  chair: string | null;
  /** Names of who speaks and may own a task, also their first names, in lower case. */
  names: ReadonlySet<string>;
  /** Words that stand in lower case somewhere: what begins a sentence with a capital is no name for that. */
  common: ReadonlySet<string>;
}

export const agrees = (one: Heard): boolean => one.words <= 8 && agreement[one.language].test(one.low);
export const refuses = (one: Heard): boolean => refusal[one.language].test(one.low);

/** The sentences of turns around one, without it; `from` and `to` count turns. */
export function around({ all, starts, transcript }: Dialogue, turn: number, from: number, to: number): Heard[] {
  const first = Math.max(1, turn + from);
  const last = Math.min(transcript.turns.length, turn + to);
  if (last < first) return [];
  return all.slice(starts[first - 1] ?? 0, starts[last] ?? all.length);
}

/** Other people who take up a sentence within the next few turns: how warmly, and the turn of the first who does. */
export function takenUp(dialogue: Dialogue, one: Heard, within = 3): { warmth: number; turn: number | null } {
  const warmth = new Map<string | null, number>();
  let turn: number | null = null;
  for (const answer of around(dialogue, one.turn, 1, within)) {
    if (answer.speaker === one.speaker && one.speaker !== null) continue;
    // What is asked next is what the next yes answers.
    if (refuses(answer) || answer.asks) break;
    if (!agrees(answer)) continue;
    const warm = approval[answer.language].test(answer.low) ? 1 : 0.4;
    warmth.set(answer.speaker, Math.max(warm, warmth.get(answer.speaker) ?? 0));
    turn ??= answer.turn;
  }
  const sum = [...warmth.values()].reduce((total, warm) => total + warm, 0);
  return { warmth: Math.min(1.6, sum), turn };
}

/** Where in the meeting a turn stands, 0 to 1. */
export const placeOf = ({ transcript }: Dialogue, turn: number): number => turn / Math.max(1, transcript.turns.length);

const share = 0.08;
/** Who says most at both ends of a meeting: agendas and good-byes are the chair's. */
export function chairOf({ turns }: Transcript): string | null {
  const edge = Math.max(3, Math.ceil(turns.length * share));
  const said = new Map<string, number>();
  for (const { speaker, text } of [...turns.slice(0, edge), ...turns.slice(-edge)])
    if (speaker !== null) said.set(speaker, (said.get(speaker) ?? 0) + text.length);
  const [first, second] = [...said].sort((a, b) => b[1] - a[1]);
  return first && said.size > 1 && first[1] > 1.3 * (second?.[1] ?? 0) ? first[0] : null;
}

const most = 60;
/** How many records a meeting bears, one for so many words; minutes that list everything are no minutes. */
export const roomFor = ({ all }: Dialogue, words: number): number =>
  Math.min(most, Math.max(4, Math.round(all.reduce((sum, one) => sum + one.words, 0) / words)));

/** Names by which people may be called. */
export const namesOf = (names: Iterable<string>): ReadonlySet<string> =>
  new Set(
    [...names]
      .flatMap((name) => [name, name.split(' ')[0] ?? name])
      .filter((one) => one.length > 1)
      .map((one) => one.toLowerCase()),
  );

/** Every word that stands in lower case in what is said. */
export function commonWords({ turns }: Transcript): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text } of turns) for (const [word] of text.matchAll(/(?<![\p{L}'’-])\p{Ll}[\p{L}-]*/gu)) words.add(word);
  return words;
}
