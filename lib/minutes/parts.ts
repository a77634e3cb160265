import type { Transcript } from './transcript';

/** A turn as a model is shown it, or a stretch of one that is very long. */
export interface Piece {
  turn: number;
  speaker: string | null;
  text: string;
}

/** As much of a transcript as a model is shown at once. */
export interface Part {
  /** Turns that no earlier part shows as its own; a few before them are shown again. */
  from: number;
  to: number;
  pieces: Piece[];
}

/** UTF-16 units of a part: 6,000 to 10,000 tokens, which every current model holds beside its answer. */
export const partRoom = 24_000;
/** Of the part before, so that what began there is understood. */
const lead = { turns: 8, share: 0.08 };
/** What numbers and names take in the prompt. */
const frame = 12;

/** A transcript in parts that each fit a model's context, cut between turns; only a turn that is longer than half of one is cut itself. */
export function partsOf({ turns }: Pick<Transcript, 'turns'>, room = partRoom): Part[] {
  const pieces = turns.flatMap(({ turn, speaker, text }) =>
    stretches(text, room / 2).map((stretch) => ({ turn, speaker, text: stretch })),
  );
  const parts: Part[] = [];
  let own: Piece[] = [];
  let before: Piece[] = [];
  let size = 0;
  const close = () => {
    const [first, last] = [own[0], own.at(-1)];
    if (first && last) parts.push({ from: first.turn, to: last.turn, pieces: [...before, ...own] });
    before = endOf(own, room * lead.share);
    own = [];
    size = before.reduce((sum, one) => sum + sizeOf(one), 0);
  };
  for (const piece of pieces) {
    if (own.length > 0 && size + sizeOf(piece) > room) close();
    own.push(piece);
    size += sizeOf(piece);
  }
  close();
  return parts;
}

/** Both halves of a part that was too long for a model after all; null where it can't be made shorter. */
export function halvesOf({ pieces, to }: Part): [Part, Part] | null {
  const middle = Math.ceil(pieces.length / 2);
  const [a, b] = [pieces.slice(0, middle), pieces.slice(middle)];
  const [first, second] = [a[0], b[0]];
  return first && second
    ? [
        { from: first.turn, to: a.at(-1)?.turn ?? first.turn, pieces: a },
        { from: second.turn, to, pieces: b },
      ]
    : null;
}

const sizeOf = ({ speaker, text }: Piece): number => text.length + (speaker?.length ?? 0) + frame;

function endOf(pieces: readonly Piece[], room: number): Piece[] {
  const kept: Piece[] = [];
  let size = 0;
  for (const piece of pieces.slice(-lead.turns).toReversed()) {
    size += sizeOf(piece);
    if (size > room) break;
    kept.unshift(piece);
  }
  return kept;
}

/** A long text in stretches, cut where a sentence or else a word ends. */
function stretches(text: string, most: number): string[] {
  const cut: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const end = Math.max(head.lastIndexOf('. ') + 1, head.lastIndexOf('? ') + 1, head.lastIndexOf('! ') + 1);
    const at = end > most / 2 ? end : head.lastIndexOf(' ') > most / 2 ? head.lastIndexOf(' ') : most;
    cut.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...cut, rest];
}
