import type { Agenda } from './agenda.schema';
import type { Purpose } from './answers.schema';
import { answerTokens, modelKey, promptTokens } from './budget';
import type { Price } from './events';
import type { Team } from './team.schema';
import { boxOf } from './timeboxes';

/** A turn of a real model, with its thinking, takes about this long. */
const turnMs = 20_000;

export interface Estimate {
  /** Sum of the boxes. */
  minutes: number;
  /** Turns: where nobody disagrees, and with every round of discussion that its box has room for. */
  turns: { least: number; most: number };
  microUsd: { least: number; most: number };
}

/**
 * What a meeting is expected to take: its turns by protocol and boxes, each with a full prompt and an answer that needs
 * no repair. A model without a price counts nothing.
 */
export function estimate(
  team: Team,
  boxes: Pick<Agenda, 'items' | 'timebox_minutes'>,
  prices: Record<string, Price>,
): Estimate {
  const seats = (role: Team['seats'][number]['role']) => team.seats.filter((one) => one.role === role);
  const experts = seats('expert');
  const cost = (seat: Team['seats'][number], purpose: Purpose) => {
    const price = prices[modelKey(seat.model)] ?? { input: 0, output: 0 };
    return (promptTokens * price.input + answerTokens[purpose] * price.output) / 1_000_000;
  };
  const all = (list: Team['seats'], purpose: Purpose, times = 1) => ({
    turns: list.length * times,
    microUsd: list.reduce((sum, seat) => sum + cost(seat, purpose), 0) * times,
  });
  const room = Math.max(1, Math.floor(boxOf(boxes, team, floorOf(team)).boxMs / turnMs));
  const rounds = Math.min(team.rounds, Math.max(1, Math.ceil(room / Math.max(1, experts.length))));
  const talk = (times: number) => [
    all(experts, 'discuss', times),
    ...(team.selector.method === 'auto' ? [all(seats('moderator'), 'select', experts.length * times)] : []),
  ];
  const closing = [all(seats('scribe'), 'record'), all(seats('integrator'), 'tasks')];
  const [least, most] =
    team.protocol === 'panel'
      ? [
          [...talk(1), ...closing],
          [...talk(rounds), ...closing, all(experts.slice(0, 2), 'follow_up')],
        ]
      : [
          [
            all(seats('moderator'), 'frame'),
            all(experts, 'draft'),
            all(seats('moderator'), 'pool'),
            all(experts, 'review'),
            all(experts, 'premortem'),
            all(experts, 'ballot'),
            ...closing,
            all(seats('moderator'), 'close'),
          ],
          [...talk(rounds), all(experts.slice(0, 2), 'follow_up')],
        ];
  const sum = (list: { turns: number; microUsd: number }[], key: 'turns' | 'microUsd') =>
    list.reduce((total, one) => total + one[key], 0);
  const upper = team.protocol === 'panel' ? most : [...least, ...most];
  return {
    minutes:
      Math.round(boxes.items.reduce((total, one) => total + one.minutes, 0) * 100) / 100 || boxes.timebox_minutes,
    turns: { least: sum(least, 'turns'), most: Math.min(team.limits.turns, sum(upper, 'turns')) },
    microUsd: { least: Math.ceil(sum(least, 'microUsd')), most: Math.ceil(sum(upper, 'microUsd')) },
  };
}

const floorOf = (team: Team) => (team.protocol === 'panel' ? 'panel' : 'discussion');
