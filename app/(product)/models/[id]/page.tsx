import { getTranslations } from 'next-intl/server';
import { ConnectionForm } from '@/components/models/connection-form';
import styles from '@/components/set-up/form.module.css';
import { guardPage } from '@/lib/auth/guard';
import { readConnection } from '@/lib/services/models/list';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { saveConnection } from '../actions';
import { FormWords } from '../words';

export async function generateMetadata() {
  return { title: (await getTranslations('models'))('change_title') };
}

export default async function ChangeConnection({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, who } = await guardPage('model.change');
  const connection = await orNotFound(readConnection(ctx, who, { id: (await params).id }));
  const t = await getTranslations('models');
  return (
    <ProductShell ctx={ctx} here="teams">
      <div className={styles.page}>
        <h1>{t('change_title')}</h1>
        <FormWords>
          <ConnectionForm
            key={connection.settings.version}
            of={connection}
            usual={connection.usual}
            save={saveConnection}
          />
        </FormWords>
      </div>
    </ProductShell>
  );
}
