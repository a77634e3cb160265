import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { citableFacts } from '@/lib/council/agenda';
import { comparedIn } from '@/lib/council/compared';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Alternatives } from './alternatives';
import { Ballots } from './ballots';
import { Margin, Said } from './citation';
import { CitedTurns } from './cited';
import { Contradictions } from './contradictions';
import { isDecided } from './decided';
import styles from './decision.module.css';
import { History, type VersionShown } from './history';
import { Incident } from './incident';
import { IncidentFact } from './incident-fact';
import { JoinedProposals } from './joined';
import { Made } from './made';
import { Missing } from './missing';
import { Moves } from './moves';
import { Risks } from './risks';
import { Scores } from './scores';
import { Section } from './section';
import { Signature, SignatureLines } from './signature';
import { Standing } from './standing';
import { counts, isProposal, Tasks } from './tasks';
import { Top } from './top';
import { UniqueFacts } from './unique-facts';

export interface DecisionProps {
  log: DecisionLog;
  /** As this version stands today, the number of the newest one, and of the one in force. */
  status: DecisionLog['status'];
  newest: number;
  inForce: number | null;
  /** Rounds it was sent back to. */
  rounds: readonly { runId: string; status: string }[];
  items: ActionItem[];
  state: RunState;
  versions: readonly VersionShown[];
  contentHash: string;
  /** What the reader can do: with the decision, with a task, with all of them. */
  doors?: ReactNode;
  taskButtons?: ((item: ActionItem) => ReactNode) | undefined;
  addTask?: ReactNode;
  /** Where it was brought; for one task, and for all of it. */
  taskExports?: (item: ActionItem) => ReactNode;
  exports?: ReactNode;
  /** For who holds a share link: the record alone, without what became of it and where it can be had. */
  guest?: boolean;
}

/** The decision as a document: what, by whom, against what, on what grounds, and what follows. */
export function DecisionView(props: DecisionProps) {
  const { log, status, newest, inForce, rounds, items, state, versions, contentHash, guest = false } = props;
  const t = useTranslations('decision');
  const facts = citableFacts(state.agenda);
  const href = `/meetings/${log.meeting_id}/decision?run=${log.run_id}`;
  return (
    <article className={styles.page}>
      {!guest && <Standing log={log} status={status} newest={newest} inForce={inForce} rounds={rounds} />}
      <Top log={log} status={status} state={state}>
        {props.doors}
      </Top>
      {log.missing.length > 0 && isDecided(log) && (
        <Section id="missing" title={t('missing')}>
          <Missing log={log} state={state} />
        </Section>
      )}
      {log.contradicts.length > 0 && (
        <Section id="contradicts" title={t('contradicts')}>
          <Contradictions flagged={log.contradicts} state={state} />
        </Section>
      )}
      {log.incident && (
        <Section id="incident" title={t('incident')}>
          <Incident incident={log.incident} state={state} />
        </Section>
      )}
      {comparedIn(log).length > 0 && (
        <Section id="alternatives" title={t('alternatives')}>
          <Alternatives log={log} state={state} />
          <Scores log={log} state={state} />
          <JoinedProposals log={log} state={state} />
        </Section>
      )}
      {log.rationale.length > 0 && (
        <Section id="rationale" title={t('rationale')}>
          <ol className={styles.reasons} lang={state.agenda.language}>
            {log.rationale.map((claim) => (
              <li key={`${claim.text}${claim.quote}`}>
                <Margin state={state} cited={claim} />
                {claim.origin !== 'human' && claim.quote !== '' && <h3>{claim.text}</h3>}
                <blockquote>
                  <Said claim={claim} state={state} />
                </blockquote>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {log.ballots.length > 0 && (
        <Section id="ballots" title={t('ballots')}>
          <Ballots log={log} state={state} />
        </Section>
      )}
      {log.positions.length > 0 && (
        <Section id="moves" title={t('moves')}>
          <Moves log={log} state={state} />
        </Section>
      )}
      {log.unique_facts.length > 0 && (
        <Section id="unique" title={t('unique_facts')}>
          <UniqueFacts log={log} state={state} />
        </Section>
      )}
      {log.risks.length > 0 && (
        <Section id="risks" title={t('risks')}>
          <Risks log={log} state={state} />
        </Section>
      )}
      {(items.length > 0 || props.addTask) && (
        <Section id="tasks" title={t('tasks')} note={t('tasks_count', count(items))}>
          <Tasks items={items} state={state} buttons={props.taskButtons} exports={props.taskExports} />
          {props.addTask}
        </Section>
      )}
      {props.exports}
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
      {!guest && (
        <div className={styles.paper}>
          <Section id="cited" title={t('cited')}>
            <CitedTurns log={log} items={items} state={state} />
          </Section>
        </div>
      )}
      {log.settlement && (
        <Section id="settlement" title={t(`settlement.${settled(log.status)}`)}>
          <Signature log={log} />
        </Section>
      )}
      {!guest && (
        <>
          <Section id="history" title={t('history')}>
            <History
              versions={versions}
              shown={log.version}
              href={href}
              team={state.team.name}
              language={state.agenda.language}
            />
          </Section>
          <Section id="made" title={t('made')}>
            <Made log={log} state={state} contentHash={contentHash} />
            <SignatureLines decider={log.decider} />
          </Section>
        </>
      )}
    </article>
  );
}

const settled = (status: DecisionLog['status']) =>
  status === 'accepted' || status === 'rejected' || status === 'deferred' ? status : 'other';

const count = (items: ActionItem[]) => ({
  count: items.filter(counts).length,
  proposed: items.filter(isProposal).length,
});

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
