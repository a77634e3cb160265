import type { Changes } from './changes.schema';
import type { Claim, DecisionLog, DecisionStatus } from './decision-log.schema';
import type { Reason } from './events';

export type Step = 'revise' | 'accept' | 'reject' | 'defer' | 'send_back' | 'supersede';

const open = ['revise', 'accept', 'reject', 'defer', 'send_back', 'supersede'] as const;

/** What may be done with a log from where it stands. A change to a settled one opens it again as a new version. */
export const steps: Record<DecisionStatus, readonly Step[]> = {
  draft: open,
  proposed: open,
  escalated: open,
  deferred: open,
  accepted: ['revise', 'supersede'],
  rejected: ['revise', 'supersede'],
  superseded: [],
};

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
  /** What the council said against an alternative. */
  dissentTo: (alternative: string) => DecisionLog['dissent'];
}

export type Outcome = { ok: true; log: DecisionLog } | { ok: false; reason: Reason };

const refuse = (code: string, args: Reason['args'] = {}): Outcome => ({ ok: false, reason: { code, args } });

function checkStep(log: DecisionLog, step: Step): Outcome | null {
  return steps[log.status].includes(step) ? null : refuse('decision.not_from', { status: log.status, step });
}

/** The next version: unsigned, unsettled, unsealed, whatever the one before was. */
function nextVersion(log: DecisionLog): DecisionLog {
  return {
    ...log,
    version: log.version + 1,
    supersedes: log.status === 'accepted' ? log.version : log.supersedes,
    superseded_by: null,
    settlement: null,
    confirmation: null,
    content_hash: '',
  };
}

/** A changed log. A settled one is proposed again; without changes that is all that happens. */
export function revise(log: DecisionLog, changes: Changes, it: Circumstances): Outcome {
  const settled = log.status === 'accepted' || log.status === 'rejected';
  const changed = checkStep(log, 'revise') ?? change(nextVersion(log), changes, it);
  if (!changed.ok) return changed;
  if (!settled && Object.keys(changes).length === 0) return refuse('decision.unchanged');
  const status = log.status === 'deferred' ? 'deferred' : standing(changed.log, log.status);
  const settlement = status === 'deferred' ? log.settlement : null;
  return { ok: true, log: { ...changed.log, status, settlement } };
}

/** Where an open log stands: with a choice and a statement it is a proposal. */
function standing(log: DecisionLog, before: DecisionStatus): DecisionStatus {
  if (log.chosen !== null && log.statement !== '') return 'proposed';
  return before === 'draft' ? 'draft' : 'escalated';
}

/** The decision as taken, with the last changes that came along. The signature is added by who can hash. */
export function accept(log: DecisionLog, changes: Changes, note: string, it: Circumstances): Outcome {
  const changed = checkStep(log, 'accept') ?? change(nextVersion(log), changes, it);
  if (!changed.ok) return changed;
  const { chosen, statement, rationale } = changed.log;
  if (chosen === null) return refuse('decision.choice_missing');
  if (statement === '') return refuse('decision.statement_missing');
  if (it.rationaleRequired && rationale.length === 0) return refuse('decision.rationale_missing');
  return {
    ok: true,
    log: { ...changed.log, status: 'accepted', incomplete: false, deferred_until: null, settlement: settle(note, it) },
  };
}

/** A version in force goes on holding: what is turned down is the one proposed in its place. */
export function reject(log: DecisionLog, note: string, it: Circumstances): Outcome {
  const refused = checkStep(log, 'reject');
  if (refused) return refused;
  if (note === '') return refuse('decision.note_missing');
  return {
    ok: true,
    log: { ...nextVersion(log), status: 'rejected', deferred_until: null, settlement: settle(note, it) },
  };
}

/** @param until an ISO day after today. */
export function defer(log: DecisionLog, until: string, note: string, it: Circumstances): Outcome {
  const refused = checkStep(log, 'defer');
  if (refused) return refused;
  if (until <= it.today) return refuse('decision.defer_past', { until, today: it.today });
  return {
    ok: true,
    log: { ...nextVersion(log), status: 'deferred', deferred_until: until, settlement: settle(note, it) },
  };
}

/** Another round is held by `run`; the log stands where it stood until that one is decided. */
export function sendBack(log: DecisionLog, run: string): Outcome {
  return (
    checkStep(log, 'send_back') ?? {
      ok: true,
      log: { ...nextVersion(log), settlement: log.settlement, superseded_by: run },
    }
  );
}

/** The decision of `run` took this one's place. */
export function supersede(log: DecisionLog, run: string): Outcome {
  return (
    checkStep(log, 'supersede') ?? {
      ok: true,
      log: { ...nextVersion(log), status: 'superseded', settlement: log.settlement, superseded_by: run },
    }
  );
}

const settle = (note: string, { by, onBehalfOf, at }: Circumstances) => ({ by, on_behalf_of: onBehalfOf, note, at });

function change(log: DecisionLog, changes: Changes, it: Circumstances): Outcome {
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
      ? next.risks.with(at, { ...known, ...reworded(known, risk.text ?? known.text, it), ...risked(known, risk) })
      : [...next.risks, { ...newRisk(next), ...human(risk.text ?? '', it), ...risked(null, risk) }];
  }
  const added = (dissent ?? []).map(({ text, seat, severity }) => ({
    ...human(text, it),
    seat: seat ?? it.by,
    severity,
    answered_by: [],
  }));
  next.dissent = [...log.dissent, ...added];
  return { ok: true, log: remedied(chosen === undefined || chosen === log.chosen ? next : choose(next, chosen, it)) };
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
const human = (text: string, { by }: Circumstances): Claim => ({
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

function newRisk(log: DecisionLog): Pick<Risk, 'id' | 'cost'> {
  const taken = new Set(log.risks.map((one) => one.id));
  let n = log.risks.length + 1;
  while (taken.has(`H${n}`)) n += 1;
  return { id: `H${n}`, cost: null };
}
