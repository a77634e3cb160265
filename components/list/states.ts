import type { IconName } from '../ui/icon';

/** Where a meeting stands, as the list shows it: a mark, a word and a colour. `null` is the rule of what is live. */
export const stateMarks = {
  live: { mark: null, tone: 'live' },
  paused: { mark: 'pause', tone: 'waiting' },
  waiting: { mark: 'ring', tone: 'waiting' },
  prepared: { mark: 'draft', tone: '' },
  decided: { mark: 'ring', tone: 'waiting' },
  escalated: { mark: 'ring', tone: 'waiting' },
  deferred: { mark: 'pause', tone: 'waiting' },
  accepted: { mark: 'tick', tone: 'done' },
  rejected: { mark: 'cross', tone: 'done' },
  stopped: { mark: 'cross', tone: 'done' },
  failed: { mark: 'trouble', tone: 'trouble' },
} as const satisfies Record<string, { mark: IconName | null; tone: string }>;

export type MeetingState = keyof typeof stateMarks;
/** In the order in which they are offered as filters. */
export const states = Object.keys(stateMarks) as MeetingState[];
