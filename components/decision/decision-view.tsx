import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { citableFacts } from '@/lib/council/agenda';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Alternatives } from './alternatives';
import { Margin } from './citation';
import { isDecided } from './decided';
import styles from './decision.module.css';
import { IncidentFact } from './incident-fact';
import { Made } from './made';
import { Missing } from './missing';
import { quoted } from './quoted';
import { Risks } from './risks';
import { Tasks } from './tasks';
import { Top } from './top';

export interface DecisionProps {
  log: DecisionLog;
  items: ActionItem[];
  state: RunState;
  contentHash: string;
}

/** The decision as a document: what, by whom, against what, on what grounds, and what follows. */
export function DecisionView({ log, items, state, contentHash }: DecisionProps) {
  const t = useTranslations('decision');
  const facts = citableFacts(state.agenda);
  return (
    <article className={styles.page}>
      <Top log={log} state={state} />
      {log.missing.length > 0 && isDecided(log) && (
        <Section id="missing" title={t('missing')}>
          <Missing log={log} state={state} />
        </Section>
      )}
      {log.alternatives.length > 0 && (
        <Section id="alternatives" title={t('alternatives')}>
          <Alternatives log={log} state={state} />
        </Section>
      )}
      {log.rationale.length > 0 && (
        <Section id="rationale" title={t('rationale')}>
          <ol className={styles.reasons} lang={state.agenda.language}>
            {log.rationale.map((claim) => (
              <li key={`${claim.text}${claim.quote}`}>
                <Margin state={state} cited={claim} />
                <h3>{claim.text}</h3>
                <blockquote>{quoted(claim.quote, state.agenda.language)}</blockquote>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {log.risks.length > 0 && (
        <Section id="risks" title={t('risks')}>
          <Risks log={log} state={state} />
        </Section>
      )}
      {items.length > 0 && (
        <Section id="tasks" title={t('tasks')} note={t('tasks_note', count(items))}>
          <Tasks items={items} state={state} />
        </Section>
      )}
      <Lists log={log} state={state} />
      {facts.length > 0 && (
        <Section id="facts" title={t('facts')}>
          <ol className={styles.facts} lang={state.agenda.language}>
            {facts.map((fact) => (
              <li key={fact.n} id={`fact-${fact.n}`}>
                <span className="note">{fact.n}</span>
                <p>{fact.kind === 'incident' ? <IncidentFact text={fact.text} /> : fact.text}</p>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section id="made" title={t('made')}>
        <Made log={log} state={state} contentHash={contentHash} />
      </Section>
    </article>
  );
}

const count = (items: ActionItem[]) => ({
  stated: items.filter((one) => one.origin !== 'derived').length,
  derived: items.filter((one) => one.origin === 'derived').length,
});

function Section({ id, title, note, children }: { id: string; title: string; note?: string; children: ReactNode }) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title} {note && <span className="note">{note}</span>}
      </h2>
      {children}
    </section>
  );
}

function Lists({ log, state }: Pick<DecisionProps, 'log' | 'state'>) {
  const t = useTranslations('decision');
  const lists = [
    { id: 'assumptions', lines: log.assumptions },
    { id: 'open', lines: log.open_questions },
  ].filter((one) => one.lines.length > 0);
  return lists.map(({ id, lines }) => (
    <Section key={id} id={id} title={t(id)}>
      <ul className={styles.lines} lang={state.agenda.language}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  ));
}
