import { getLocale, getTranslations } from 'next-intl/server';
import styles from '@/components/set-up/form.module.css';
import { TeamForm } from '@/components/teams/team-form';
import { guardPage } from '@/lib/auth/guard';
import { templateOf } from '@/lib/council/templates';
import { modelsOffered } from '@/lib/services/models/list';
import { readTeam } from '@/lib/services/teams/read';
import { teamQuerySchema } from '@/lib/services/teams/schemas';
import { languageOf } from '@/lib/words/locale';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { makeTeam } from '../actions';
import { EditorWords } from '../words';

interface Props {
  /** A team whose set-up the new one begins with. */
  searchParams: Promise<{ from?: string; version?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('editor'))('new_team') };
}

export default async function NewTeam({ searchParams }: Props) {
  const { ctx, who } = await guardPage('team.change');
  const { from, version } = await searchParams;
  const asked = teamQuerySchema.safeParse({ version }).data ?? {};
  const { usual, connected } = await modelsOffered(ctx, who);
  const config = from
    ? (await orNotFound(readTeam(ctx, who, { teamId: from, ...asked }))).config
    : { ...templateOf('general').team(languageOf(await getLocale()), usual), name: '' };
  const t = await getTranslations('editor');
  return (
    <ProductShell ctx={ctx} here="teams">
      <div className={styles.page}>
        <h1>{t('new_team')}</h1>
        <EditorWords>
          <TeamForm of={null} config={config} usual={usual} connected={connected} save={makeTeam} />
        </EditorWords>
      </div>
    </ProductShell>
  );
}
