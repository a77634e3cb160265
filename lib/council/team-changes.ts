import { modelKey } from './budget';
import type { Limits, Role, Seat, Team } from './team.schema';

/** One thing that a version changed; `code` has a sentence, which its other fields are told in. */
export type TeamChange =
  | { code: 'name' | 'protocol' | 'selector'; from: string; to: string }
  | { code: 'rounds'; from: number; to: number }
  | { code: 'rules' | 'policy' | 'order' }
  | { code: 'limit'; limit: keyof Limits; from: number; to: number }
  | { code: 'seat_added' | 'seat_removed'; role: Role; seat: string }
  | { code: 'seat_name'; from: string; to: string }
  | { code: 'seat_role'; seat: string; from: Role; to: Role }
  | { code: 'seat_model'; seat: string; from: string; to: string }
  | { code: 'seat_persona' | 'seat_tools'; seat: string };

const limits = ['turns', 'active_minutes', 'tokens', 'money'] as const;

/** What `after` changed of `before`, in the order in which a team is read; seats are the same by their id. */
export function teamChanges(before: Team, after: Team): TeamChange[] {
  const found: TeamChange[] = [];
  if (before.name !== after.name) found.push({ code: 'name', from: before.name, to: after.name });
  found.push(...seatChanges(before.seats, after.seats));
  if (before.protocol !== after.protocol) found.push({ code: 'protocol', from: before.protocol, to: after.protocol });
  if (before.selector.method !== after.selector.method) {
    found.push({ code: 'selector', from: before.selector.method, to: after.selector.method });
  } else if (!same(before.selector, after.selector)) found.push({ code: 'rules' });
  if (before.rounds !== after.rounds) found.push({ code: 'rounds', from: before.rounds, to: after.rounds });
  if (!same(before.policy, after.policy)) found.push({ code: 'policy' });
  for (const limit of limits) {
    const [from, to] = [before.limits[limit], after.limits[limit]];
    if (from !== to) found.push({ code: 'limit', limit, from, to });
  }
  return found;
}

function seatChanges(before: Seat[], after: Seat[]): TeamChange[] {
  const was = (id: string) => before.find((one) => one.id === id);
  const added = after.filter((seat) => !was(seat.id));
  const removed = before.filter((seat) => after.every((one) => one.id !== seat.id));
  const kept = after.flatMap((seat) => {
    const old = was(seat.id);
    return old ? [[old, seat] as const] : [];
  });
  const stayed = before.filter((seat) => !removed.includes(seat));
  const order = kept.every(([old], n) => old === stayed[n]);
  return [
    ...added.map(({ role, name }): TeamChange => ({ code: 'seat_added', role, seat: name })),
    ...removed.map(({ role, name }): TeamChange => ({ code: 'seat_removed', role, seat: name })),
    ...kept.flatMap(([old, seat]) => changesOf(old, seat)),
    ...(order ? [] : [{ code: 'order' } as const]),
  ];
}

function changesOf(old: Seat, seat: Seat): TeamChange[] {
  const found: TeamChange[] = [];
  const [from, to] = [modelKey(old.model), modelKey(seat.model)];
  if (old.name !== seat.name) found.push({ code: 'seat_name', from: old.name, to: seat.name });
  if (old.role !== seat.role) found.push({ code: 'seat_role', seat: seat.name, from: old.role, to: seat.role });
  if (old.persona !== seat.persona) found.push({ code: 'seat_persona', seat: seat.name });
  if (from !== to) found.push({ code: 'seat_model', seat: seat.name, from, to });
  if (!same(old.tools, seat.tools)) found.push({ code: 'seat_tools', seat: seat.name });
  return found;
}

/** Whether two values of JSON are the same, whatever the order of their keys. */
const same = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b);

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
