/** A member's role in an organisation, the highest first. */
export type OrgRole = 'owner' | 'admin' | 'moderator' | 'member' | 'viewer';

const all = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;
const holders = ['owner', 'admin', 'moderator', 'member'] as const;
const leaders = ['owner', 'admin', 'moderator'] as const;
const administrators = ['owner', 'admin'] as const;

/** The one table of who may do what. Every door names one line of it. */
export const permissions = {
  'meeting.read': all,
  'meeting.create': holders,
  'meeting.change': leaders,
  'meeting.delete': leaders,
  'run.read': all,
  'run.start': leaders,
  'run.control': leaders,
  'run.comment': holders,
  /** Notes that members do not see. */
  'run.private': leaders,
  'artifact.read': all,
  /** The decider, whatever the role; else who leads. The service looks whose decision, or whose task, it is. */
  'decision.settle': holders,
  'decision.edit': holders,
  'task.change': holders,
  /** The decider, whatever the role; else who leads. The service looks whose decision it is. */
  'export.make': holders,
  /** Which targets are connected, by name. */
  'integration.read': all,
  'integration.change': administrators,
  'team.read': all,
  'team.change': administrators,
  /** Which models are connected. Keys, addresses and prices are the administrators’. */
  'model.read': all,
  'model.change': administrators,
  'template.read': all,
  'template.change': leaders,
  'tool.read': all,
  /** Its name and its colour. */
  'organisation.read': all,
  'organisation.change': administrators,
  /** One’s own only. */
  'notification.read': all,
  'cost.read': leaders,
  'measures.read': holders,
  'metrics.read': administrators,
} as const satisfies Record<string, readonly OrgRole[]>;

export type Permission = keyof typeof permissions;

/** Whether a role holds a permission. */
export function may(role: OrgRole, permission: Permission): boolean {
  return permissions[permission].some((one) => one === role);
}
