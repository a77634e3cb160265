import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { Act } from '@/components/ui/act';
import { visitedOrganisation, visitorOfPage } from '@/lib/auth/guard';
import { pathHeader } from '@/lib/auth/hosts';
import { findElsewhere } from '@/lib/services/organisations/elsewhere';
import { switchOrganisation } from './account/actions';

/** Offers to go over where the address names something of another organisation of the reader's; nothing for others. */
export async function Elsewhere() {
  const path = (await headers()).get(pathHeader) ?? '';
  const id = /^\/[a-z]+\/([\w-]+)/.exec(path)?.[1];
  // Next draws this beside every page, in case it is not there: who has one organisation costs no statement.
  const visit = id && (await visitedOrganisation())?.others.length ? await visitorOfPage() : null;
  const found = visit && id ? await findElsewhere(visit.ctx, visit.who, id) : null;
  if (!found) return null;
  const t = await getTranslations('people.own');
  return (
    <div>
      <p className="mb-2">{t('elsewhere', { name: found.name })}</p>
      <Act
        act={switchOrganisation}
        input={{ organisation: found.id, stays: true }}
        anew
        label={t('enter')}
        busy={t('entering')}
      />
    </div>
  );
}
