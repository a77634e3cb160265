import type { Answer, Cost } from './answers.schema';
import { grounded } from './citations';
import { costSentence } from './figures';

/** What a claim is in a log: the words for it are in `lapses.ts`. */
export type ClaimKind =
  | 'pro'
  | 'con'
  | 'cost'
  | 'objection'
  | 'reply'
  | 'risk'
  | 'risk_cost'
  | 'mitigation'
  | 'unique_fact'
  | 'rationale'
  | 'why_rejected'
  | 'dissent'
  | 'cause'
  | 'task';

/** A claim of an answer that its own text does not carry. `about`: the alternative, as the answer names it. */
export interface Unfounded {
  kind: ClaimKind;
  about: string | null;
  text: string;
  quote: string;
  why: 'quote_not_found' | 'cost_not_said';
}

interface Split {
  kept: Answer;
  unfounded: Unfounded[];
}
const known = new WeakMap<Answer, Split>();

/** The answer without those of its own claims whose quote, and those costs whose figure and basis, it never said. */
export const foundedAnswer = (answer: Answer): Answer => split(answer).kept;

/** What `foundedAnswer` leaves out. */
export const unfoundedIn = (answer: Answer): Unfounded[] => split(answer).unfounded;

function split(answer: Answer): Split {
  const before = known.get(answer);
  if (before) return before;
  const made = divide(answer);
  known.set(answer, made);
  return made;
}

function divide(answer: Answer): Split {
  const { text } = answer;
  const unfounded: Unfounded[] = [];
  const keep = <C extends { quote: string }>(
    kind: ClaimKind,
    claims: readonly C[],
    say: (claim: C) => string,
    about: (claim: C) => string | null = () => null,
  ): C[] =>
    claims.filter((one) => {
      if (grounded(text, one.quote)) return true;
      unfounded.push({ kind, about: about(one), text: say(one), quote: one.quote, why: 'quote_not_found' });
      return false;
    });
  const priced = (kind: ClaimKind, cost: Cost | null, about: string): Cost | null => {
    if (!cost || text === '' || costSentence(text, cost)) return cost;
    unfounded.push({ kind, about, text: `${cost.amount} ${cost.unit}`, quote: cost.basis, why: 'cost_not_said' });
    return null;
  };
  const words = (claim: { text: string }) => claim.text;
  const kept: Answer = { ...answer };
  if (answer.alternatives) {
    kept.alternatives = answer.alternatives.map((one) => ({
      ...one,
      pros: keep('pro', one.pros, words, () => one.name),
      cons: keep('con', one.cons, words, () => one.name),
      cost: priced('cost', one.cost, one.name),
    }));
  }
  if (answer.claims) {
    const pros = keep(
      'pro',
      answer.claims.filter((one) => one.stance === 'pro'),
      words,
      (one) => one.alternative,
    );
    const cons = keep(
      'con',
      answer.claims.filter((one) => one.stance === 'con'),
      words,
      (one) => one.alternative,
    );
    kept.claims = answer.claims.filter((one) => pros.includes(one) || cons.includes(one));
  }
  if (answer.objection) {
    kept.objection = keep('objection', [answer.objection], words, (one) => one.alternative)[0] ?? null;
  }
  if (answer.replies) kept.replies = keep('reply', answer.replies, words);
  if (answer.risks) {
    kept.risks = keep('risk', answer.risks, words).map((one) => ({
      ...one,
      cost: priced('risk_cost', one.cost, one.text),
    }));
  }
  if (answer.mitigations) {
    kept.mitigations = keep('mitigation', answer.mitigations, (one) => one.mitigation).map((one) => ({
      ...one,
      cost: priced('risk_cost', one.cost, one.mitigation),
    }));
  }
  if (answer.unique_facts) kept.unique_facts = keep('unique_fact', answer.unique_facts, words);
  return { kept, unfounded };
}
