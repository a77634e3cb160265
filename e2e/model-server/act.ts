import type { Answer } from '@/lib/council/answers.schema';
import { purposeFields } from '@/lib/council/answers.schema';
import type { Seen } from './read-prompt';
import { script } from './script';

/** A valid answer to what the prompt asks: real ids, real quotes, always the same for the same prompt. */
export function act(seen: Seen): Answer {
  const words = script[seen.language];
  const { alternatives, turns, facts, criteria, purpose } = seen;
  const own = hash(seen.seat);
  const fact = facts[own % Math.max(1, facts.length)];
  const best = alternatives.find((one) => one.leads) ?? alternatives[0];
  const basis = fact ? `${words.basis} ${fact.n}: ${firstSentence(fact.text)}` : words.noFact;
  const choice = best ? `${words.stand} ${best.name} (${best.id}).` : words.open;
  const caution = words.caution[own % words.caution.length] ?? '';
  const remedy = words.remedy[own % words.remedy.length] ?? '';
  const cost = { amount: 2 + (own % 5), unit: words.unit, basis: words.costBasis };
  const price = `${words.costBasis}: ${cost.amount} ${cost.unit}.`;
  const text = [words.speaks(seen.seat), basis, choice, caution, remedy, price].join(' ');
  const option = (at: number) => {
    const [name = '', summary = ''] = words.options[at % words.options.length] ?? [];
    return {
      name,
      summary,
      pros: [{ text: basis.slice(0, 300), quote: basis }],
      cons: [{ text: caution, quote: caution }],
      cost,
    };
  };
  const source = [...turns].reverse().find((turn) => turn.text !== '');
  const cited = source
    ? { turns: [source.n], facts: [], quote: firstSentence(source.text) }
    : { turns: [], facts: fact ? [fact.n] : [1], quote: fact ? firstSentence(fact.text) : '-' };
  const options = [option(own), option(own + 2)];
  const risk = {
    text: caution,
    quote: caution,
    likelihood: 2 + (own % 3),
    impact: 3 + (own % 3),
    early_signal: words.signal,
    mitigation: remedy,
    cost,
    owner: seen.seat,
  };
  const later = new Date(Date.parse(seen.heldOn) + 30 * 86_400_000).toISOString().slice(0, 10);
  const all: Answer = {
    text,
    criteria: words.criteria.map((name, index) => ({ name, weight: 3 - index * 0.5 })),
    alternatives: purpose === 'draft' ? options : purpose === 'follow_up' ? [option(own + 1)] : [],
    position: {
      alternative: purpose === 'draft' ? (options[0]?.name ?? '') : (best?.id ?? ''),
      confidence: 0.6 + (own % 4) / 10,
      because: basis.slice(0, 300),
    },
    unique_facts: fact ? [{ text: firstSentence(fact.text), quote: basis, fact: fact.n }] : [],
    change_mind: words.changeMind,
    joins: [],
    scores: alternatives.flatMap(({ id, name }) =>
      criteria.map((criterion) => ({
        alternative: id,
        criterion,
        score: Math.min(10, 3 + (hash(name + criterion) % 6) + (own % 2)),
      })),
    ),
    objection: alternatives[1]
      ? { alternative: alternatives[1].id, text: caution, quote: caution, severity: 'concern' }
      : null,
    claims: best ? [{ alternative: best.id, stance: 'pro', text: basis.slice(0, 300), quote: basis }] : [],
    replies: seen.objections
      .slice(0, 6)
      .map(({ id }) => ({ objection: id, text: remedy, quote: remedy, resolves: true })),
    risks: [risk],
    mitigations: seen.risks.slice(0, 8).map((id) => ({ risk: id, quote: remedy, mitigation: remedy, cost })),
    vote: { alternative: best?.id ?? '', confidence: 0.6 + (own % 4) / 10, because: basis.slice(0, 300) },
    title: best?.name ?? words.open,
    statement: choice,
    rationale: [{ text: basis.slice(0, 300), ...cited }],
    rejections: alternatives
      .filter((one) => one !== best)
      .slice(0, 8)
      .map(({ id }) => ({ alternative: id, text: caution, ...cited })),
    causes: [],
    assumptions: [words.assumption],
    open_questions: [words.question],
    kill_criterion: words.stop,
    review_date: later,
    items: words.tasks.map((title, index) => ({
      title,
      owner: null,
      due: later,
      acceptance: words.done,
      ...cited,
      origin: 'derived' as const,
      priority: index < 2 ? ('high' as const) : ('medium' as const),
      depends_on: index > 0 ? [index] : [],
    })),
    summary: text,
    seat: seen.seats[own % Math.max(1, seen.seats.length)]?.id ?? 'moderator',
    reason: words.reason,
  };
  if (!purpose) return { text };
  const wanted = Object.fromEntries(purposeFields[purpose].map((field) => [field, all[field]]));
  return { ...wanted, text };
}

export const firstSentence = (text: string): string =>
  (/^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text).slice(0, 400).trim();

export function hash(text: string): number {
  let value = 0;
  for (const char of text) value = (Math.imul(value, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
