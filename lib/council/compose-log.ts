import type { Cost } from './answers.schema';
import { type Cited, citationProblem, foldQuote } from './citations';
import type { CitedCost, Claim, DecisionLog } from './decision-log.schema';
import { claimsFor } from './ledger';
import { decided, findings, policyOf } from './policy';
import type { RunState, Turn } from './run';
import { experts, positionsNow, scoresOf } from './tally';

export const protocolVersion = (state: RunState): string => `${state.team.protocol}/1`;

/** The completed record turns: the first, and its repair where citations had to be mended. */
export const recordTurns = (state: RunState): Turn[] =>
  state.turns.filter((turn) => turn.purpose === 'record' && turn.status === 'completed');

/** Cited statements of the scribe that do not hold, with why; they are asked for once more, then dropped. */
export function brokenCitations(state: RunState): { text: string; why: string }[] {
  const answer = recordTurns(state).at(-1)?.answer;
  return [...(answer?.rationale ?? []), ...(answer?.rejections ?? [])].flatMap((one) => {
    const why = citationProblem(state, one);
    return why ? [{ text: one.text, why }] : [];
  });
}

const holds = (state: RunState) => (one: Cited) => citationProblem(state, one) === null;

/** First sentence of a text, verbatim: what is quoted where a seat marked nothing itself. */
export function firstSentence(text: string): string {
  return /^[\s\S]{1,400}?[.!?…](?=\s|$)/u.exec(text.trim())?.[0] ?? text.trim().slice(0, 200);
}

/**
 * The decision log, put together by code from the ledger; the scribe's turn gives wording, rationale and rejections.
 * So a log exists whatever failed, and every claim in it cites what was said. `stopped` marks it incomplete.
 */
export function composeLog(state: RunState, stopped = false): DecisionLog {
  const answer = recordTurns(state).at(-1)?.answer ?? null;
  const chosen = stopped ? null : decided(state);
  const winner = state.alternatives.find((one) => one.id === chosen);
  const positions = positionsNow(state);
  const name = (seat: string) => state.team.seats.find((one) => one.id === seat)?.name ?? seat;
  const votes = state.ballot?.votes ?? [];
  const confidences = votes.filter((vote) => vote.alternative === chosen).map((vote) => vote.confidence);
  const ok = holds(state);
  const stated = (turn: number, text: string, quote: string): Claim => ({
    text,
    turns: [turn],
    facts: [],
    quote,
    origin: 'stated',
  });
  const derived = ({ text, turns, facts, quote }: Cited & { text: string }): Claim => ({
    text,
    turns,
    facts,
    quote,
    origin: 'derived',
  });
  const alternatives = state.alternatives.map((one) => {
    const { byCriterion, total } = scoresOf(state, one.id);
    const claims = claimsFor(state, one.id);
    const as = (stance: 'pro' | 'con') =>
      claims
        .filter((claim) => claim.stance === stance)
        .map((claim) => stated(claim.turn, claim.text, claim.quote))
        .filter(ok);
    const given = (answer?.rejections ?? []).find(
      (rejection) => rejection.alternative === one.id || rejection.alternative === one.name,
    );
    const objection = state.objections.find((objected) => objected.alternative === one.id);
    const against = given
      ? derived(given)
      : objection
        ? stated(objection.turn, objection.text, objection.quote)
        : as('con')[0];
    return {
      id: one.id,
      name: one.name,
      summary: one.summary,
      pros: as('pro'),
      cons: as('con'),
      cost: one.cost && citedCost(state, one.cost, one.cost.turn),
      joined: one.joined,
      scores: {
        by_criterion: Object.fromEntries(Object.entries(byCriterion).map(([key, { mean }]) => [key, round(mean)])),
        total: total === null ? null : round(total),
      },
      why_rejected: chosen !== null && one.id !== chosen && against && ok(against) ? against : null,
    };
  });
  const scribed = (answer?.rationale ?? []).map(derived).filter(ok);
  const dropped = brokenCitations(state).map(({ text, why }) => `${text} (${why})`);
  const rationale = scribed.length > 0 ? scribed : (alternatives.find((one) => one.id === chosen)?.pros ?? []);
  const missing = findings(state).map(({ code, subject }) => ({ code, subject }));
  if (
    chosen &&
    rationale.length === 0 &&
    policyOf(state).rationale_required &&
    missing.every((one) => one.code !== 'rationale_missing')
  ) {
    missing.push({ code: 'rationale_missing', subject: chosen });
  }
  const complete = !stopped && chosen !== null && missing.length === 0;
  return {
    id: `${state.runId}-decision`,
    meeting_id: state.meetingId,
    run_id: state.runId,
    title: (winner && answer?.title) || state.agenda.title,
    question: state.agenda.question,
    statement: winner ? (answer?.statement ?? `${winner.name}. ${winner.summary}`) : '',
    status: stopped ? 'draft' : complete ? 'proposed' : 'escalated',
    incomplete: !complete,
    scripted: state.team.seats.every((seat) => seat.model.provider === 'playbook'),
    decider: state.agenda.decider,
    consulted: experts(state.team).map((seat) => seat.name),
    informed: [],
    reversibility: state.agenda.reversibility,
    criteria: state.criteria,
    alternatives,
    chosen,
    rationale,
    assumptions: answer?.assumptions ?? [],
    open_questions: [...(answer?.open_questions ?? []), ...dropped],
    risks: state.risks
      .map(({ id, turn, text, quote, likelihood, impact, earlySignal, mitigation, mitigatedBy, cost, owner }) => ({
        ...stated(turn, text, quote),
        turns: [...new Set([turn, mitigatedBy ?? turn])],
        id,
        likelihood,
        impact,
        early_signal: earlySignal,
        mitigation,
        cost: cost && citedCost(state, cost, mitigatedBy ?? turn),
        owner: owner || null,
      }))
      .filter(ok),
    dissent: dissent(state, chosen).filter(ok),
    votes: {
      first: Object.fromEntries(
        experts(state.team).flatMap((seat) => {
          const first = state.positions.find((one) => one.seat === seat.id);
          return first ? [[name(seat.id), first.alternative]] : [];
        }),
      ),
      final: Object.fromEntries(
        (votes.length > 0 ? votes : Object.values(positions)).map((one) => [name(one.seat), one.alternative]),
      ),
      majority: state.ballot?.majority ?? {},
      weighted: Object.fromEntries(Object.entries(state.ballot?.weighted ?? {}).map(([id, sum]) => [id, round(sum)])),
    },
    ballots: votes.map(({ seat, turn, alternative, confidence, because }) => ({
      seat: name(seat),
      turn,
      alternative,
      confidence,
      because,
    })),
    positions: [],
    unique_facts: [],
    confidence: confidences.length > 0 ? round(confidences.reduce((a, b) => a + b, 0) / confidences.length) : null,
    missing,
    incident: incidentMinutes(state),
    contradicts: [],
    settlement: null,
    deferred_until: null,
    supersedes: null,
    superseded_by: null,
    confirmation: null,
    review_date: answer?.review_date ?? null,
    kill_criterion: answer?.kill_criterion ?? '',
    protocol_version: protocolVersion(state),
    models: [
      ...new Set(state.turns.flatMap((turn) => (turn.model ? [`${turn.model.provider}:${turn.model.name}`] : []))),
    ].sort(),
    version: 1,
    content_hash: '',
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

function citedCost(state: RunState, { amount, unit, basis }: Cost, turn: number): CitedCost {
  const quote = firstSentence(state.turns[turn - 1]?.text ?? '');
  return { amount, unit, basis, turns: [turn], facts: [], quote, origin: 'stated' };
}

/** Votes against the chosen alternative, and objections to it that nobody resolved. */
function dissent(state: RunState, chosen: string | null): DecisionLog['dissent'] {
  if (!chosen) return [];
  const name = (seat: string) => state.team.seats.find((one) => one.id === seat)?.name ?? seat;
  const quoteOf = (text: string, wanted: string) =>
    foldQuote(text).includes(foldQuote(wanted)) ? wanted : firstSentence(text);
  const voted = (state.ballot?.votes ?? [])
    .filter((vote) => vote.alternative !== chosen)
    .map((vote) => ({
      text: vote.because,
      turns: [vote.turn],
      facts: [],
      quote: quoteOf(vote.text, vote.because),
      origin: 'stated' as const,
      seat: name(vote.seat),
      severity: 'vote' as const,
      answered_by: [],
    }));
  const objected = state.objections
    .filter((one) => one.alternative === chosen && !one.resolved)
    .map((one) => ({
      text: one.text,
      turns: [one.turn],
      facts: [],
      quote: one.quote,
      origin: 'stated' as const,
      seat: name(one.seat),
      severity: one.severity,
      answered_by: one.answeredBy,
    }));
  return [...objected, ...voted];
}

/** Minutes from the start of an incident to its detection, mitigation and resolution. */
function incidentMinutes(state: RunState): DecisionLog['incident'] {
  const { incident } = state.agenda;
  if (!incident) return null;
  const since = (to: string) => (Date.parse(to) - Date.parse(incident.started_at)) / 60_000;
  return {
    detect_minutes: since(incident.detected_at),
    mitigate_minutes: since(incident.mitigated_at),
    restore_minutes: since(incident.resolved_at),
    timeline: [],
    causes: [],
  };
}
