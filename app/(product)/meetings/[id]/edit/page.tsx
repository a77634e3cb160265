import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { ChangeAgenda } from '@/components/new/change';
import { withAgenda } from '@/components/new/draft';
import styles from '@/components/new/new.module.css';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { readMeeting } from '@/lib/services/meetings/read';
import { offered } from '@/lib/services/teams/offered';
import { readTeam } from '@/lib/services/teams/read';
import { changeAgenda } from '../../../actions';
import { orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { emptyDraft, readChoices, readPlaces } from '../../choices';

type Params = Promise<{ id: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('new'))('change_title') };
}

export default async function EditAgenda({ params }: { params: Params }) {
  const { ctx, who } = await guardPage('meeting.change');
  const meeting = await orNotFound(readMeeting(ctx, who, (await params).id));
  // The agenda of a meeting that was held stays as it was.
  if (meeting.runs > 0 || meeting.kind === 'minutes') redirect(`/meetings/${meeting.id}`);
  const t = await getTranslations('new');
  const { new: words, exports } = await getMessages();
  const { templates, teams, offers } = await readChoices(ctx, who);
  const { agenda, team } = meeting;
  const seated = team && !teams.some((one) => one.id === team.id) && (await readTeam(ctx, who, { teamId: team.id }));
  const blank = { ...emptyDraft(ctx, who, agenda.language), id: `${meeting.id}.${meeting.version}` };
  return (
    <ProductShell ctx={ctx}>
      <div className={styles.page}>
        <h1>{t('change_title')}</h1>
        <NextIntlClientProvider messages={{ new: words, exports: { auto: exports.auto } }}>
          <ChangeAgenda
            meetingId={meeting.id}
            version={meeting.version}
            first={{
              ...withAgenda(blank, agenda, agenda.template),
              zone: agenda.time_zone,
              teamId: team?.id ?? '',
              exportTo: meeting.exportTo,
            }}
            userId={who.userId}
            templates={templates}
            teams={seated ? [offered(offers, who, seated.id, seated.config), ...teams] : teams}
            places={await readPlaces(ctx, who)}
            starts={may(who, 'run.start')}
            change={changeAgenda}
          />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
