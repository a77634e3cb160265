import type { LoggedEvent, Usage } from './events';
import type { ShareScope } from './redact';
import { veilForGuest } from './veil-guest';

/** Who reads: people who steer, members who watch, and guests by what their share link shows. */
export type Audience = 'moderator' | 'member' | ShareScope;

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: false };

/**
 * What an audience may see of an event: costs are for moderators, private notes for moderators, ballots for nobody
 * until `ballot-closed` brings them. No event is withheld whole, so that sequences have no holes.
 */
export function veil(event: LoggedEvent, audience: Audience): LoggedEvent {
  const shown = event.name === 'turn-completed' && isSecret(event.purpose) ? secret(event) : event;
  if (audience === 'moderator') return shown;
  return audience === 'member' ? veilForMember(shown) : veilForGuest(shown, audience);
}

const secret = (event: Extract<LoggedEvent, { name: 'turn-completed' }>): LoggedEvent => ({
  ...event,
  answer: { text: '' },
  textHash: '',
});

function veilForMember(event: LoggedEvent): LoggedEvent {
  switch (event.name) {
    case 'run-created':
      return { ...event, prices: {} };
    case 'run-taken-over':
      return { ...event, discarded: event.discarded.map((one) => ({ ...one, charged: noUsage })) };
    case 'turn-started':
      return { ...event, reservation: { tokens: 0, microUsd: 0 } };
    case 'turn-discarded':
      return { ...event, charged: noUsage };
    case 'usage-recorded':
      return { ...event, usage: noUsage };
    case 'comment-added':
      return event.private ? { ...event, text: '' } : event;
    case 'run-started':
    case 'phase-entered':
    case 'speaker-selected':
    case 'turn-completed':
    case 'turn-cited':
    case 'turn-failed':
    case 'tool-called':
    case 'alternatives-pooled':
    case 'gate-checked':
    case 'ballot-closed':
    case 'conformity-flagged':
    case 'control-requested':
    case 'control-applied':
    case 'control-refused':
    case 'run-paused':
    case 'run-resumed':
    case 'wrap-up-started':
    case 'artifact-recorded':
    case 'run-finished':
    case 'decision-revised':
    case 'decision-accepted':
    case 'decision-rejected':
    case 'decision-deferred':
    case 'decision-sent-back':
    case 'decision-superseded':
    case 'task-changed':
    case 'export-requested':
    case 'export-started':
    case 'export-progressed':
    case 'export-failed':
    case 'export-cancelled':
    case 'export-delivered':
    case 'export-read':
    case 'text-erased':
      return event;
    default:
      return event satisfies never;
  }
}

/** Whether a turn's spoken text must stay hidden while and after it is spoken. */
export const isSecret = (purpose: string): boolean => purpose === 'ballot';
