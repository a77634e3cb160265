import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { cache, Fragment } from 'react';
import { LiveRoom } from '@/components/meeting/live-room';
import { AgendaView } from '@/components/new/agenda-view';
import styles from '@/components/new/new.module.css';
import { StartForm } from '@/components/new/start-form';
import { Bell } from '@/components/ui/bell';
import { Settings } from '@/components/ui/settings';
import { settingsWords } from '@/components/ui/shell';
import { signOutAction } from '@/lib/auth/actions';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { templateOf } from '@/lib/council/templates';
import type { Context, Member } from '@/lib/services/context';
import { readMeeting } from '@/lib/services/meetings/read';
import type { Meeting } from '@/lib/services/meetings/schemas';
import { countUnread } from '@/lib/services/notifications/list';
import { readRun } from '@/lib/services/runs/read';
import { countShares } from '@/lib/services/shares/list';
import { readTeam } from '@/lib/services/teams/read';
import { readerOf } from '@/lib/wire/reader';
import { startMeeting } from '../../actions';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { remarkOnRun, steerRun } from './actions';
import { DeleteButton } from './delete/delete-button';
import { HoldButton } from './hold/hold-button';
import { MinutesPage } from './minutes';
import { PeopleButton } from './people/people-button';

type Params = Promise<{ id: string }>;

/** The page and its title read it once. */
const meetingOf = cache(readMeeting);

export async function generateMetadata({ params }: { params: Params }) {
  const { ctx, who } = await guardPage('meeting.read');
  return { title: (await orNotFound(meetingOf(ctx, who, (await params).id))).title };
}

export default async function MeetingPage({ params }: { params: Params }) {
  const { ctx, who } = await guardPage('run.read');
  const meeting = await orNotFound(meetingOf(ctx, who, (await params).id));
  if (meeting.kind === 'minutes') return <MinutesPage ctx={ctx} who={who} meeting={meeting} />;
  if (!meeting.lastRun) return <Prepared ctx={ctx} who={who} meeting={meeting} />;
  const { council, exports } = await getMessages();
  const { state } = await readRun(ctx, who, { meetingId: meeting.id });
  const t = await getTranslations('agenda');
  return (
    <NextIntlClientProvider messages={{ council, exports }}>
      <LiveRoom
        key={`${state.runId} ${readerOf(who)}`}
        reader={readerOf(who)}
        state={state}
        me={{ userId: who.userId, name: who.name }}
        steers={may(who, 'run.control')}
        decides={(meeting.decider ?? meeting.createdBy)?.userId === who.userId}
        // What comes to the room over the wire stands there beside others, so each has a key.
        bell={<Bell key="bell" unread={await countUnread(ctx, who)} here={false} stays />}
        remarks={may(who, 'run.comment')}
        serverNow={ctx.clock.now()}
        steer={steerRun}
        remark={remarkOnRun}
        again={
          may(who, 'run.start') && (
            <StartForm
              key="again"
              meetingId={meeting.id}
              start={startMeeting}
              words={{ start: t('again'), starting: t('starting') }}
              quiet
            />
          )
        }
        corner={
          <Fragment key="corner">
            <div className="flex flex-wrap gap-x-4">
              <PeopleButton who={who} meetingId={meeting.id} />
              {may(who, 'share.read') && <ShareLink ctx={ctx} who={who} meetingId={meeting.id} />}
              <HoldButton who={who} meeting={meeting} />
              <DeleteButton who={who} meetingId={meeting.id} />
            </div>
            <Settings signOut={signOutAction} words={settingsWords(await getTranslations('common'))} />
          </Fragment>
        }
      />
    </NextIntlClientProvider>
  );
}

/** The way to the links, which says how many are outside. */
async function ShareLink({ ctx, who, meetingId }: { ctx: Context; who: Member; meetingId: string }) {
  const t = await getTranslations('share');
  const count = await countShares(ctx, who, { meetingId });
  return (
    <Link className="link" prefetch={false} href={`/meetings/${meetingId}/share`}>
      {count === 0 ? t('title') : t('count', { count })}
    </Link>
  );
}

/** A meeting that nobody has started: its agenda, and the way to begin. */
async function Prepared({ ctx, who, meeting }: { ctx: Context; who: Member; meeting: Meeting }) {
  const t = await getTranslations('agenda');
  const { agenda } = meeting;
  const team = meeting.team && (await readTeam(ctx, who, { teamId: meeting.team.id }));
  return (
    <ProductShell ctx={ctx}>
      <article className={styles.prepared}>
        <p className="label">{t('prepared')}</p>
        <h1 lang={agenda.language}>{agenda.question}</h1>
        <div className={styles.begin}>
          {may(who, 'run.start') ? (
            <StartForm
              meetingId={meeting.id}
              start={startMeeting}
              words={{ start: t('start'), starting: t('starting') }}
            />
          ) : (
            <p className="note">{t('cannot_start')}</p>
          )}
          {may(who, 'meeting.change') && (
            <Link className="button" data-quiet="" href={`/meetings/${meeting.id}/edit`}>
              {t('edit')}
            </Link>
          )}
          <PeopleButton who={who} meetingId={meeting.id} />
          <HoldButton who={who} meeting={meeting} />
          <DeleteButton who={who} meetingId={meeting.id} />
        </div>
        <AgendaView
          agenda={agenda}
          criteria={
            agenda.criteria.length > 0 ? agenda.criteria : templateOf(agenda.template).criteria[agenda.language]
          }
          seats={team?.seats ?? []}
        />
      </article>
    </ProductShell>
  );
}
