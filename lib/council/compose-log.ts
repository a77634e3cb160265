import type { Agenda } from './agenda.schema';
import { type Cited, citationProblem } from './citations';
import { claimsOf } from './claims-of';
import { droppedItems } from './compose-items';
import { contradictions, sayClash } from './contradictions';
import type { Claim, DecisionLog } from './decision-log.schema';
import { dissentFrom } from './dissent';
import { derived, Evidence, stated } from './evidence';
import { taskSentence, unheardSentence } from './lapses';
import { logAlternative, round } from './log-alternatives';
import { decided, findings, policyOf } from './policy';
import { stands } from './positions';
import type { Risk, RunState } from './run';
import { forsaken, scribed } from './scribe';
import { verbatim } from './sentences';
import { experts, leading, positionsNow, seatName } from './tally';
import { voicedBy } from './unique-facts';

const protocolVersion = (state: RunState): string => `${state.team.protocol}/1`;

/**
 * The decision log, put together by code from the ledger; the scribe's turn gives wording, rationale and rejections.
 * So a log exists whatever failed, and every claim in it cites what was said: one that does not hold is an open
 * question with its reason instead. `stopped` marks it incomplete.
 */
export function composeLog(state: RunState, stopped = false): DecisionLog {
  const scribe = scribed(state);
  const evidence = new Evidence(state);
  const chosen = stopped ? null : decided(state);
  const winner = state.alternatives.find((one) => one.id === chosen);
  const statement = winner ? (scribe?.statement ?? `${winner.name}. ${winner.summary}`) : '';
  const alternatives = state.alternatives.map((one) => logAlternative(state, evidence, one, chosen, scribe));
  for (const { kind, statement } of forsaken(state)) evidence.keep(kind, null, [statement]);
  const reasons = holding(state, scribe?.rationale);
  const rationale = reasons.length > 0 ? reasons : (alternatives.find((one) => one.id === chosen)?.pros ?? []);
  const missing = missingOf(state, chosen, rationale.length);
  const complete = !stopped && chosen !== null && missing.length === 0;
  const votes = state.ballot?.votes ?? [];
  const sure = votes.filter((vote) => vote.alternative === chosen).map((vote) => vote.confidence);
  const textOf = (turn: number) => state.turns[turn - 1]?.text ?? '';
  const log: DecisionLog = {
    id: `${state.runId}-decision`,
    meeting_id: state.meetingId,
    run_id: state.runId,
    title: (winner && scribe?.title) || state.agenda.title,
    question: state.agenda.question,
    statement,
    status: stopped ? 'draft' : complete ? 'proposed' : 'escalated',
    incomplete: !complete,
    scripted: state.team.seats.every((seat) => seat.model.provider === 'playbook'),
    decider: state.agenda.decider,
    consulted: [...(state.agenda.consulted ?? []), ...experts(state.team).map((seat) => seat.name)],
    informed: state.agenda.informed ?? [],
    reversibility: state.agenda.reversibility,
    criteria: state.criteria,
    alternatives,
    chosen,
    rationale,
    assumptions: scribe?.assumptions ?? [],
    open_questions: scribe?.open_questions ?? [],
    risks: evidence.keep(
      'risk',
      null,
      state.risks.map((risk) => riskOf(evidence, risk)),
    ),
    dissent: evidence.keep('dissent', winner?.name ?? null, dissentFrom(state, chosen ?? leading(state))),
    votes: {
      first: Object.fromEntries(
        stands(state).flatMap((one) => (one.from === null ? [[seatName(state, one.seat), one.alternative]] : [])),
      ),
      final: Object.fromEntries(
        (votes.length > 0 ? votes : Object.values(positionsNow(state))).map((one) => [
          seatName(state, one.seat),
          one.alternative,
        ]),
      ),
      majority: state.ballot?.majority ?? {},
      weighted: Object.fromEntries(Object.entries(state.ballot?.weighted ?? {}).map(([id, sum]) => [id, round(sum)])),
    },
    ballots: votes.map(({ seat, turn, alternative, confidence, because, text }) => ({
      seat: seatName(state, seat),
      turn,
      alternative,
      confidence,
      because: verbatim(text, because),
    })),
    positions: stands(state).map(({ seat, turn, from, alternative, confidence, because, citing }) => ({
      seat: seatName(state, seat),
      turn,
      from,
      to: alternative,
      confidence,
      because: verbatim(textOf(turn), because),
      citing,
      flagged: state.flags.some((flag) => flag.turn === turn),
    })),
    unique_facts: evidence.keep(
      'unique_fact',
      null,
      state.uniqueFacts.map((one) => ({
        ...stated(one.turn, one.text, one.quote),
        facts: one.fact === null ? [] : [one.fact],
        seat: seatName(state, one.seat),
        voiced_by: voicedBy(state, one),
      })),
    ),
    confidence: sure.length > 0 ? round(sure.reduce((a, b) => a + b, 0) / sure.length) : null,
    missing,
    incident: incidentOf(state.agenda, holding(state, scribe?.causes)),
    contradicts: winner ? clashes(state, statement) : [],
    settlement: null,
    deferred_until: null,
    supersedes: null,
    superseded_by: null,
    confirmation: null,
    review_date: scribe?.review_date ?? null,
    kill_criterion: scribe?.kill_criterion ?? '',
    protocol_version: protocolVersion(state),
    models: [
      ...new Set(state.turns.flatMap((turn) => (turn.model ? [`${turn.model.provider}:${turn.model.name}`] : []))),
    ].sort(),
    version: (state.artifacts.decision_log?.version ?? 0) + 1,
    content_hash: '',
  };
  return {
    ...log,
    open_questions: [
      ...log.open_questions,
      ...evidence.questions(pricedIn(log)),
      ...droppedItems(state).map((one) => taskSentence(state.agenda.language, one)),
      ...unheard(state, log),
    ],
  };
}

/** The scribe's statements that hold; what does not was noted once for all its answers. */
const holding = (state: RunState, statements: readonly (Cited & { text: string })[] = []): Claim[] =>
  statements.filter((one) => citationProblem(state, one) === null).map(derived);

function missingOf(state: RunState, chosen: string | null, reasons: number): DecisionLog['missing'] {
  const missing = findings(state).map(({ code, subject }) => ({ code, subject }));
  const told = missing.some((one) => one.code === 'rationale_missing');
  return chosen && reasons === 0 && policyOf(state).rationale_required && !told
    ? [...missing, { code: 'rationale_missing', subject: chosen }]
    : missing;
}

function riskOf(evidence: Evidence, risk: Risk): DecisionLog['risks'][number] {
  const { id, turn, text, quote, likelihood, impact, earlySignal, mitigation, mitigatedBy, cost, owner } = risk;
  const turns = [...new Set([turn, mitigatedBy ?? turn])];
  return {
    ...stated(turn, text, quote),
    turns,
    id,
    likelihood,
    impact,
    early_signal: earlySignal,
    mitigation,
    cost: evidence.cost(cost, turns.toReversed()),
    owner: owner || null,
  };
}

/** Earlier decisions that the statement seems to go against: flagged for people to judge. */
const clashes = (state: RunState, statement: string): DecisionLog['contradicts'] =>
  contradictions(statement, state.earlier).map(({ decision, title, why }) => ({
    decision,
    title,
    why: sayClash(why, state.agenda.language),
  }));

/** What has its cost after all: said by another turn, or given when the gate asked for it. */
function pricedIn(log: DecisionLog): Set<string> {
  return new Set([
    ...log.alternatives.flatMap((one) => (one.cost ? [one.name] : [])),
    ...log.risks.flatMap((one) => (one.cost ? [one.text, one.mitigation] : [])),
  ]);
}

/** What people said to the council and no claim of the log cites: nobody's word is lost. */
function unheard(state: RunState, log: DecisionLog): string[] {
  const cited = new Set(claimsOf(log).flatMap((claim) => claim.turns));
  return state.turns.flatMap(({ turn, by, seat, text }) =>
    seat === null && by && !cited.has(turn) ? [unheardSentence(state.agenda.language, by.name, turn, text)] : [],
  );
}

/** The incident's times, the minutes from its start to each, and what caused it. */
function incidentOf({ incident }: Agenda, causes: Claim[]): DecisionLog['incident'] {
  if (!incident) return null;
  const since = (to: string) => (Date.parse(to) - Date.parse(incident.started_at)) / 60_000;
  const moments = [
    { at: incident.started_at, what: 'started' as const },
    { at: incident.detected_at, what: 'detected' as const },
    { at: incident.mitigated_at, what: 'mitigated' as const },
    { at: incident.resolved_at, what: 'resolved' as const },
  ];
  return {
    detect_minutes: since(incident.detected_at),
    mitigate_minutes: since(incident.mitigated_at),
    restore_minutes: since(incident.resolved_at),
    timeline: moments.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    causes,
  };
}
