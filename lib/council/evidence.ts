import type { Cost } from './answers.schema';
import { type Cited, citationProblem } from './citations';
import type { CitedCost, Claim } from './decision-log.schema';
import { costSentence } from './figures';
import { type Lapse, lapseSentence } from './lapses';
import { type ClaimKind, unfoundedIn } from './own-claims';
import type { RunState } from './run';

/** A claim in a seat's own words. */
export const stated = (turn: number, text: string, quote: string): Claim => ({
  text,
  turns: [turn],
  facts: [],
  quote,
  origin: 'stated',
});

/** A claim that the scribe drew from what was said. */
export const derived = ({ text, turns, facts, quote }: Cited & { text: string }): Claim => ({
  text,
  turns,
  facts,
  quote,
  origin: 'derived',
});

/** Lets only claims into a log that hold, and remembers the others with the reason. */
export class Evidence {
  private readonly lapses: Lapse[];

  constructor(private readonly state: RunState) {
    this.lapses = ownLapses(state);
  }

  keep<C extends Cited & { text: string }>(kind: ClaimKind, about: string | null, claims: readonly C[]): C[] {
    return claims.filter((one) => {
      const why = citationProblem(this.state, one);
      if (why) this.lapses.push({ kind, about, text: one.text, cited: one, why });
      return why === null;
    });
  }

  /** A cost where one of these turns says its figure or its basis, quoted by the sentence that does. */
  cost(cost: Cost | null, turns: readonly number[]): CitedCost | null {
    if (!cost) return null;
    const { amount, unit, basis } = cost;
    for (const turn of turns) {
      const quote = costSentence(this.state.turns[turn - 1]?.text ?? '', cost);
      if (quote) return { amount, unit, basis, turns: [turn], facts: [], quote, origin: 'stated' };
    }
    return null;
  }

  /** What did not hold, as open questions; a cost only where `costs` has none in its place. */
  questions(costs: ReadonlySet<string>): string[] {
    const { language } = this.state.agenda;
    const open = this.lapses.filter((one) => one.why !== 'cost_not_said' || !costs.has(one.about ?? ''));
    const alike = Map.groupBy(open, ({ kind, about, text, why }) => JSON.stringify([kind, about, text, why]));
    return [...alike.values()].flatMap(([first, ...more]) => {
      const all = more.map((one) => one.cited);
      return first ? [lapseSentence(language, { ...first, cited: merge(first.cited, all) })] : [];
    });
  }
}

const merge = (first: Cited, more: Cited[]): Cited => ({
  quote: first.quote,
  turns: [...new Set([first, ...more].flatMap((one) => one.turns))],
  facts: [...new Set([first, ...more].flatMap((one) => one.facts))],
});

/** Claims of seats that their own turns do not carry: the ledger never took them in. */
function ownLapses(state: RunState): Lapse[] {
  const name = (ref: string | null) => state.alternatives.find((one) => one.id === ref)?.name ?? ref;
  return state.turns.flatMap(({ turn, status, answer }) =>
    answer && status === 'completed'
      ? unfoundedIn(answer).map(({ kind, about, text, quote, why }) => ({
          kind,
          about: name(about),
          text,
          why,
          cited: { turns: [turn], facts: [], quote },
        }))
      : [],
  );
}
