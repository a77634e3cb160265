import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/organisation/sections.module.css';
import { may, type Permission } from '@/lib/auth/permissions';
import type { Member } from '@/lib/services/context';

/** The pages of an organisation, in their order, and what each takes. */
const sections = [
  ['organisation', '/organisation', 'organisation.read'],
  ['members', '/organisation/members', 'member.read'],
  ['sign_in', '/organisation/sign-in', 'sso.change'],
  ['tokens', '/organisation/tokens', 'token.change'],
  ['audit', '/organisation/audit', 'audit.read'],
  ['data', '/organisation/data', 'retention.change'],
] as const satisfies readonly (readonly [string, string, Permission])[];

/** The way between an organisation's pages, for those who may see more than one. */
export async function Sections({ who, here }: { who: Member; here: (typeof sections)[number][0] }) {
  const t = await getTranslations('sections');
  const open = sections.filter(([, , needs]) => may(who, needs));
  if (open.length < 2) return null;
  return (
    <nav className={styles.sections} aria-label={t('label')}>
      {open.map(([name, href]) => (
        <Link key={name} href={href} aria-current={name === here ? 'page' : undefined}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
