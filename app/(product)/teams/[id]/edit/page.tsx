import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/set-up/form.module.css';
import { TeamForm } from '@/components/teams/team-form';
import { guardPage } from '@/lib/auth/guard';
import { modelsOffered } from '@/lib/services/models/list';
import { readTeam } from '@/lib/services/teams/read';
import { orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { saveTeam } from '../../actions';
import { EditorWords } from '../../words';

export async function generateMetadata() {
  return { title: (await getTranslations('editor'))('team_title') };
}

export default async function EditTeam({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, who } = await guardPage('team.change');
  const { id, key, version, config, archivedAt } = await orNotFound(readTeam(ctx, who, { teamId: (await params).id }));
  if (key !== null || archivedAt) notFound();
  const { usual, connected } = await modelsOffered(ctx, who);
  const t = await getTranslations('editor');
  return (
    <ProductShell ctx={ctx} here="teams">
      <div className={styles.page}>
        <h1>{t('team_title')}</h1>
        <EditorWords>
          <TeamForm
            key={version}
            of={{ id, version }}
            config={config}
            usual={usual}
            connected={connected}
            save={saveTeam}
          />
        </EditorWords>
      </div>
    </ProductShell>
  );
}
