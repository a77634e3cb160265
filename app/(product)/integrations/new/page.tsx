import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { ConnectionForm } from '@/components/integrations/connection-form';
import styles from '@/components/set-up/form.module.css';
import { guardPage } from '@/lib/auth/guard';
import { waysOf } from '@/lib/services/integrations/list';
import { ProductShell } from '../../shell';
import { connect } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('integrations'))('connect') };
}

export default async function ConnectNotion() {
  const { ctx, who } = await guardPage('integration.change');
  const t = await getTranslations('integrations');
  const { integrations } = await getMessages();
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <h1>{t('connect')}</h1>
        <NextIntlClientProvider messages={{ integrations }}>
          <ConnectionForm of={null} ways={waysOf(ctx)} folder={who.orgId} save={connect} />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
