import type { ActionItem } from './decision-log.schema';
import type { By, LoggedEvent, Usage } from './events';

/** Who reads: people who steer, members who watch, and guests behind a share link. */
export type Audience = 'moderator' | 'member' | 'guest';

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: false };
/** A task without the id of the member who owns it; the name stays. */
const unnamed = (item: ActionItem): ActionItem => ({ ...item, owner_ref: null });
const nobody = (by: By): By => ({ userId: '', name: by.name });

/**
 * What an audience may see of an event: costs are for moderators, private notes for moderators, ballots for nobody
 * until `ballot-closed` brings them. No event is withheld whole, so that sequences have no holes.
 */
export function veil(event: LoggedEvent, audience: Audience): LoggedEvent {
  const steers = audience === 'moderator';
  const by = <E extends { by: By }>(one: E): E => (audience === 'guest' ? { ...one, by: nobody(one.by) } : one);
  // A command's id may hold its sender's.
  const said = <E extends { by: By; commandId: string }>(one: E): E =>
    audience === 'guest' ? { ...by(one), commandId: '' } : one;
  switch (event.name) {
    case 'run-created':
      return steers
        ? event
        : by({ ...event, prices: {}, ...(audience === 'guest' ? { people: [], earlier: [] } : {}) });
    case 'run-taken-over':
      return steers ? event : { ...event, discarded: event.discarded.map((one) => ({ ...one, charged: noUsage })) };
    case 'turn-started':
      return steers ? event : { ...event, reservation: { tokens: 0, microUsd: 0 } };
    case 'turn-discarded':
      return steers ? event : { ...event, charged: noUsage };
    case 'usage-recorded':
      return steers ? event : { ...event, usage: noUsage };
    case 'turn-completed':
      return isSecret(event.purpose) ? { ...event, answer: { text: '' }, textHash: '' } : event;
    case 'comment-added':
      return said(event.private && !steers ? { ...event, text: '' } : event);
    case 'control-requested':
    case 'decision-revised':
    case 'decision-accepted':
    case 'decision-rejected':
    case 'decision-deferred':
    case 'decision-sent-back':
    case 'decision-superseded':
      return said(event);
    case 'task-changed':
      return said(audience === 'guest' ? { ...event, item: unnamed(event.item) } : event);
    case 'artifact-recorded': {
      const { artifact } = event;
      if (audience !== 'guest' || artifact.kind !== 'action_items') return event;
      return { ...event, artifact: { ...artifact, items: artifact.items.map(unnamed) } };
    }
    case 'export-requested':
      return audience === 'guest'
        ? { ...event, by: event.by && nobody(event.by), integration: '', arguments: {} }
        : event;
    case 'export-cancelled':
      return audience === 'guest' ? { ...event, by: event.by && nobody(event.by) } : event;
    case 'export-delivered':
      return audience === 'guest' ? { ...event, externalId: '', url: null } : event;
    case 'control-applied':
    case 'control-refused':
    case 'run-paused':
    case 'run-resumed':
      return by(event);
    case 'run-started':
    case 'phase-entered':
    case 'speaker-selected':
    case 'turn-failed':
    case 'tool-called':
    case 'alternatives-pooled':
    case 'gate-checked':
    case 'ballot-closed':
    case 'conformity-flagged':
    case 'wrap-up-started':
    case 'run-finished':
    case 'export-started':
    case 'export-progressed':
    case 'export-failed':
    case 'export-read':
      return event;
    default:
      return event satisfies never;
  }
}

/** Whether a turn's spoken text must stay hidden while and after it is spoken. */
export const isSecret = (purpose: string): boolean => purpose === 'ballot';
