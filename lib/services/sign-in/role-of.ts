import type { OrgRole } from '../context';

interface Mapping {
  groupRoles: readonly { group: string; role: OrgRole }[];
  defaultRole: OrgRole | null;
}

/** The role of whoever is in these groups: the first line that names one of them, else the rest's; null: they don't get in. */
export function roleOf({ groupRoles, defaultRole }: Mapping, groups: readonly string[]): OrgRole | null {
  return groupRoles.find(({ group }) => groups.includes(group))?.role ?? defaultRole;
}
