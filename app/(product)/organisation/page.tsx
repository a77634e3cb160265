import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { BrandForm } from '@/components/organisation/brand-form';
import styles from '@/components/organisation/organisation.module.css';
import { Proof } from '@/components/organisation/proof';
import { guardPage, visitedOrganisation } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { readOrganisation } from '@/lib/services/organisations/read';
import { ProductShell } from '../shell';
import { changeOrganisation } from './actions';
import { DeletePart } from './delete-part';
import { Sections } from './sections';

export async function generateMetadata() {
  return { title: (await getTranslations('organisation'))('title') };
}

export default async function OrganisationPage() {
  const { ctx, who } = await guardPage('organisation.read');
  const t = await getTranslations('organisation');
  const { organisation } = await getMessages();
  const { name, accent } = await readOrganisation(ctx, who);
  const visited = await visitedOrganisation();
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <Sections who={who} here="organisation" />
        <h1>{t('title')}</h1>
        <NextIntlClientProvider messages={{ organisation }}>
          {may(who, 'organisation.change') ? (
            <BrandForm name={name} accent={accent} save={changeOrganisation} />
          ) : (
            <>
              <p className={styles.name}>{name}</p>
              <p className="note">{t('who_changes')}</p>
              <Proof accent={accent} />
            </>
          )}
        </NextIntlClientProvider>
        <nav className={styles.more} aria-label={t('more')}>
          <Link className="link" href="/integrations">
            {t('integrations')}
          </Link>
          {may(who, 'model.change') && (
            <Link className="link" href="/models">
              {t('models')}
            </Link>
          )}
        </nav>
        {may(who, 'organisation.delete') && <DeletePart name={name} deleteAt={visited?.deleteAt ?? null} />}
      </div>
    </ProductShell>
  );
}
