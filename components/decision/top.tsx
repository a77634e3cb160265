import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Dot } from '../meeting/seat-mark';
import { clock } from '../meeting/times';
import { useWords } from '../meeting/use-words';
import { Cite, Said, Sources } from './citation';
import { isDecided } from './decided';
import styles from './decision.module.css';
import { Facts } from './facts';
import { Missing } from './missing';
import { Status } from './status';

interface Part {
  log: DecisionLog;
  state: RunState;
}

interface TopProps extends Part {
  /** As this version stands today. */
  status: DecisionLog['status'];
  /** What the reader can do here, beside the status. */
  children?: ReactNode;
}

/** One screen: decided, by whom, against what. */
export function Top({ log, status, state, children }: TopProps) {
  const t = useTranslations('decision');
  const locale = useLocale();
  const format = useFormatter();
  const { settlement } = log;
  const chosen = log.alternatives.find((one) => one.id === log.chosen);
  const carried = log.rationale[0] ?? chosen?.pros[0];
  const dissent = log.dissent[0];
  const decided = isDecided(log);
  return (
    <section className={`${styles.section} ${styles.top}`} id="decision">
      <div className={styles.meta}>
        <Status status={status} />
        {settlement ? (
          <span>
            {t('settled', {
              name: settlement.by,
              day: format.dateTime(new Date(settlement.at), { dateStyle: 'long' }),
            })}
          </span>
        ) : (
          status !== 'escalated' && <span>{t('decider', { decider: log.decider })}</span>
        )}
        {!log.taken && <span>{t(decided ? 'took' : 'ended', { time: clock(state.clock.activeMs) })}</span>}
        {log.incomplete && !settlement && <span className="waiting">{t('incomplete')}</span>}
        {children && <span className={styles.doors}>{children}</span>}
      </div>
      <div lang={state.agenda.language}>
        {/* Nobody asked what people who met decided: the title would say it twice. */}
        {(!log.taken || log.taken.record) && <p className={styles.asked}>{log.question}</p>}
        {decided ? (
          <h1>{log.statement || t('no_statement')}</h1>
        ) : (
          <h1 lang={locale}>{t(undecided(log.status), { decider: log.decider })}</h1>
        )}
      </div>
      {!decided && chosen && (
        <p className={styles.leaning}>
          {t('leaning')} <b lang={state.agenda.language}>{chosen.name}</b>
        </p>
      )}
      <Facts log={log} state={state} />
      {!decided && <Undecided log={log} state={state} />}
      {log.chosen !== null && (carried || dissent) && (
        <div className={styles.both}>
          {carried && (
            <div>
              <h2>{t(decided ? 'carried' : 'speaks_for')}</h2>
              <p className={styles.say} lang={state.agenda.language}>
                <Said claim={carried} state={state} />
              </p>
              <Cite state={state} cited={carried} />
            </div>
          )}
          <div id="dissent" data-dissent="">
            <h2>
              {t('dissent')}{' '}
              {log.dissent.length > 1 && <span className="note">{t('of', { n: 1, all: log.dissent.length })}</span>}
            </h2>
            {dissent ? (
              <>
                <p className={styles.say} lang={state.agenda.language}>
                  <Said claim={dissent} state={state} />
                </p>
                <Cite state={state} cited={dissent} />
                <Answered dissent={dissent} state={state} />
                {log.dissent.length > 1 && (
                  <details className={styles.more}>
                    <summary className="link">{t('more_dissent', { count: log.dissent.length - 1 })}</summary>
                    {log.dissent.slice(1).map((one) => (
                      <div key={`${one.seat}${one.quote}`}>
                        <p className={styles.say} lang={state.agenda.language}>
                          <Said claim={one} state={state} />
                        </p>
                        <Cite state={state} cited={one} />
                        <Answered dissent={one} state={state} />
                      </div>
                    ))}
                  </details>
                )}
              </>
            ) : (
              <p className={styles.none}>{t(log.taken ? 'no_objection' : 'no_dissent')}</p>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

const undecided = (status: DecisionLog['status']) =>
  status === 'escalated' ? 'escalated' : status === 'deferred' ? 'put_off' : 'no_statement';

/** Without a decision the first screen says what is missing, and where each expert stands. */
function Undecided({ log, state }: Part) {
  const t = useTranslations('decision');
  const words = useWords(state);
  const seatOf = (name: string) => state.team.seats.find((one) => one.name === name)?.id ?? '';
  const stood = log.alternatives
    .map((one) => ({
      ...one,
      names: Object.entries(log.votes.final).flatMap(([name, id]) => (id === one.id ? [name] : [])),
    }))
    .filter((one) => one.names.length > 0);
  return (
    <div className={styles.both}>
      {log.missing.length > 0 && (
        <div id="missing">
          <h2>{t('missing')}</h2>
          <Missing log={log} state={state} />
        </div>
      )}
      {stood.length > 0 && (
        <div data-dissent="">
          <h2>{t('stood')}</h2>
          <ul className={styles.stood} lang={state.agenda.language}>
            {stood.map((one) => (
              <li key={one.id}>
                <span className={styles.dots}>
                  {one.names.map((name) => (
                    <Dot key={name} words={words} seat={seatOf(name)} />
                  ))}
                </span>
                {one.name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Answered({ dissent, state }: { dissent: DecisionLog['dissent'][number]; state: RunState }) {
  const t = useTranslations('decision');
  return (
    <p className={styles.answered}>
      {t(`severity.${dissent.severity}`)}.{' '}
      {dissent.answered_by.length > 0 ? (
        <>
          {t('answered')} <Sources state={state} cited={{ turns: dissent.answered_by, facts: [] }} />.
        </>
      ) : (
        dissent.severity !== 'vote' && t('unanswered')
      )}
    </p>
  );
}
