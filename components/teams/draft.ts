import { modelKey } from '@/lib/council/budget';
import type { ModelRef, Team } from '@/lib/council/team.schema';
import {
  type DraftCourse,
  type DraftPolicy,
  type DraftSeat,
  fromDraftCourse,
  fromDraftPolicy,
  modelOf,
  toDraftCourse,
  toDraftPolicy,
} from '../set-up/draft';

/** A team as it is being typed. */
export interface Draft extends DraftCourse {
  name: string;
  seats: DraftSeat<string>[];
  /** Whether the team asks for more than the agenda; `policy` is kept while it does not. */
  strict: boolean;
  policy: DraftPolicy;
}

const usualPolicy = { min_alternatives: 3, rationale_required: true, risk_cost_required: false };

/** A seat that speaks by the usual model names none. */
export function toDraft(team: Team, usual: ModelRef): Draft {
  const isUsual = (model: ModelRef) => modelKey(model) === modelKey(usual);
  return {
    ...toDraftCourse(team),
    name: team.name,
    seats: team.seats.map((seat, key) => ({ ...seat, key, model: isUsual(seat.model) ? '' : modelKey(seat.model) })),
    strict: team.policy !== null,
    policy: toDraftPolicy(team.policy ?? usualPolicy),
  };
}

/** What the server is sent: a team, but for what was typed wrong. `usual` speaks for seats that name no model. */
export function fromDraft(draft: Draft, usual: ModelRef) {
  return {
    name: draft.name,
    ...fromDraftCourse(draft),
    seats: draft.seats.map(({ key: _, model, ...seat }) => ({ ...seat, model: modelOf(model) ?? usual })),
    policy: draft.strict ? fromDraftPolicy(draft.policy) : null,
  };
}
