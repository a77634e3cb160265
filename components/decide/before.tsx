import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { comparedIn } from '@/lib/council/compared';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Cite, Said, Sources } from '../decision/citation';
import { Contradictions } from '../decision/contradictions';
import { Missing } from '../decision/missing';
import { Risks } from '../decision/risks';
import { Status } from '../decision/status';
import styles from './decide.module.css';
import { SideBySide } from './side-by-side';

interface Props {
  log: DecisionLog;
  state: RunState;
  status: DecisionLog['status'];
  children: ReactNode;
}

/** All that a decider weighs, on one page: the question, the leading alternatives, dissent, what is missing, flags. */
export function Before({ log, state, status, children }: Props) {
  const t = useTranslations('decide');
  const d = useTranslations('decision');
  return (
    <>
      <header className={styles.head}>
        <div className={styles.meta}>
          <Status status={status} />
          <span>{d('decider', { decider: log.decider })}</span>
          <span className={styles.doors}>
            <a className="link" href="#yours">
              {t('your_word')}
            </a>
            {children}
          </span>
        </div>
        <h1 lang={state.agenda.language}>{log.question}</h1>
      </header>
      {log.missing.length > 0 && (
        <section id="missing" className={styles.part} aria-labelledby="missing-title">
          <h2 id="missing-title">{d('missing')}</h2>
          <Missing log={log} state={state} />
        </section>
      )}
      {log.contradicts.length > 0 && (
        <section id="contradicts" className={styles.part} aria-labelledby="contradicts-title">
          <h2 id="contradicts-title">{d('contradicts')}</h2>
          <Contradictions flagged={log.contradicts} state={state} />
        </section>
      )}
      {comparedIn(log).length > 0 && (
        <section id="alternatives" className={styles.part} aria-labelledby="alternatives-title">
          <h2 id="alternatives-title">{t('alternatives')}</h2>
          <SideBySide log={log} state={state} />
        </section>
      )}
      {log.taken && log.rationale.length > 0 && (
        <section id="rationale" className={styles.part} aria-labelledby="rationale-title">
          <h2 id="rationale-title">{d('rationale')}</h2>
          <ul className={styles.dissenting} data-for="">
            {log.rationale.map((one) => (
              <li key={`${one.text}${one.quote}`}>
                <p lang={state.agenda.language}>
                  <Said claim={one} state={state} />
                </p>
                <Cite state={state} cited={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {log.risks.length > 0 && (
        <section id="risks" className={styles.part} aria-labelledby="risks-title">
          <h2 id="risks-title">{d('risks')}</h2>
          <Risks log={log} state={state} />
        </section>
      )}
      <section id="dissent" className={styles.part} aria-labelledby="dissent-title">
        <h2 id="dissent-title">{d('dissent')}</h2>
        {log.dissent.length > 0 ? (
          <ul className={styles.dissenting}>
            {log.dissent.map((one) => (
              <li key={`${one.seat}${one.quote}`}>
                <p lang={state.agenda.language}>
                  <Said claim={one} state={state} />
                </p>
                <Cite state={state} cited={one} />
                <p className="note">
                  {d(`severity.${one.severity}`)}.{' '}
                  {one.answered_by.length > 0 ? (
                    <>
                      {d('answered')} <Sources state={state} cited={{ turns: one.answered_by, facts: [] }} />.
                    </>
                  ) : (
                    one.severity !== 'vote' && d('unanswered')
                  )}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <p className="note">{log.taken ? d('no_objection') : t('no_dissent')}</p>
        )}
      </section>
    </>
  );
}
