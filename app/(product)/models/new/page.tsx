import { getTranslations } from 'next-intl/server';
import { ConnectionForm } from '@/components/models/connection-form';
import styles from '@/components/set-up/form.module.css';
import { guardPage } from '@/lib/auth/guard';
import { connectionsOf } from '@/lib/services/models/rows';
import { ProductShell } from '../../shell';
import { connect } from '../actions';
import { FormWords } from '../words';

export async function generateMetadata() {
  return { title: (await getTranslations('models'))('connect') };
}

export default async function ConnectModel() {
  const { ctx, who } = await guardPage('model.change');
  const t = await getTranslations('models');
  const first = (await connectionsOf(ctx.db, who.orgId)).length === 0;
  return (
    <ProductShell ctx={ctx} here="teams">
      <div className={styles.page}>
        <h1>{t('connect')}</h1>
        <FormWords>
          <ConnectionForm of={null} usual={first} save={connect} />
        </FormWords>
      </div>
    </ProductShell>
  );
}
