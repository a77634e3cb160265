import type { RunState, Turn } from '@/lib/council/run';

export interface TurnEffect {
  /** Keys a sentence in `council.effects`. */
  code: string;
  args: Record<string, string | number>;
  warns: boolean;
}

const longest = 88;
const brief = (text: string) =>
  text.length <= longest ? text.replace(/[.…]$/u, '') : `${text.slice(0, text.lastIndexOf(' ', longest))}…`;

/** What a completed turn changed: alternatives, objections, risks, and where its seat stands. */
export function turnEffects(state: RunState, turn: Turn): TurnEffect[] {
  const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? id;
  const effect = (code: string, args: TurnEffect['args'], warns = false): TurnEffect => ({ code, args, warns });
  const mine = <T extends { turn: number }>(rows: T[]) => rows.filter((row) => row.turn === turn.turn);
  const own = state.positions.filter((one) => one.seat === turn.seat && one.turn <= turn.turn);
  const now = own.at(-1)?.turn === turn.turn ? own.at(-1) : undefined;
  const before = own.at(-2);
  return [
    ...(turn.answer?.alternatives ?? []).map((one) => effect('proposes', { name: one.name })),
    ...mine(state.objections).map((one) =>
      effect(one.severity === 'block' ? 'blocks' : 'objects', { name: name(one.alternative) }, true),
    ),
    ...state.objections
      .filter((one) => one.answeredBy.includes(turn.turn))
      .map((one) => effect(one.resolved ? 'settles' : 'answers', { id: one.id, name: name(one.alternative) })),
    ...mine(state.risks).map((one) => effect('risk', { id: one.id, text: brief(one.text) })),
    ...state.risks
      .filter((one) => one.mitigatedBy === turn.turn && one.turn !== turn.turn)
      .map((one) => effect('mitigates', { id: one.id })),
    ...(now && !before ? [effect('stands', { name: name(now.alternative) })] : []),
    ...(now && before && before.alternative !== now.alternative
      ? [effect('moves', { from: name(before.alternative), to: name(now.alternative) })]
      : []),
  ];
}
