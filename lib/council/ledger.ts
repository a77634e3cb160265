import type { Answer } from './answers.schema';
import type { LoggedEvent, PooledAlternative } from './events';
import { foundedAnswer } from './own-claims';
import type { LedgerClaim, RunState } from './run';
import { sameName } from './similarity';
import { said } from './turns';

/** The pooled alternative that `ref` (an id or any of its names) means, if exactly that one. */
export function findAlternative<A extends PooledAlternative>(alternatives: readonly A[], ref: string): A | undefined {
  return (
    alternatives.find((one) => one.id === ref) ??
    alternatives.find((one) => [one.name, ...one.also].some((name) => sameName(name, ref)))
  );
}

const idOf = (state: RunState, ref: string) => findAlternative(state.alternatives, ref)?.id ?? ref;

/**
 * Adds what a completed turn brought to the ledger. Ballots stay out until `ballot-closed`; so do, for good, claims
 * that the turn's own text does not carry: the log names them among its open questions.
 */
export function contribute(state: RunState, turn: number, given: Answer): RunState {
  const seat = state.turns[turn - 1]?.seat;
  if (!seat) return state;
  const answer = foundedAnswer(given);
  const next = { ...state };
  if (answer.criteria && state.criteria.length === 0) next.criteria = normalise(answer.criteria);
  if (answer.position) {
    next.positions = [
      ...state.positions,
      { turn, seat, ...answer.position, alternative: idOf(state, answer.position.alternative) },
    ];
  }
  if (answer.unique_facts)
    next.uniqueFacts = [...state.uniqueFacts, ...answer.unique_facts.map((fact) => ({ turn, seat, ...fact }))];
  if (answer.claims) {
    next.claims = [
      ...state.claims,
      ...answer.claims.map((claim) => ({ turn, seat, ...claim, alternative: idOf(state, claim.alternative) })),
    ];
  }
  if (answer.scores) {
    const fresh = answer.scores.map((score) => ({ turn, seat, ...score, alternative: idOf(state, score.alternative) }));
    const key = (score: { seat: string; alternative: string; criterion: string }) =>
      `${score.seat}\n${score.alternative}\n${score.criterion}`;
    const replaced = new Set(fresh.map(key));
    next.scores = [...state.scores.filter((score) => !replaced.has(key(score))), ...fresh];
  }
  if (answer.objection) {
    const { alternative, ...objection } = answer.objection;
    next.objections = [
      ...state.objections,
      {
        id: `O${state.objections.length + 1}`,
        turn,
        seat,
        alternative: idOf(state, alternative),
        ...objection,
        answeredBy: [],
        resolved: false,
      },
    ];
  }
  if (answer.replies) {
    const replies = answer.replies;
    next.objections = next.objections.map((objection) => {
      const reply = replies.find((one) => one.objection === objection.id);
      return reply
        ? { ...objection, answeredBy: [...objection.answeredBy, turn], resolved: objection.resolved || reply.resolves }
        : objection;
    });
  }
  if (answer.risks) {
    next.risks = [
      ...state.risks,
      ...answer.risks.map(({ early_signal, ...risk }, index) => ({
        id: `R${state.risks.length + index + 1}`,
        turn,
        seat,
        ...risk,
        earlySignal: early_signal,
        mitigatedBy: risk.mitigation ? turn : null,
      })),
    ];
  }
  if (answer.mitigations) {
    const added = answer.mitigations;
    next.risks = next.risks.map((risk) => {
      const more = added.find((one) => one.risk === risk.id);
      return more ? { ...risk, mitigation: more.mitigation, mitigatedBy: turn, cost: more.cost ?? risk.cost } : risk;
    });
  }
  return next;
}

/** Weights that sum to 1. */
export function normalise<C extends { weight: number }>(criteria: readonly C[]): C[] {
  const sum = criteria.reduce((total, one) => total + one.weight, 0);
  return criteria.map((one) => ({ ...one, weight: one.weight / sum }));
}

/** Takes over the pooled list; names that earlier turns used become ids. */
export function poolAlternatives(state: RunState, pooled: PooledAlternative[], seq: number): RunState {
  const alternatives = pooled.map((one) => ({ ...one, cost: costOf(state, one) }));
  const positions = state.positions.map((one) => {
    const id = findAlternative(alternatives, one.alternative)?.id;
    return id === undefined || id === one.alternative ? one : { ...one, alternative: id };
  });
  return { ...state, alternatives, positions, pooledAt: seq };
}

function costOf(state: RunState, alternative: PooledAlternative) {
  for (const turn of alternative.turns) {
    const answer = state.turns[turn - 1]?.answer;
    const options = answer ? foundedAnswer(answer).alternatives : [];
    const option = options?.find(
      (one) => one.cost && [alternative.name, ...alternative.also].some((name) => sameName(name, one.name)),
    );
    if (option?.cost) return { ...option.cost, turn };
  }
  return null;
}

type Drafted = Pick<LedgerClaim, 'text' | 'quote' | 'alternative' | 'stance'>;
/** Kept by answer and by list of alternatives: both stay as they are, while turns and states come and go. */
const drafted = new WeakMap<Answer, WeakMap<RunState['alternatives'], Drafted[]>>();

/** Pros and cons that an answer's own alternatives came with, each under the pooled one that it became. */
function draftedIn(answer: Answer, alternatives: RunState['alternatives']): Drafted[] {
  const lists = drafted.get(answer) ?? new WeakMap<RunState['alternatives'], Drafted[]>();
  drafted.set(answer, lists);
  const known = lists.get(alternatives);
  if (known) return known;
  const made = (foundedAnswer(answer).alternatives ?? []).flatMap((option): Drafted[] => {
    const alternative = findAlternative(alternatives, option.name)?.id;
    if (!alternative) return [];
    return [
      ...option.pros.map((claim) => ({ ...claim, alternative, stance: 'pro' as const })),
      ...option.cons.map((claim) => ({ ...claim, alternative, stance: 'con' as const })),
    ];
  });
  lists.set(alternatives, made);
  return made;
}

/** The few turns that drafted alternatives, kept by the list of turns: a page asks for them at every event. */
const drafting = new WeakMap<RunState['turns'], RunState['turns']>();

function draftsOf({ turns }: RunState): RunState['turns'] {
  const known = drafting.get(turns) ?? turns.filter(({ seat, answer }) => seat && answer?.alternatives?.length);
  drafting.set(turns, known);
  return known;
}

/** Pros and cons of an alternative: those it was drafted with and those said later. */
export function claimsFor(state: RunState, id: string): LedgerClaim[] {
  const first = draftsOf(state).flatMap(({ turn, seat, answer }) =>
    seat && answer
      ? draftedIn(answer, state.alternatives).flatMap((claim) =>
          claim.alternative === id ? [{ turn, seat, ...claim }] : [],
        )
      : [],
  );
  return [...first, ...state.claims.filter((claim) => claim.alternative === id)];
}

/** Effects that a control has on the state the moment the driver applies it. */
export function applyControl(state: RunState, event: Extract<LoggedEvent, { name: 'control-applied' }>): RunState {
  const record = state.controls.find((one) => one.request === event.request);
  if (!record) return state;
  const { control } = record;
  const open =
    control.control === 'handoff' ||
    control.control === 'request_alt' ||
    control.control === 'request_risk' ||
    (control.control === 'say' && control.seat !== undefined);
  const next = {
    ...state,
    controls: state.controls.map((one) => (one === record ? { ...one, state: 'applied' as const, open } : one)),
  };
  switch (control.control) {
    case 'pause':
      return { ...next, status: 'pausing' };
    case 'extend': {
      const ms = control.minutes * 60_000;
      const phase = next.phases.at(-1);
      return {
        ...next,
        extendedMs: next.extendedMs + ms,
        phases: phase ? next.phases.with(-1, { ...phase, boxMs: phase.boxMs + ms }) : next.phases,
      };
    }
    case 'say': {
      if (event.turn === null) return next;
      const phase = next.phases.at(-1);
      const turn = {
        ...said(event.turn, record.by, control.text, event.at, event.seq),
        phase: phase?.phase ?? null,
        activeAt: next.clock.activeMs,
      };
      return {
        ...next,
        turns: [...next.turns, turn],
        phases: phase ? next.phases.with(-1, { ...phase, turns: [...phase.turns, event.turn] }) : next.phases,
      };
    }
    default:
      return next;
  }
}
