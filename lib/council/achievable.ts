import type { Policy } from './agenda.schema';
import type { Price } from './events';
import { type Boxes, type Pace, rehearse } from './rehearsal';
import { experts } from './tally';
import type { Limits, Team } from './team.schema';

/** What stands in the way of a decision, the field that it is in, and what would do. Codes have sentences. */
export interface Unmet {
  code: string;
  field: keyof Limits | 'timebox_minutes' | 'min_alternatives';
  args: Record<string, string | number>;
}

interface Given {
  /** The agenda's time; without one the team's own. */
  boxes?: Boxes;
  /** By `provider:name`; a model without one is free. */
  prices?: Record<string, Price>;
}

/** What a limit is told in: whole turns, tenths of a minute, thousands of tokens, cents. */
const steps: Record<keyof Limits, number> = { turns: 1, active_minutes: 0.1, tokens: 1000, money: 10_000 };
const boundless: Limits = { turns: 1e6, active_minutes: 1e6, tokens: 1e12, money: 1e15 };
const paces: readonly Pace[] = ['quick', 'slow'];
const limits = ['turns', 'active_minutes', 'tokens', 'money'] as const;

/**
 * Why a council of this team can never come to a decision under this policy, whatever its experts say: each limit
 * that is too low, with the least that would do. Empty: it can. Found by a rehearsal with experts as good as can be.
 */
export function achievable(team: Team, policy: Policy, { boxes, prices = {} }: Given = {}): Unmet[] {
  const own = boxes ?? { timebox_minutes: team.limits.active_minutes, items: [] };
  const run = (given: Limits, timebox_minutes: number, pace: Pace) =>
    rehearse({ team: { ...team, limits: given }, policy, boxes: { ...own, timebox_minutes }, prices }, pace);
  const decides = (given: Limits, timebox: number) =>
    paces.some((pace) => run(given, timebox, pace).outcome === 'decided');
  if (decides(team.limits, own.timebox_minutes)) return [];
  const ideal = run(boundless, boundless.active_minutes, 'quick');
  if (ideal.outcome !== 'decided') {
    const short = ideal.gate?.findings.find((one) => one.code === 'min_alternatives');
    // Without a limit to blame nothing is shown to be impossible.
    return short
      ? [{ code: 'policy.alternatives', field: 'min_alternatives', args: { have: short.args.have ?? 0 } }]
      : [];
  }
  const minutes = Math.min(team.limits.active_minutes, own.timebox_minutes);
  const inTime = decides({ ...boundless, active_minutes: minutes }, minutes);
  /** With this much of one thing, and all that one could wish of the others. */
  const does = (limit: keyof Limits, amount: number) => {
    const time = limit === 'active_minutes' ? amount : inTime ? minutes : boundless.active_minutes;
    return decides(
      { ...boundless, active_minutes: time, ...(limit === 'active_minutes' ? {} : { [limit]: amount }) },
      time,
    );
  };
  const found = limits.flatMap((limit): Unmet[] => {
    const time = limit === 'active_minutes';
    const have = time ? minutes : team.limits[limit];
    if (does(limit, have)) return [];
    const args = { need: least(steps[limit], have, (amount) => does(limit, amount)), experts: experts(team).length };
    const unmet = (field: Unmet['field'], value: number): Unmet[] =>
      value < args.need ? [{ code: `policy.${field}`, field, args: { ...args, have: value } }] : [];
    return [
      ...unmet(limit, team.limits[limit]),
      ...(time && boxes ? unmet('timebox_minutes', own.timebox_minutes) : []),
    ];
  });
  return found.length > 0 ? found : [{ code: 'policy.together', field: 'turns', args: {} }];
}

/** The least multiple of `step` above `from` that will do. */
function least(step: number, from: number, does: (amount: number) => boolean): number {
  const at = (n: number) => Math.round(n * step * 10) / 10;
  let low = Math.floor(from / step);
  let high = low + 1;
  while (!does(at(high))) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (does(at(middle))) high = middle;
    else low = middle;
  }
  return at(high);
}
