import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getLocale, getMessages, getTranslations } from 'next-intl/server';
import { TaskButtons } from '@/components/decide/task-buttons';
import styles from '@/components/decision/decision.module.css';
import { Section } from '@/components/decision/section';
import { FollowMinutes } from '@/components/minutes/follow';
import own from '@/components/minutes/minutes.module.css';
import { MinutesRecord, Stand } from '@/components/minutes/record';
import { TranscriptView } from '@/components/minutes/transcript';
import { may } from '@/lib/auth/permissions';
import type { Language } from '@/lib/council/agenda.schema';
import { sayNote, sayReading, sayStopped } from '@/lib/minutes/sentences';
import type { Context, Member } from '@/lib/services/context';
import type { Meeting } from '@/lib/services/meetings/schemas';
import { citedIn, decisionsKept, readMinutesPage } from '@/lib/services/minutes/page';
import { readMinutes } from '@/lib/services/minutes/read';
import type { MinutesNow, TranscriptView as View } from '@/lib/services/minutes/schemas';
import { listTurns } from '@/lib/services/minutes/turns';
import { sentence } from '@/lib/services/sentences';
import { languageOf } from '@/lib/words/locale';
import { ProductShell } from '../../shell';
import { changeTask } from './decision/actions';
import { DeleteButton } from './delete/delete-button';
import { HoldButton } from './hold/hold-button';

/** A meeting that people held without a council: what was decided in it, and every word of its transcript. */
export async function MinutesPage({ ctx, who, meeting }: { ctx: Context; who: Member; meeting: Meeting }) {
  const t = await getTranslations('minutes');
  const { transcript, minutes } = await readMinutes(ctx, who, meeting.id);
  const [first, page] = await Promise.all([
    listTurns(ctx, who, { meetingId: meeting.id, limit: 60 }),
    minutes && readMinutesPage(ctx, who, meeting.id, minutes),
  ]);
  const {
    minutes: words,
    decide: { network, task },
  } = await getMessages();
  const { language, state, erasedAt } = transcript;
  const kept = erasedAt === null ? [] : await decisionsKept(ctx, who, meeting.id);
  const at = `/api/v1/minutes/${meeting.id}`;
  const contents = minutes
    ? [
        { id: 'summary', label: t('summary'), count: minutes.summary.length },
        { id: 'decisions', label: t('decisions'), count: minutes.decisions.length },
        { id: 'tasks', label: t('tasks'), count: minutes.action_items.length },
        { id: 'open', label: t('open'), count: minutes.open_questions.length },
      ]
    : kept.length > 0
      ? [{ id: 'decisions', label: t('decisions'), count: kept.length }]
      : [];
  const said = erasedAt === null ? [{ id: 'transcript', label: t('transcript'), count: transcript.turns }] : [];
  return (
    <ProductShell
      ctx={ctx}
      aside={
        <nav aria-label={t('contents')} className={styles.contents}>
          {[...contents, ...said].map((one) => (
            <a key={one.id} href={`#${one.id}`}>
              {one.label} <span>{one.count}</span>
            </a>
          ))}
        </nav>
      }
    >
      <NextIntlClientProvider messages={{ minutes: words, decide: { network, task } }}>
        <article className={styles.page}>
          <section className={`${styles.section} ${styles.top}`}>
            <div className={styles.meta}>
              <span className="label">{t('label')}</span>
              {minutes && <Stand of="record_status" status={minutes.record.status} />}
              {minutes && (
                <span className={styles.doors}>
                  <span className="sr-only">{t('downloads')}</span>
                  <a className="link" href={`${at}?format=md`} download>
                    {t('download_md')}
                  </a>
                  <a className="link" href={`${at}?format=json`} download>
                    {t('download_json')}
                  </a>
                  <Link className="link" href={`/meetings/${meeting.id}/decision?run=${minutes.record.runId}`}>
                    {t('record')}
                  </Link>
                  {page?.decides && minutes.record.status === 'proposed' && (
                    <Link className="button" href={`/meetings/${meeting.id}/decide?run=${minutes.record.runId}`}>
                      {t('approve')}
                    </Link>
                  )}
                </span>
              )}
              <HoldButton who={who} meeting={meeting} />
              <DeleteButton who={who} meetingId={meeting.id} />
            </div>
            <h1 lang={language}>{transcript.title}</h1>
            <Facts transcript={transcript} minutes={minutes} />
            {state !== 'done' && erasedAt === null && (
              <FollowMinutes
                key={state}
                meetingId={meeting.id}
                state={state}
                progress={transcript.progress}
                model={transcript.model !== null}
                why={
                  transcript.reason && whyNone(transcript.reason.code, transcript.model, languageOf(await getLocale()))
                }
                steers={may(who, 'meeting.change') || meeting.createdBy?.userId === who.userId}
              />
            )}
          </section>
          {minutes && page && (
            <MinutesRecord
              meetingId={meeting.id}
              language={language}
              minutes={minutes}
              speakers={page.speakers}
              convenes={may(who, 'meeting.create')}
              taskButtons={({ itemId, runId }) => {
                const item = page.changeable[itemId];
                return (
                  item && (
                    <TaskButtons
                      where={{ meetingId: meeting.id, runId }}
                      task={item}
                      owners={page.owners}
                      change={changeTask}
                    />
                  )
                );
              }}
            />
          )}
          {kept.length > 0 && (
            <Section id="decisions" title={t('decisions')}>
              <ol className={own.list}>
                {kept.map((one) => (
                  <li key={one.runId}>
                    <Stand status={one.status} />
                    <h3 lang={language}>
                      <Link href={`/meetings/${meeting.id}/decision?run=${one.runId}`}>{one.title}</Link>
                    </h3>
                  </li>
                ))}
              </ol>
            </Section>
          )}
          {erasedAt === null && (
            <Section id="transcript" title={t('transcript')}>
              <TranscriptView
                meetingId={meeting.id}
                language={language}
                count={transcript.turns}
                first={first.turns}
                cited={minutes ? citedIn(minutes) : []}
              />
            </Section>
          )}
        </article>
      </NextIntlClientProvider>
    </ProductShell>
  );
}

/** Why there are no minutes. */
const whyNone = (code: string, model: View['model'], language: Language): string =>
  model && code.startsWith('model.') ? sayStopped(model.name, code, language) : sentence(language, code);

/** When it was, how long, by whom its minutes were taken, and what was odd about the file. */
async function Facts({ transcript, minutes: taken }: { transcript: View; minutes: MinutesNow | null }) {
  const t = await getTranslations('minutes');
  const format = await getFormatter();
  const language = languageOf(await getLocale());
  const { heldOn, lengthMs, turns, speakers, model, usage, notes, state, erasedAt } = transcript;
  const by = taken?.made_by.provider ?? 'rules';
  const read = taken ? sayReading(taken, language) : [];
  const minutes = Math.round((lengthMs ?? 0) / 60_000);
  const length = minutes > 0 ? t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }) : 'none';
  const day = format.dateTime(new Date(heldOn), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <>
      <p className="mt-2 text-ink-2">{t('facts', { day, length, turns, speakers: speakers.length })}</p>
      {erasedAt !== null && (
        <p className="mt-2">
          {t('erased', { day: format.dateTime(new Date(erasedAt), { dateStyle: 'long', timeZone: 'UTC' }) })}
        </p>
      )}
      {state === 'done' && erasedAt === null && (
        <p className="note mt-1">
          {by === 'rules' || by === 'playbook'
            ? t(by === 'rules' ? 'made_rules' : 'made_scripted')
            : t('made_model', { model: taken?.made_by.model ?? '' })}{' '}
          {t('made_note')}
          {model &&
            usage &&
            ` ${t('cost', { tokens: usage.tokens, usd: usage.microUsd === null ? 'unknown' : (usage.microUsd / 1e6).toFixed(2) })}`}
        </p>
      )}
      {(notes.length > 0 || read.length > 0) && (
        <ul className={own.notes}>
          {read.map((one) => (
            <li key={one} className="note">
              {one}
            </li>
          ))}
          {notes.map((one) => (
            <li key={one.code} className="note">
              {sayNote({ code: one.code, ...(one.args && { args: one.args }) }, language)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
