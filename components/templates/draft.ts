import type { Language, Policy } from '@/lib/council/agenda.schema';
import type { TemplateBody, TemplateSeat } from '@/lib/council/templates/body.schema';

export type Both = Record<Language, string>;

export interface DraftSeat {
  key: number;
  id: string;
  role: TemplateSeat['role'];
  name: Both;
  persona: Both;
  /** `provider:name`; empty for the model that XIO is set up with. */
  model: string;
  tools: string[];
}

/** A body as it is being typed: numbers are what stands in their fields. */
export interface Draft {
  name: Both;
  purpose: Both;
  criteria: { key: number; name: Both; weight: string }[];
  policy: Omit<Policy, 'min_alternatives'> & { min_alternatives: string };
  skeleton: Both;
  team: {
    name: Both;
    protocol: TemplateBody['team']['protocol'];
    selector: TemplateBody['team']['selector'];
    rounds: string;
    seats: DraftSeat[];
    /** `money` in USD. */
    limits: Record<keyof TemplateBody['team']['limits'], string>;
  };
}

const millionth = 1_000_000;

export function toDraft({ name, purpose, criteria, policy, skeleton, team }: TemplateBody): Draft {
  const { turns, active_minutes, tokens, money } = team.limits;
  return {
    name,
    purpose,
    criteria: criteria.map((one, key) => ({ key, name: one.name, weight: String(one.weight) })),
    policy: { ...policy, min_alternatives: String(policy.min_alternatives) },
    skeleton,
    team: {
      name: team.name,
      protocol: team.protocol,
      selector: team.selector,
      rounds: String(team.rounds),
      seats: team.seats.map(({ model, ...seat }, key) => ({
        ...seat,
        key,
        model: model ? `${model.provider}:${model.name}` : '',
      })),
      limits: {
        turns: String(turns),
        active_minutes: String(active_minutes),
        tokens: String(tokens),
        money: String(money / millionth),
      },
    },
  };
}

/** A number as people type it; what is not one goes to the server as it is, which says so beside the field. */
export const numeric = (text: string): number | string => {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return plain === '' || Number.isNaN(Number(plain)) ? text : Number(plain);
};

/** Where only one language was filled in, it stands for both. */
const filled = ({ en, ru }: Both): Both => ({ en: en.trim() ? en : ru, ru: ru.trim() ? ru : en });

type Sent = ReturnType<typeof fromDraft>;

/** What the server is sent: a body, but for what was typed wrong. */
export function fromDraft({ name, purpose, criteria, policy, skeleton, team }: Draft) {
  const { turns, active_minutes, tokens, money } = team.limits;
  const usd = numeric(money);
  return {
    name: filled(name),
    purpose: filled(purpose),
    criteria: criteria.map((one) => ({ name: filled(one.name), weight: numeric(one.weight) })),
    policy: { ...policy, min_alternatives: numeric(policy.min_alternatives) },
    skeleton,
    team: {
      name: filled(team.name),
      protocol: team.protocol,
      selector: team.selector,
      rounds: numeric(team.rounds),
      seats: team.seats.map(({ id, role, name, persona, model, tools }) => ({
        id,
        role,
        name: filled(name),
        persona: filled(persona),
        model: modelOf(model),
        tools,
      })),
      limits: {
        turns: numeric(turns),
        active_minutes: numeric(active_minutes),
        tokens: numeric(tokens),
        money: typeof usd === 'number' ? Math.round(usd * millionth) : usd,
      },
    },
  };
}

function modelOf(typed: string): { provider: string; name: string } | null {
  const [provider = '', ...name] = typed.trim().split(':');
  return provider === '' ? null : { provider, name: name.join(':') };
}

/** A new expert before the scribe, with an id that no seat has. */
export function withExpert(seats: DraftSeat[]): DraftSeat[] {
  const id = [...'abcdefghijklmnop']
    .map((one) => `expert-${one}`)
    .find((one) => seats.every((seat) => seat.id !== one));
  const empty = { name: { en: '', ru: '' }, persona: { en: '', ru: '' }, model: '', tools: [] };
  const key = Math.max(0, ...seats.map((seat) => seat.key)) + 1;
  const at = seats.findLastIndex((seat) => seat.role === 'expert') + 1;
  return id ? seats.toSpliced(at, 0, { key, id, role: 'expert', ...empty }) : seats;
}

export interface Difference {
  path: string;
  mine: string;
  theirs: string;
}

/** Where two bodies differ, as text for people: one entry for each field of the first two levels. */
export function differences(mine: TemplateBody | Sent, theirs: TemplateBody): Difference[] {
  return between(mine, fromDraft(toDraft(theirs)), '');
}

function between(mine: object, theirs: object, path: string): Difference[] {
  return Object.entries(mine).flatMap(([key, value]: [string, unknown]): Difference[] => {
    const other: unknown = Reflect.get(theirs, key);
    const at = path ? `${path}.${key}` : key;
    const [left, right] = [parts(value), parts(other)];
    if (left && right) {
      const entry = { path: at, mine: shown(without(left, right)), theirs: shown(without(right, left)) };
      return entry.mine || entry.theirs ? [entry] : [];
    }
    if (JSON.stringify(value) === JSON.stringify(other)) return [];
    const deeper = isRecord(value) && isRecord(other) && (path === '' || key === 'limits');
    return deeper ? between(value, other, at) : [{ path: at, mine: shown(value), theirs: shown(other) }];
  });
}

/** The entries of a list, or the lines of a text that has more than one: of those only what differs is told. */
function parts(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value.includes('\n') ? value.trim().split('\n') : null;
}

const without = (list: unknown[], others: unknown[]) =>
  list.filter((one) => others.every((other) => JSON.stringify(other) !== JSON.stringify(one)));

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => shown(one)).join('\n');
  if (!isRecord(value)) return typeof value === 'boolean' ? (value ? '✓' : '–') : String(value ?? '–');
  return Object.entries(value)
    .filter(([key]) => key !== 'id' && key !== 'tools')
    .map(([, inner]) => shown(inner))
    .join(' · ');
}
