import type { Changes } from './changes.schema';
import type { Claim, DecisionLog } from './decision-log.schema';
import type { Reason } from './events';

/** Who does it and when, and what code knows beyond the log. */
export interface Circumstances {
  /** Name of the person. */
  by: string;
  /** The decider, where somebody else records what they decided. */
  onBehalfOf: string | null;
  /** ISO time. */
  at: string;
  /** The day of `at` where the meeting is, ISO 8601. */
  today: string;
  rationaleRequired: boolean;
  /** The alternative that the council's rationale argues for where it chose none. */
  leading: string | null;
  /** What the council said against an alternative. */
  dissentTo: (alternative: string) => DecisionLog['dissent'];
}

export type Outcome = { ok: true; log: DecisionLog } | { ok: false; reason: Reason };

/** What is not done, and why. */
export const refuse = (code: string, args: Reason['args'] = {}): Outcome => ({ ok: false, reason: { code, args } });

/** The log with what a person changed in it; its version and status are the caller's. */
export function change(log: DecisionLog, changes: Changes, it: Circumstances): Outcome {
  const { title, statement, chosen, rationale, risks, dissent, ...plain } = changes;
  if (chosen && log.alternatives.every((one) => one.id !== chosen)) return refuse('decision.unknown_alternative');
  if (plain.review_date && plain.review_date <= it.today) {
    return refuse('decision.review_past', { date: plain.review_date, today: it.today });
  }
  const next: DecisionLog = {
    ...log,
    title: title ?? log.title,
    statement: statement ?? log.statement,
    assumptions: plain.assumptions ?? log.assumptions,
    open_questions: plain.open_questions ?? log.open_questions,
    review_date: plain.review_date === undefined ? log.review_date : plain.review_date,
    kill_criterion: plain.kill_criterion ?? log.kill_criterion,
  };
  if (rationale) {
    const claims = rationale.map(({ from, text }) =>
      reworded(from === undefined ? null : log.rationale[from], text, it),
    );
    const known = claims.filter((one) => one !== undefined);
    if (known.length < claims.length) return refuse('decision.unknown_claim');
    next.rationale = known;
  }
  for (const { id, ...risk } of risks ?? []) {
    const at = next.risks.findIndex((one) => one.id === id);
    const known = next.risks[at];
    if (id !== undefined && !known) return refuse('decision.unknown_risk', { id });
    if (!known && !risk.text) return refuse('decision.risk_without_text');
    next.risks = known
      ? next.risks.with(at, rewrittenRisk(known, risk, it))
      : [...next.risks, { ...newRisk(next), ...human(risk.text ?? '', it), ...risked(null, risk) }];
  }
  const added = (dissent ?? []).map(({ text, seat, severity }) => ({
    ...human(text, it),
    seat: seat ?? it.by,
    severity,
    answered_by: [],
  }));
  next.dissent = [...log.dissent, ...added];
  if (chosen === undefined || chosen === log.chosen) return { ok: true, log: remedied(next) };
  const argued = rationale || chosen === (log.chosen ?? it.leading) ? next.rationale : reasonsFor(next, chosen);
  return { ok: true, log: remedied({ ...choose(next, chosen, it), rationale: argued }) };
}

/**
 * Another choice: who voted otherwise now dissents. What was said against the one before stays; only a vote for what
 * is now chosen is no dissent any more.
 */
function choose(log: DecisionLog, chosen: string | null, { dissentTo }: Circumstances): DecisionLog {
  const won = log.ballots.filter((one) => one.alternative === chosen).map((one) => one.seat);
  const stays = log.dissent.filter(({ seat, severity }) => severity !== 'vote' || !won.includes(seat));
  const against = (chosen ? dissentTo(chosen) : []).filter((one) =>
    stays.every((known) => known.seat !== one.seat || known.text !== one.text),
  );
  const sure = log.ballots.filter((one) => one.alternative === chosen).map((one) => one.confidence);
  return {
    ...log,
    chosen,
    dissent: [...stays, ...against],
    confidence: sure.length > 0 ? Math.round((100 * sure.reduce((a, b) => a + b, 0)) / sure.length) / 100 : null,
    alternatives: log.alternatives.map((one) => (one.id === chosen ? { ...one, why_rejected: null } : one)),
  };
}

/** What of a rationale for another alternative speaks for this one as well: people's words, and what its pros rest on. */
function reasonsFor(log: DecisionLog, chosen: string | null): Claim[] {
  const pros = log.alternatives.find((one) => one.id === chosen)?.pros.map((one) => one.quote) ?? [];
  return log.rationale.filter((one) => one.origin === 'human' || pros.includes(one.quote));
}

/** What a person has supplied is no longer missing. */
function remedied(log: DecisionLog): DecisionLog {
  const given = (code: string, subject: string | null): boolean => {
    if (code === 'rationale_missing') return log.rationale.length > 0;
    if (code === 'mitigation_missing') return log.risks.some((risk) => risk.id === subject && risk.mitigation !== '');
    return code === 'risk_missing' && log.risks.length > 0;
  };
  return { ...log, missing: log.missing.filter(({ code, subject }) => !given(code, subject)) };
}

/** A person's words cite themselves. */
export const human = (text: string, { by }: Circumstances): Claim => ({
  text,
  turns: [],
  facts: [],
  quote: text,
  origin: 'human',
  by,
});

/** The claim with these words: its evidence stays, its author is who changed it. Undefined: no such claim. */
function reworded<C extends Claim>(
  claim: C | undefined | null,
  text: string,
  it: Circumstances,
): C | Claim | undefined {
  if (claim === null) return human(text, it);
  if (claim === undefined || claim.text === text) return claim;
  const { quote } = claim.origin === 'human' ? human(text, it) : claim;
  return { ...claim, text, quote, origin: 'human', by: it.by };
}

type Risk = DecisionLog['risks'][number];
type RiskChange = NonNullable<Changes['risks']>[number];

const risked = (known: Risk | null, { likelihood, impact, early_signal, mitigation, owner }: RiskChange) => ({
  likelihood: likelihood ?? known?.likelihood ?? 3,
  impact: impact ?? known?.impact ?? 3,
  early_signal: early_signal ?? known?.early_signal ?? '',
  mitigation: mitigation ?? known?.mitigation ?? '',
  owner: owner === undefined ? (known?.owner ?? null) : owner || null,
});

/** A risk with a person's changes: whatever they changed in it, it is theirs from then on; its evidence stays. */
function rewrittenRisk(known: Risk, change: Omit<RiskChange, 'id'>, it: Circumstances): Risk {
  const worded = { ...known, ...reworded(known, change.text ?? known.text, it) };
  const next = { ...worded, ...risked(known, change) };
  const keys = ['likelihood', 'impact', 'early_signal', 'mitigation', 'owner'] as const;
  return keys.every((key) => next[key] === known[key]) ? next : { ...next, origin: 'human', by: it.by };
}

function newRisk(log: DecisionLog): Pick<Risk, 'id' | 'cost'> {
  const taken = new Set(log.risks.map((one) => one.id));
  let n = log.risks.length + 1;
  while (taken.has(`H${n}`)) n += 1;
  return { id: `H${n}`, cost: null };
}
