import { getTranslations } from 'next-intl/server';
import styles from '@/components/set-up/form.module.css';
import { ImportForm } from '@/components/teams/import-form';
import { guardPage } from '@/lib/auth/guard';
import { modelsOffered } from '@/lib/services/models/list';
import { ProductShell } from '../../shell';
import { makeTeam, readStudioFile } from '../actions';
import { EditorWords } from '../words';

export async function generateMetadata() {
  return { title: (await getTranslations('teams'))('import_title') };
}

export default async function ImportTeam() {
  const { ctx, who } = await guardPage('team.change');
  const { usual, connected } = await modelsOffered(ctx, who);
  const t = await getTranslations('teams');
  return (
    <ProductShell ctx={ctx} here="teams">
      <div className={styles.page}>
        <h1>{t('import_title')}</h1>
        <EditorWords importing>
          <ImportForm usual={usual} connected={connected} read={readStudioFile} save={makeTeam} />
        </EditorWords>
      </div>
    </ProductShell>
  );
}
