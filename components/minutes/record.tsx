import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Language } from '@/lib/council/agenda.schema';
import type { MinutesDecision, MinutesEvidence, MinutesTask } from '@/lib/minutes/minutes.schema';
import decision from '../decision/decision.module.css';
import { Owner } from '../decision/owner';
import { Section } from '../decision/section';
import { Icon, type IconName } from '../ui/icon';
import { Evidence, Saying, Sureness } from './evidence';
import styles from './minutes.module.css';

type Status = 'draft' | 'proposed' | 'accepted' | 'rejected' | 'deferred' | 'escalated' | 'superseded';
type DecisionNow = MinutesDecision & { runId: string; status: Status };
type TaskNow = MinutesTask & { runId: string; itemId: string; status: 'proposed' | 'confirmed' | 'done' | 'dropped' };

export interface RecordProps {
  meetingId: string;
  language: Language;
  minutes: {
    summary: MinutesEvidence[];
    decisions: DecisionNow[];
    action_items: TaskNow[];
    open_questions: MinutesEvidence[];
  };
  speakers: Readonly<Record<number, string | null>>;
  /** Whether the reader may convene a council about what was left open. */
  convenes: boolean;
  taskButtons: (task: TaskNow) => ReactNode;
}

/** What was said in a meeting of people, decided, taken on and left open, each with the words that it rests on. */
export function MinutesRecord({ meetingId, language, minutes, speakers, convenes, taskButtons }: RecordProps) {
  const t = useTranslations('minutes');
  const { summary, decisions, action_items: tasks, open_questions: open } = minutes;
  const convene = (about: string) => `/meetings/new?minutes=${meetingId}&about=${about}`;
  return (
    <>
      <Section id="summary" title={t('summary')}>
        <None of={summary} words={t('none.summary')} />
        <ul className={styles.summary}>
          {summary.map((one) => (
            <li key={`${one.turns[0]} ${one.text}`}>
              <span lang={language}>{one.text}</span>{' '}
              <span className="note">
                <Saying cited={one} speakers={speakers} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="decisions" title={t('decisions')}>
        <None of={decisions} words={t('none.decisions')} />
        <ol className={styles.list}>
          {decisions.map((one) => (
            <li key={one.id}>
              <div className={styles.stand}>
                <Stand status={one.status} /> <Sureness confidence={one.confidence} signs={one.signs} />
              </div>
              <h3 lang={language}>
                <Link href={`/meetings/${meetingId}/decision?run=${one.runId}`}>{one.statement}</Link>
              </h3>
              <Evidence cited={one} speakers={speakers} language={language} />
              {one.alternatives.length > 1 && (
                <p className="note">
                  {t('also_named', {
                    names: one.alternatives
                      .filter((each) => !each.chosen)
                      .map((each) => each.name)
                      .join('; '),
                  })}
                </p>
              )}
              {one.objections.map((each) => (
                <div key={`${each.turns[0]} ${each.quote}`} className={styles.objection}>
                  <p>{t('objected', { name: each.speaker ?? t('somebody') })}</p>
                  <Evidence cited={each} speakers={speakers} language={language} />
                </div>
              ))}
              {convenes && one.status !== 'accepted' && (
                <Link className="link" href={convene(one.id)}>
                  {t('convene_again')}
                </Link>
              )}
            </li>
          ))}
        </ol>
      </Section>
      <Section id="tasks" title={t('tasks')}>
        <None of={tasks} words={t('none.tasks')} />
        {tasks.length > 0 && <Tasks {...{ tasks, decisions, speakers, language, taskButtons }} />}
      </Section>
      <Section id="open" title={t('open')}>
        <None of={open} words={t('none.open')} />
        <ol className={styles.list}>
          {open.map((one, n) => (
            <li key={`${one.turns[0]} ${one.text}`}>
              <h3 lang={language}>{one.text}</h3>
              <Evidence cited={one} speakers={speakers} language={language} />
              {convenes && (
                <Link className="link" href={convene(`Q${n + 1}`)}>
                  {t('convene')}
                </Link>
              )}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

const None = ({ of, words }: { of: readonly unknown[]; words: string }) =>
  of.length === 0 && <p className="note">{words}</p>;

const stands: Record<Status, { mark: IconName; tone: string }> = {
  draft: { mark: 'ring', tone: 'waiting' },
  proposed: { mark: 'ring', tone: 'waiting' },
  escalated: { mark: 'ring', tone: 'waiting' },
  deferred: { mark: 'pause', tone: 'waiting' },
  accepted: { mark: 'tick', tone: 'done' },
  rejected: { mark: 'cross', tone: 'done' },
  superseded: { mark: 'cross', tone: 'done' },
};

/** How a decision stands; of the record: whether it was approved. */
export function Stand({ status, of = 'status' }: { status: Status; of?: 'status' | 'record_status' }) {
  const t = useTranslations('minutes');
  const { mark, tone } = stands[status];
  return (
    <span className={`state ${tone}`}>
      <Icon name={mark} /> {t(`${of}.${status}`)}
    </span>
  );
}

const taskMarks: Record<TaskNow['status'], { mark: IconName; tone: string }> = {
  proposed: { mark: 'ring', tone: 'waiting' },
  confirmed: { mark: 'tick', tone: 'done' },
  done: { mark: 'tick', tone: 'done' },
  dropped: { mark: 'cross', tone: 'done' },
};

interface TasksProps extends Pick<RecordProps, 'speakers' | 'language' | 'taskButtons'> {
  tasks: TaskNow[];
  decisions: DecisionNow[];
}

function Tasks({ tasks, decisions, speakers, language, taskButtons }: TasksProps) {
  const t = useTranslations('minutes');
  const format = useFormatter();
  const day = (due: string) => format.dateTime(new Date(due), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <table className={`${decision.table} ${styles.tasks}`}>
      <thead>
        <tr>
          <th scope="col">{t('task')}</th>
          <th scope="col">{t('owner')}</th>
          <th scope="col">{t('due')}</th>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((one) => {
          const { mark, tone } = taskMarks[one.status];
          const own = decisions.find((each) => each.id === one.decision);
          return (
            <tr key={one.itemId}>
              <th scope="row" lang={language}>
                {one.title}
                {own && <span className="note block">{t('of_decision', { decision: own.title })}</span>}
              </th>
              <td data-label={t('owner')}>
                <Owner name={one.owner} />
                {one.owner_said && one.owner_said !== one.owner && (
                  <span className="note block" lang={language}>
                    {one.owner_said}
                  </span>
                )}
              </td>
              <td data-label={t('due')}>
                {one.due ? day(one.due) : one.due_said ? '' : '–'}
                {one.due_said && one.due_said !== one.due && (
                  <span className="note block" lang={language}>
                    {one.due_said}
                  </span>
                )}
              </td>
              <td data-label={t('from')}>{one.quote && <Evidence cited={one} {...{ speakers, language }} />}</td>
              <td data-label={t('state')}>
                <span className={`state ${tone}`}>
                  <Icon name={mark} /> {t(`task_status.${one.status}`)}
                </span>
                {one.origin !== 'human' && (
                  <span className="block">
                    <Sureness confidence={one.confidence} signs={one.signs} />
                  </span>
                )}
                {taskButtons(one)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
