import { may } from '@/lib/auth/permissions';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import type { Member } from '../context';
import { ServiceError } from '../errors';
import type { Meant } from './meant';

/** What a member may do with a decision: its decider whatever the role, and who leads, on the decider's behalf. */
export interface Rights {
  /** To settle, change or send back. */
  decide: boolean;
  /** The decider, where the member would record what that one decided. */
  onBehalfOf: string | null;
  task(item: Pick<ActionItem, 'owner_ref'>): boolean;
}

export function rightsOf(asking: Member, { decision, meeting }: Pick<Meant, 'decision' | 'meeting'>): Rights {
  // What somebody is to another meeting says nothing here.
  const { meeting: elsewhere, ...plain } = asking;
  const who = elsewhere?.id === meeting.id ? asking : plain;
  const active = may(who, 'decision.settle');
  // Where the agenda names nobody who is a member, whoever made the meeting records it.
  const decider = decision.deciderUserId ?? meeting.createdBy;
  const decide = active && (may(who, 'run.control') || decider === who.userId);
  const named = meeting.agenda.decider;
  return {
    decide,
    // A namesake of the decider is somebody else.
    onBehalfOf: (decision.deciderUserId ? decision.deciderUserId === who.userId : named === who.name) ? null : named,
    task: ({ owner_ref }) => decide || (active && owner_ref?.kind === 'member' && owner_ref.id === who.userId),
  };
}

/** @throws ServiceError `forbidden`, naming who decides. */
export function demand(
  allowed: boolean,
  reason: 'decision.not_yours' | 'task.not_yours' | 'export.not_yours',
  decider: string,
): void {
  if (!allowed) throw new ServiceError('forbidden', reason, { decider });
}
