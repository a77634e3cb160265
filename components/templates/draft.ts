import type { TemplateBody } from '@/lib/council/templates/body.schema';
import { differences as between, type Difference } from '../set-up/differences';
import {
  type DraftCourse,
  type DraftPolicy,
  type DraftSeat,
  fromDraftCourse,
  fromDraftPolicy,
  modelOf,
  numeric,
  toDraftCourse,
  toDraftPolicy,
} from '../set-up/draft';
import type { Both } from '../set-up/fields';

/** A body as it is being typed: numbers are what stands in their fields. */
export interface Draft {
  name: Both;
  purpose: Both;
  criteria: { key: number; name: Both; weight: string }[];
  policy: DraftPolicy;
  skeleton: Both;
  team: DraftCourse & { name: Both; seats: DraftSeat<Both>[] };
}

export function toDraft({ name, purpose, criteria, policy, skeleton, team }: TemplateBody): Draft {
  return {
    name,
    purpose,
    criteria: criteria.map((one, key) => ({ key, name: one.name, weight: String(one.weight) })),
    policy: toDraftPolicy(policy),
    skeleton,
    team: {
      ...toDraftCourse(team),
      name: team.name,
      seats: team.seats.map(({ model, ...seat }, key) => ({
        ...seat,
        key,
        model: model ? `${model.provider}:${model.name}` : '',
      })),
    },
  };
}

/** Where only one language was filled in, it stands for both. */
const filled = ({ en, ru }: Both): Both => ({ en: en.trim() ? en : ru, ru: ru.trim() ? ru : en });

type Sent = ReturnType<typeof fromDraft>;

/** What the server is sent: a body, but for what was typed wrong. */
export function fromDraft({ name, purpose, criteria, policy, skeleton, team }: Draft) {
  return {
    name: filled(name),
    purpose: filled(purpose),
    criteria: criteria.map((one) => ({ name: filled(one.name), weight: numeric(one.weight) })),
    policy: fromDraftPolicy(policy),
    skeleton,
    team: {
      name: filled(team.name),
      ...fromDraftCourse(team),
      seats: team.seats.map(({ id, role, name, persona, model, tools }) => ({
        id,
        role,
        name: filled(name),
        persona: filled(persona),
        model: modelOf(model),
        tools,
      })),
    },
  };
}

/** Where two bodies differ, as text for people. */
export const differences = (mine: TemplateBody | Sent, theirs: TemplateBody): Difference[] =>
  between(mine, fromDraft(toDraft(theirs)));
