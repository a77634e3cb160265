import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { citableFacts } from '@/lib/council/agenda';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Dot } from '../meeting/seat-mark';
import { clock } from '../meeting/times';
import { useWords } from '../meeting/use-words';
import { Icon, type IconName } from '../ui/icon';
import { Alternatives } from './alternatives';
import { Cite, Margin, Sources } from './citation';
import styles from './decision.module.css';
import { quoted } from './quoted';
import { Risks } from './risks';
import { Tasks } from './tasks';

export interface DecisionProps {
  log: DecisionLog;
  items: ActionItem[];
  state: RunState;
  contentHash: string;
}

const marks: Record<DecisionLog['status'], [IconName, string]> = {
  draft: ['draft', 'waiting'],
  proposed: ['tick', 'done'],
  accepted: ['tick', 'done'],
  rejected: ['cross', 'trouble'],
  deferred: ['ring', 'waiting'],
  escalated: ['ring', 'waiting'],
  superseded: ['tick', 'done'],
};

/** The decision as a document: what, by whom, against what, on what grounds, and what follows. */
export function DecisionView({ log, items, state, contentHash }: DecisionProps) {
  const t = useTranslations('decision');
  const facts = citableFacts(state.agenda);
  return (
    <article className={styles.page}>
      <Top log={log} state={state} />
      {log.missing.length > 0 && log.chosen !== null && (
        <Section id="missing" title={t('missing')}>
          <Missing log={log} state={state} />
        </Section>
      )}
      <Section id="alternatives" title={t('alternatives')}>
        <Alternatives log={log} state={state} />
      </Section>
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
                <p>{fact.text}</p>
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

export function Section({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title} {note && <span className="note">{note}</span>}
      </h2>
      {children}
    </section>
  );
}

type Part = Pick<DecisionProps, 'log' | 'state'>;

function Top({ log, state }: Part) {
  const t = useTranslations('decision');
  const [mark, tone] = marks[log.status];
  const chosen = log.alternatives.find((one) => one.id === log.chosen);
  const carried = log.rationale[0] ?? chosen?.pros[0];
  const dissent = log.dissent[0];
  return (
    <section className={`${styles.section} ${styles.top}`} id="decision">
      <p className={styles.meta}>
        <span className={`state ${tone}`}>
          <Icon name={mark} size={18} /> {t(`status.${log.status}`)}
        </span>
        <span>{t('decider', { decider: log.decider })}</span>
        <span>{t('took', { time: clock(state.clock.activeMs) })}</span>
        {log.incomplete && <span className="waiting">{t('incomplete')}</span>}
      </p>
      <div lang={state.agenda.language}>
        <p className={styles.asked}>{log.question}</p>
        <h1>{log.statement || t('no_statement')}</h1>
      </div>
      <Facts log={log} state={state} />
      {log.chosen === null && <Undecided log={log} state={state} />}
      {log.chosen !== null && (carried || dissent) && (
        <div className={styles.both}>
          {carried && (
            <div>
              <h2>{t('carried')}</h2>
              <p className={styles.say} lang={state.agenda.language}>
                {quoted(carried.quote, state.agenda.language)}
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
                  {quoted(dissent.quote, state.agenda.language)}
                </p>
                <Cite state={state} cited={dissent} />
                <Answered dissent={dissent} state={state} />
                {log.dissent.length > 1 && (
                  <details className={styles.more}>
                    <summary className="link">{t('more_dissent', { count: log.dissent.length - 1 })}</summary>
                    {log.dissent.slice(1).map((one) => (
                      <div key={`${one.seat}${one.quote}`}>
                        <p className={styles.say} lang={state.agenda.language}>
                          {quoted(one.quote, state.agenda.language)}
                        </p>
                        <Cite state={state} cited={one} />
                        <Answered dissent={one} state={state} />
                      </div>
                    ))}
                  </details>
                )}
              </>
            ) : (
              <p className={styles.none}>{t('no_dissent')}</p>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

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
      <div id="missing">
        <h2>{t('missing')}</h2>
        <Missing log={log} state={state} />
      </div>
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

function Facts({ log, state }: Part) {
  const t = useTranslations('decision');
  const words = useWords(state);
  const format = useFormatter();
  const seatOf = (name: string) => state.team.seats.find((one) => one.name === name)?.id;
  const sides = Object.entries(log.votes.final).flatMap(([name, alternative]) => {
    const seat = seatOf(name);
    return seat ? [{ seat, own: alternative === log.chosen }] : [];
  });
  const [own, others] = [sides.filter((one) => one.own), sides.filter((one) => !one.own)];
  const all = Object.values(log.votes.weighted).reduce((sum, one) => sum + one, 0);
  const share = log.chosen && all > 0 ? Math.round(((log.votes.weighted[log.chosen] ?? 0) / all) * 100) : null;
  return (
    <dl className={styles.row}>
      {sides.length > 0 && log.chosen !== null && (
        <div>
          <dt>{share === null ? t('ballot') : t('ballot_weighted', { share })}</dt>
          <dd className={styles.dots}>
            {own.map(({ seat }) => (
              <Dot key={seat} words={words} seat={seat} />
            ))}
            {own.length > 0 && others.length > 0 && <span>{t('to')}</span>}
            {others.map(({ seat }) => (
              <Dot key={seat} words={words} seat={seat} />
            ))}
          </dd>
        </div>
      )}
      {log.confidence !== null && (
        <div>
          <dt>{t('confidence')}</dt>
          <dd>{format.number(log.confidence, { minimumFractionDigits: 2 })}</dd>
        </div>
      )}
      <div>
        <dt>{t('reversible')}</dt>
        <dd>{t(`reversibility.${log.reversibility}`)}</dd>
      </div>
      {log.incident && (
        <>
          <Minutes name={t('detected')} value={log.incident.detect_minutes} />
          <Minutes name={t('mitigated')} value={log.incident.mitigate_minutes} />
          <Minutes name={t('restored')} value={log.incident.restore_minutes} />
        </>
      )}
      {log.review_date && (
        <div>
          <dt>{t('reviewed')}</dt>
          <dd>
            {format.dateTime(new Date(log.review_date), {
              day: 'numeric',
              month: 'long',
              year: 'numeric',
              timeZone: 'UTC',
            })}
          </dd>
        </div>
      )}
      {log.kill_criterion && (
        <div data-wide="">
          <dt>{t('stop_if')}</dt>
          <dd lang={state.agenda.language}>{log.kill_criterion}</dd>
        </div>
      )}
    </dl>
  );
}

function Minutes({ name, value }: { name: string; value: number }) {
  const t = useTranslations('decision');
  return (
    <div>
      <dt>{name}</dt>
      <dd>{t('duration', { hours: Math.floor(value / 60), minutes: Math.round(value % 60) })}</dd>
    </div>
  );
}

/** What the policy still misses: first of all where nothing was decided. */
function Missing({ log, state }: Part) {
  const words = useWords(state);
  return (
    <ul className={styles.missing}>
      {log.missing.map((one) => {
        const finding = state.gate?.findings.find((found) => found.code === one.code && found.subject === one.subject);
        return (
          <li key={`${one.code}${one.subject}`} className="waiting">
            <Icon name="ring" />
            <b>{finding ? words.missing(finding) : words.t('missing.other')}</b>
            {finding?.seat && (
              <span className="note">{words.t('board.owes', { name: words.face(finding.seat)?.name ?? '' })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Lists({ log, state }: Part) {
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

function Made({ log, state, contentHash }: Omit<DecisionProps, 'items'>) {
  const t = useTranslations('decision');
  const base = `/api/v1/meetings/${state.meetingId}/decision`;
  const gone = state.turns.reduce((sum, turn) => sum + turn.discarded.length, 0);
  return (
    <div className={styles.made}>
      <p>
        {log.scripted ? (
          <b>{t('made_scripted')}</b>
        ) : (
          t('made_models', { models: log.models.map((one) => one.replace(/^[^:]+:/, '')).join(', ') })
        )}{' '}
        {t('made_by', {
          team: state.team.name,
          protocol: log.protocol_version,
          turns: state.turns.length,
          time: clock(state.clock.activeMs),
          gone,
        })}{' '}
        {t('made_hash')} <code title={contentHash}>{(contentHash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')}</code>
      </p>
      <p className={styles.ways}>
        <a className="cite" href={`/meetings/${state.meetingId}`}>
          {t('read_minutes')}
        </a>
        <a className="cite" href={`${base}?format=md`} download>
          {t('download_md')}
        </a>
        <a className="cite" href={`${base}?format=json`} download>
          {t('download_json')}
        </a>
      </p>
    </div>
  );
}
