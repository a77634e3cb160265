/** A member's role in an organisation, the highest first. */
export type OrgRole = 'owner' | 'admin' | 'moderator' | 'member' | 'viewer';
/** What somebody is to one meeting, whatever their role in the organisation. */
export type MeetingRole = 'decider' | 'consulted' | 'informed' | 'guest_moderator';

const all = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;
const holders = ['owner', 'admin', 'moderator', 'member'] as const;
const leaders = ['owner', 'admin', 'moderator'] as const;
const administrators = ['owner', 'admin'] as const;
const owners = ['owner'] as const;

/** The one table of who may do what. Every door names one line of it. A meeting's role counts in that meeting only. */
export const permissions = {
  'meeting.read': all,
  'meeting.create': holders,
  'meeting.change': [...leaders, 'guest_moderator'],
  'meeting.delete': leaders,
  /** Who is decider, consulted, informed or guest moderator. */
  'meeting.people': leaders,
  /** Nothing of it is blanked, erased or deleted. */
  'meeting.hold': administrators,
  'run.read': all,
  'run.start': [...leaders, 'guest_moderator'],
  'run.control': [...leaders, 'guest_moderator'],
  'run.comment': [...holders, 'decider', 'consulted', 'guest_moderator'],
  /** Notes that members do not see. */
  'run.private': [...leaders, 'guest_moderator'],
  'artifact.read': all,
  /** The decider, whatever the role; else who leads. The service looks whose decision, or whose task, it is. */
  'decision.settle': [...holders, 'decider', 'guest_moderator'],
  'decision.edit': [...holders, 'decider', 'guest_moderator'],
  'task.change': [...holders, 'decider', 'guest_moderator'],
  /** The decider, whatever the role; else who leads. The service looks whose decision it is. */
  'export.make': [...holders, 'decider', 'guest_moderator'],
  'share.read': [...leaders, 'guest_moderator'],
  'share.change': [...leaders, 'guest_moderator'],
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
  /** Founds another one, and owns it. */
  'organisation.create': all,
  'organisation.delete': owners,
  /** One’s own way out. */
  'organisation.leave': all,
  /** Everything that the organisation has, in one file. */
  'organisation.export': administrators,
  /** How long transcripts are kept, legal hold, erasure on request. */
  'retention.change': administrators,
  'member.read': all,
  /** Invitations, roles, suspension, removal. Only an owner makes or unmakes owners: the service looks. */
  'member.change': administrators,
  /** Connections and domains of single sign-on. */
  'sso.change': administrators,
  'token.change': administrators,
  'audit.read': administrators,
  /** One’s own only. */
  'session.own': all,
  /** One’s own only. */
  'notification.read': all,
  'cost.read': [...leaders, 'guest_moderator'],
  'measures.read': holders,
  'metrics.read': administrators,
} as const satisfies Record<string, readonly (OrgRole | MeetingRole)[]>;

export type Permission = keyof typeof permissions;

/** What no program may do: give rights away, or act where only a person can answer. */
export const peopleOnly: readonly Permission[] = [
  'organisation.create',
  'organisation.delete',
  'organisation.leave',
  'member.change',
  'sso.change',
  'token.change',
  'session.own',
];

/** Whose rights are asked for. */
export interface Rights {
  role: OrgRole;
  /** What they are to the meeting that they ask about. */
  meeting?: { id: string; roles: readonly MeetingRole[] };
  /** The token that a program brought; `may` is null where it was given all that programs may do. */
  token?: { id: string; may: readonly string[] | null };
}

/** Whether a role of the organisation, or of the meeting asked about, holds a permission, and the token has it. */
export function may({ role, meeting, token }: Rights, permission: Permission): boolean {
  if (token && (peopleOnly.includes(permission) || token.may?.includes(permission) === false)) return false;
  return permissions[permission].some((one) => one === role || meeting?.roles.some((own) => own === one));
}
