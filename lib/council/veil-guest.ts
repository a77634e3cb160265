import type { ActionItem, DecisionLog } from './decision-log.schema';
import type { Artifact, By, LoggedEvent, Reason, Usage } from './events';
import type { ShareScope } from './redact';

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: false };
const nobody = (by: By): By => ({ userId: '', name: by.name });
/** A reason without words: its code and numbers. */
const bare = ({ code, args = {} }: Reason): Reason => ({
  code,
  args: Object.fromEntries(Object.entries(args).filter(([, value]) => typeof value === 'number')),
});

/**
 * What a guest may see of an event: no costs, private notes, ids of members, other meetings, addresses or arguments of
 * exports; of a narrow scope (`decision`, `quotes`) nothing but the record. No event is withheld whole.
 */
export function veilForGuest(event: LoggedEvent, scope: ShareScope): LoggedEvent {
  const narrow = scope === 'decision' || scope === 'quotes';
  const reason = (one: Reason) => (narrow ? bare(one) : one);
  switch (event.name) {
    case 'run-created': {
      const { agenda, team } = event;
      return {
        ...event,
        meetingId: '',
        agenda: narrow ? { ...agenda, facts: [], constraints: [] } : agenda,
        team: {
          ...team,
          seats: team.seats.map((seat) => ({ ...seat, persona: '', tools: [] })),
          limits: { ...team.limits, tokens: 0, money: 0 },
        },
        prices: {},
        connected: [],
        people: [],
        earlier: [],
        parentRun: null,
        note: null,
        previous: null,
        by: nobody(event.by),
      };
    }
    case 'run-taken-over':
      return { ...event, discarded: event.discarded.map((one) => ({ ...one, charged: noUsage })) };
    case 'turn-started':
      return { ...event, reservation: { tokens: 0, microUsd: 0 }, asks: narrow ? [] : event.asks };
    case 'turn-discarded':
      return { ...event, reason: reason(event.reason), charged: noUsage };
    case 'turn-failed':
      return { ...event, reason: reason(event.reason) };
    case 'usage-recorded':
      return { ...event, usage: noUsage };
    case 'turn-completed':
      return narrow ? { ...event, answer: { text: '' }, textHash: '' } : event;
    case 'turn-cited': {
      const by = event.by && nobody(event.by);
      return narrow ? { ...event, by, text: '', textHash: '' } : { ...event, by };
    }
    case 'comment-added':
      // A command's id may hold its sender's.
      return { ...event, commandId: '', by: nobody(event.by), text: narrow || event.private ? '' : event.text };
    case 'control-requested': {
      const control = narrow && event.control.control === 'say' ? { ...event.control, text: '' } : event.control;
      return { ...event, commandId: '', by: nobody(event.by), control };
    }
    case 'control-applied':
    case 'run-paused':
    case 'run-resumed':
      return { ...event, by: nobody(event.by) };
    case 'control-refused':
      return { ...event, by: nobody(event.by), reason: reason(event.reason) };
    case 'phase-entered':
    case 'speaker-selected':
    case 'wrap-up-started':
    case 'run-finished':
      return { ...event, reason: reason(event.reason) };
    case 'tool-called':
      return { ...event, arguments: {}, result: null };
    case 'alternatives-pooled':
      return narrow ? { ...event, alternatives: [] } : event;
    case 'gate-checked':
      return narrow ? { ...event, findings: [] } : event;
    case 'ballot-closed':
      return narrow ? { ...event, votes: event.votes.map((vote) => ({ ...vote, text: '', because: '' })) } : event;
    case 'artifact-recorded':
      return { ...event, artifact: artifactFor(event.artifact, scope) };
    case 'decision-revised':
    case 'decision-accepted':
    case 'decision-rejected':
    case 'decision-deferred':
      return { ...event, commandId: '', by: nobody(event.by), note: '', log: logFor(event.log, scope) };
    case 'decision-sent-back':
    case 'decision-superseded':
      return { ...event, commandId: '', by: nobody(event.by), note: '', run: '', log: logFor(event.log, scope) };
    case 'task-changed':
      return { ...event, commandId: '', by: nobody(event.by), item: itemFor(event.item, scope) };
    case 'export-requested':
      return { ...event, tool: '', target: '', integration: '', arguments: {}, by: null };
    case 'export-failed':
      return { ...event, reason: bare(event.reason) };
    case 'export-cancelled':
      return { ...event, reason: bare(event.reason), by: null };
    case 'export-delivered':
      return { ...event, externalId: '', url: null };
    case 'export-read':
      return { ...event, status: null };
    case 'text-erased':
      return { ...event, person: null };
    case 'run-started':
    case 'conformity-flagged':
    case 'export-started':
    case 'export-progressed':
      return event;
    default:
      return event satisfies never;
  }
}

function artifactFor(artifact: Artifact, scope: ShareScope): Artifact {
  if (artifact.kind === 'decision_log') return { ...artifact, log: logFor(artifact.log, scope) };
  if (artifact.kind === 'action_items') {
    return { ...artifact, items: artifact.items.map((item) => itemFor(item, scope)) };
  }
  return scope === 'decision' || scope === 'quotes' ? { ...artifact, text: '' } : artifact;
}

/** The record without what members wrote for members; for the narrowest scope also without anybody's own words. */
function logFor(log: DecisionLog, scope: ShareScope): DecisionLog {
  const shown: DecisionLog = {
    ...log,
    meeting_id: '',
    contradicts: [],
    settlement: log.settlement && { ...log.settlement, note: '' },
    superseded_by: null,
  };
  if (scope !== 'decision') return shown;
  const unquoted = <C extends { turns: number[]; facts: number[]; quote: string }>(claim: C): C => ({
    ...claim,
    turns: [],
    facts: [],
    quote: '',
  });
  const cost = <C extends Parameters<typeof unquoted>[0]>(one: C | null): C | null => one && unquoted(one);
  return {
    ...shown,
    alternatives: shown.alternatives.map((one) => ({
      ...one,
      pros: one.pros.map(unquoted),
      cons: one.cons.map(unquoted),
      cost: cost(one.cost),
      joined: [],
      why_rejected: cost(one.why_rejected),
    })),
    rationale: shown.rationale.map(unquoted),
    risks: shown.risks.map((risk) => ({ ...unquoted(risk), cost: cost(risk.cost) })),
    dissent: shown.dissent.map((one) => ({ ...unquoted(one), answered_by: [] })),
    ballots: [],
    positions: [],
    unique_facts: [],
    incident: shown.incident && { ...shown.incident, causes: shown.incident.causes.map(unquoted) },
  };
}

function itemFor(item: ActionItem, scope: ShareScope): ActionItem {
  const shown: ActionItem = {
    ...item,
    owner_ref: null,
    contradicts: [],
    note: null,
    external_urls: {},
    idempotency_key: '',
  };
  if (scope !== 'decision') return shown;
  return { ...shown, owner_said: null, due_said: null, turns: [], facts: [], quote: '', also: [] };
}
