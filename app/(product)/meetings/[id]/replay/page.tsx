import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { ReplayRoom } from '@/components/replay/replay-room';
import { Settings } from '@/components/ui/settings';
import { settingsWords } from '@/components/ui/shell';
import { signOutAction } from '@/lib/auth/actions';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { readRunHead } from '@/lib/services/runs/head';
import { orNotFound } from '../../../found';
import { councilOf } from '../council-of';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string; at?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('replay'))('title') };
}

/** Any run of the meeting, played from its log in the browser. */
export default async function ReplayPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('run.read');
  const meetingId = (await params).id;
  const { run, at } = await searchParams;
  await councilOf(ctx, who, meetingId);
  const { runId, question } = await orNotFound(readRunHead(ctx, who, { meetingId, runId: run }));
  const { council, exports, replay } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ council, exports, replay }}>
      <ReplayRoom
        key={runId}
        meetingId={meetingId}
        runId={runId}
        question={question}
        at={at !== undefined && /^\d{1,9}$/.test(at) ? Number(at) : null}
        me={{ userId: who.userId, name: who.name }}
        againUrl={may(who, 'meeting.create') ? `/meetings/${meetingId}/replay/again?run=${runId}` : null}
        corner={
          <Settings key="corner" signOut={signOutAction} words={settingsWords(await getTranslations('common'))} />
        }
      />
    </NextIntlClientProvider>
  );
}
