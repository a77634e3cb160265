import { citableFacts } from './agenda';
import { citationProblem } from './citations';
import type { ActionItem } from './decision-log.schema';
import type { RunState } from './run';
import { plain } from './similarity';

/**
 * Action items from the integrator's answer, checked by code: an unfound citation makes an item `derived`, an owner
 * nobody named is dropped, a date that is not ahead is dropped. Without an answer: the risks' mitigations, derived.
 */
export function composeItems(state: RunState): ActionItem[] {
  const answer = state.turns.findLast((turn) => turn.purpose === 'tasks' && turn.status === 'completed')?.answer;
  const decision = `${state.runId}-decision`;
  const item = (
    index: number,
  ): Pick<
    ActionItem,
    | 'id'
    | 'decision_id'
    | 'owner_ref'
    | 'owner_said'
    | 'due_said'
    | 'kind'
    | 'also'
    | 'contradicts'
    | 'note'
    | 'version'
    | 'status'
    | 'external_urls'
    | 'idempotency_key'
  > => ({
    id: `${state.runId}-T${index + 1}`,
    decision_id: decision,
    owner_ref: null,
    owner_said: null,
    due_said: null,
    kind: null,
    also: [],
    contradicts: [],
    note: null,
    version: 1,
    status: 'proposed',
    external_urls: {},
    idempotency_key: `${state.meetingId}:${state.runId}:T${index + 1}`,
  });
  if (!answer?.items) {
    return state.risks
      .filter((risk) => risk.mitigation && risk.mitigatedBy)
      .map((risk, index) => ({
        ...item(index),
        title: risk.mitigation,
        owner: named(state, risk.owner),
        due: null,
        acceptance: risk.earlySignal,
        turns: [risk.mitigatedBy ?? risk.turn],
        facts: [],
        quote: '',
        origin: 'derived',
        priority: risk.impact >= 4 ? 'high' : 'medium',
        depends_on: [],
      }));
  }
  const { items } = answer;
  return items.map((one, index) => {
    const found = citationProblem(state, one) === null;
    return {
      ...item(index),
      title: one.title,
      owner: named(state, one.owner),
      due: one.due && one.due > state.agenda.held_on ? one.due : null,
      acceptance: one.acceptance,
      turns: found ? one.turns : [],
      facts: found ? one.facts : [],
      quote: found ? one.quote : '',
      origin: found ? one.origin : 'derived',
      priority: one.priority,
      kind: state.agenda.incident ? (one.kind ?? null) : null,
      depends_on: one.depends_on.filter((n) => n <= items.length && n !== index + 1).map((n) => `${state.runId}-T${n}`),
    };
  });
}

/** An owner only where the agenda, a seat or a person's words name one: never a guess. */
function named(state: RunState, owner: string | null): string | null {
  if (!owner) return null;
  const wanted = plain(owner);
  const said = [
    state.agenda.decider,
    ...state.team.seats.map((seat) => seat.name),
    ...citableFacts(state.agenda).map((fact) => fact.text),
    ...state.turns.filter((turn) => !turn.seat).flatMap((turn) => [turn.by?.name ?? '', turn.text]),
  ];
  return wanted && said.some((text) => ` ${plain(text)} `.includes(` ${wanted} `)) ? owner : null;
}
