/** Roles of an organisation, the highest first. */
export const roles = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];
