import type { Policy } from '@/lib/council/agenda.schema';
import type { Limits, Role, Selector, SelectorRule, Team } from '@/lib/council/team.schema';

/** A seat as it is being typed; `Words` are its name and persona, in one language or in both. */
export interface DraftSeat<Words> {
  key: number;
  id: string;
  role: Role;
  name: Words;
  persona: Words;
  /** `provider:name`; empty for the model that XIO is set up with. */
  model: string;
  tools: string[];
}

/** A rule as its fields hold it; an empty text is a condition that is not asked for. */
export interface DraftRule {
  key: number;
  phase: string;
  last_seat: string;
  open_objection: string;
  unheard: string;
  risks_below: string;
  /** `seat:<id>` or `by:<which>`. */
  pick: string;
}

export type DraftPolicy = Omit<Policy, 'min_alternatives'> & { min_alternatives: string };

/** How a council goes, as it is being typed: numbers are what stands in their fields. */
export interface DraftCourse {
  protocol: Team['protocol'];
  method: Selector['method'];
  /** Kept while another method is looked at. */
  rules: DraftRule[];
  rounds: string;
  /** `money` in USD. */
  limits: Record<keyof Limits, string>;
}

const millionth = 1_000_000;

export function toDraftCourse({ protocol, selector, rounds, limits }: Omit<Team, 'seats' | 'name' | 'policy'>) {
  return {
    protocol,
    method: selector.method,
    rules: selector.method === 'custom' ? selector.rules.map(toDraftRule) : [],
    rounds: String(rounds),
    limits: {
      turns: String(limits.turns),
      active_minutes: String(limits.active_minutes),
      tokens: String(limits.tokens),
      money: String(limits.money / millionth),
    },
  } satisfies DraftCourse;
}

/** What the server is sent: a course, but for what was typed wrong. */
export function fromDraftCourse({ protocol, method, rules, rounds, limits }: DraftCourse) {
  const usd = numeric(limits.money);
  return {
    protocol,
    selector: method === 'custom' ? { method, rules: rules.map(fromDraftRule) } : { method },
    rounds: numeric(rounds),
    limits: {
      turns: numeric(limits.turns),
      active_minutes: numeric(limits.active_minutes),
      tokens: numeric(limits.tokens),
      money: typeof usd === 'number' ? Math.round(usd * millionth) : usd,
    },
  };
}

export const toDraftPolicy = (policy: Policy): DraftPolicy => ({
  ...policy,
  min_alternatives: String(policy.min_alternatives),
});
export const fromDraftPolicy = (policy: DraftPolicy) => ({
  ...policy,
  min_alternatives: numeric(policy.min_alternatives),
});

function toDraftRule({ when, pick }: SelectorRule, key: number): DraftRule {
  const asked = (value: string | number | boolean | undefined) => (value === undefined ? '' : String(value));
  return {
    key,
    phase: asked(when.phase),
    last_seat: asked(when.last_seat),
    open_objection: asked(when.open_objection),
    unheard: asked(when.unheard),
    risks_below: asked(when.risks_below),
    pick: 'seat' in pick ? `seat:${pick.seat}` : `by:${pick.by}`,
  };
}

function fromDraftRule({ key: _, pick, open_objection, unheard, risks_below, ...rest }: DraftRule) {
  const when = {
    ...rest,
    open_objection: open_objection && open_objection === 'true',
    risks_below: risks_below.trim() && numeric(risks_below),
    unheard: unheard && unheard === 'true',
  };
  const [kind = '', ...what] = pick.split(':');
  return {
    when: Object.fromEntries(Object.entries(when).filter(([, value]) => value !== '')),
    pick: { [kind]: what.join(':') },
  };
}

/** A number as people type it; what is not one goes to the server as it is, which says so beside the field. */
export const numeric = (text: string): number | string => {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return plain === '' || Number.isNaN(Number(plain)) ? text : Number(plain);
};

export function modelOf(typed: string): { provider: string; name: string } | null {
  const [provider = '', ...name] = typed.trim().split(':');
  return provider === '' ? null : { provider, name: name.join(':') };
}

/** A new expert after the others, with an id that no seat has; `blank` is what stands in its name and persona. */
export function withExpert<Words>(seats: DraftSeat<Words>[], blank: Words): DraftSeat<Words>[] {
  const id = [...'abcdefghijklmnop']
    .map((one) => `expert-${one}`)
    .find((one) => seats.every((seat) => seat.id !== one));
  if (!id) return seats;
  const at = seats.findLastIndex((seat) => seat.role === 'expert') + 1;
  const expert = {
    key: nextKey(seats),
    id,
    role: 'expert' as const,
    name: blank,
    persona: blank,
    model: '',
    tools: [],
  };
  return seats.toSpliced(at, 0, expert);
}

export const nextKey = (rows: { key: number }[]): number => Math.max(0, ...rows.map((row) => row.key)) + 1;
