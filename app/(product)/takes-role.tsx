import { getFormatter, getTranslations } from 'next-intl/server';
import { may, type OrgRole, type Permission, permissions } from '@/lib/auth/permissions';
import type { Member } from '@/lib/services/context';

const roles: readonly OrgRole[] = permissions['organisation.read'];

interface Props {
  who: Member;
  needs: Permission;
  /** What it is that takes the role. */
  to: 'prepare' | 'change_teams' | 'change_templates';
}

/** Why a page offers its reader nothing to do: the roles that may, by the table itself. Nothing for who may. */
export async function TakesRole({ who, needs, to }: Props) {
  if (may(who, needs)) return null;
  const [t, names, format] = await Promise.all([
    getTranslations('people.takes'),
    getTranslations('people.roles'),
    getFormatter(),
  ]);
  const able = roles.filter((role) => may({ role }, needs)).map((role) => names(role).toLowerCase());
  return <p className="note">{t(to, { roles: format.list(able, { type: 'disjunction' }) })}</p>;
}
