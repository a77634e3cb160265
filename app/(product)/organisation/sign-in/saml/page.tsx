import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/saml/saml.module.css';
import { SamlForm } from '@/components/saml/saml-form';
import { guardPage } from '@/lib/auth/guard';
import { ProductShell } from '../../../shell';
import { Sections } from '../../sections';
import { connect } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('saml'))('new') };
}

export default async function NewSamlPage() {
  const { ctx, who } = await guardPage('sso.change');
  const t = await getTranslations('saml');
  const { saml } = await getMessages();
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <Sections who={who} here="sign_in" />
        <h1>{t('new')}</h1>
        <p className={styles.about}>{t('about')}</p>
        <NextIntlClientProvider messages={{ saml }}>
          <SamlForm connection={null} mayMakeOwners={who.role === 'owner'} save={connect} />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
