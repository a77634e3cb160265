import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { TemplateId } from '@/lib/council/agenda.schema';
import { phaseNames } from '@/lib/council/events';
import { templateOf } from '@/lib/council/templates';
import { languageOf } from '@/lib/words/locale';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import styles from './list.module.css';
import { type MeetingState, stateMarks } from './states';

export interface Row {
  id: string;
  kind: 'council' | 'minutes';
  title: string;
  question: string;
  language: string;
  template: TemplateId;
  state: MeetingState;
  createdAt: string;
  lastRun: {
    phase: string | null;
    leader: string | null;
    turns: number;
    finishedAt: string | null;
    startedAt: string | null;
  } | null;
  decision: { open: boolean; decider: string } | null;
}

/** One meeting: its question in the serif, where it stands, what leads, when. */
export function MeetingRow({ row, now }: { row: Row; now: Date }) {
  const t = useTranslations('list');
  const language = languageOf(useLocale());
  const { lastRun, state, decision } = row;
  const over = decision !== null && state !== 'live' && state !== 'paused' && state !== 'waiting';
  const chosen = state === 'decided' || state === 'accepted';
  const lead = state === 'rejected' || state === 'deferred' ? 'offered' : 'leading';
  return (
    <article className={styles.meeting}>
      <div>
        <h3 lang={row.language}>
          {row.kind === 'minutes' ? (
            <Link href={`/meetings/${row.id}`}>{row.title}</Link>
          ) : (
            <Link href={over ? `/meetings/${row.id}/decision` : `/meetings/${row.id}`}>{row.question}</Link>
          )}
        </h3>
        <p className={styles.out}>
          {row.kind === 'minutes' ? (
            t(lastRun ? 'minutes.held' : 'minutes.hint')
          ) : lastRun?.leader ? (
            <>
              {!chosen && `${t(lead)} `}
              <b lang={row.language}>{lastRun.leader}</b>
            </>
          ) : (
            t(`hint.${state}`)
          )}
        </p>
      </div>
      <div>
        <StateMark state={state} kind={row.kind} />
        <p className={styles.sub}>
          {lastRun ? <Progress row={row} /> : row.kind === 'council' && templateOf(row.template).name[language]}
        </p>
      </div>
      <p className={styles.when}>
        {state === 'live' ? (
          t('now')
        ) : (
          <Moment
            at={lastRun?.finishedAt ?? lastRun?.startedAt ?? row.createdAt}
            now={now.toISOString()}
            locale={language}
          />
        )}
      </p>
    </article>
  );
}

/** Minutes are approved, where a council's decision is accepted. */
const ofMinutes: readonly MeetingState[] = ['prepared', 'decided', 'accepted'];

function StateMark({ state, kind }: Pick<Row, 'state' | 'kind'>) {
  const t = useTranslations('list');
  const { mark, tone } = stateMarks[state];
  return (
    <p className={`state ${tone}`}>
      {mark ? <Icon name={mark} /> : <span className="rule-mark" aria-hidden="true" />}
      {t(kind === 'minutes' && ofMinutes.includes(state) ? `minutes.${state}` : `state.${state}`)}
    </p>
  );
}

function Progress({ row: { lastRun, state, decision, kind } }: { row: Row }) {
  const t = useTranslations('list');
  const council = useTranslations('council');
  const at = phaseNames.map(String).indexOf(lastRun?.phase ?? '');
  if ((state === 'live' || state === 'paused') && at >= 0) {
    return t('phase', { phase: council(`phases.${phaseNames[at]}`), n: at + 1, all: phaseNames.length });
  }
  if (decision?.open && state !== 'stopped') return t('waits_for', { decider: decision.decider });
  return kind === 'minutes' ? null : t('turns', { count: lastRun?.turns ?? 0 });
}
