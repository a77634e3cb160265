import { memo } from 'react';
import type { Finding } from '@/lib/council/events';
import { findings as findingsNow, policyOf } from '@/lib/council/policy';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { soft } from '../ui/soft';
import styles from './board.module.css';
import { Budget } from './budget';
import { Dot } from './seat-mark';
import { type Standing, standings } from './standing';
import { isOver } from './steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  serverNow: number;
}

/** The board is a table: what leads, how each alternative stands, what is still missing, what is left to spend. */
export const Board = memo(function Board({ state, words, serverNow }: Props) {
  const rows = standings(state);
  return (
    <>
      <Leader rows={rows} state={state} words={words} />
      {rows.length > 0 && <Scores rows={rows} state={state} words={words} />}
      <Ballot state={state} words={words} />
      <Checks state={state} words={words} />
      <Budget state={state} words={words} serverNow={serverNow} />
    </>
  );
});

type Part = Omit<Props, 'serverNow'>;

function Leader({ rows, state, words }: Part & { rows: Standing[] }) {
  const { t } = words;
  const voted = state.alternatives.find((one) => one.id === state.ballot?.leader);
  const [first, second] = rows;
  if (voted) return <Lead note={t('board.ballot_leads')} name={voted.name} lang={state.agenda.language} />;
  if (!first || first.total === null) {
    return (
      <p className="note">{t(rows.length > 0 ? 'board.unscored' : isOver(state) ? 'board.none' : 'board.empty')}</p>
    );
  }
  const ahead = first.total - (second?.total ?? 0);
  const note =
    second && ahead >= 0.05
      ? t('board.leads_by', { points: words.score(ahead), name: second.alternative.name })
      : second
        ? t('board.level', { name: second.alternative.name })
        : t('board.leads');
  return <Lead note={note} name={first.alternative.name} lang={state.agenda.language} />;
}

function Lead({ note, name, lang }: { note: string; name: string; lang: string }) {
  return (
    <div>
      <p className="note">{note}</p>
      <p className={styles.lead} lang={lang}>
        {name}
      </p>
    </div>
  );
}

function Scores({ rows, state, words }: Part & { rows: Standing[] }) {
  const { t } = words;
  const weights = state.criteria.reduce((sum, one) => sum + one.weight, 0) || 1;
  const scored = rows.some((row) => row.cells.some((cell) => cell.mean !== null));
  return (
    <table className={styles.scores} lang={state.agenda.language}>
      <caption className="sr-only">{t('board.caption')}</caption>
      {scored && (
        <thead>
          <tr>
            {state.criteria.map((one) => (
              <th key={one.name} scope="col">
                {soft(one.name)}
                <span>{Math.round((one.weight / weights) * 100)} %</span>
              </th>
            ))}
            <th scope="col" lang={undefined}>
              {t('board.score')}
            </th>
          </tr>
        </thead>
      )}
      {rows.map(({ alternative, cells, total }, n) => (
        <tbody key={alternative.id} data-lead={(n === 0 && total !== null) || undefined}>
          <tr>
            <th scope="rowgroup" colSpan={Math.max(1, state.criteria.length)}>
              <b>{alternative.name}</b>
              <Stands state={state} words={words} alternative={alternative.id} />
            </th>
            <td className={styles.total}>{total === null ? '' : words.score(total)}</td>
          </tr>
          {cells.some((cell) => cell.mean !== null) && (
            <tr>
              {cells.map((cell) => (
                <td key={cell.criterion}>
                  <span className={styles.value}>
                    {cell.mean === null ? '–' : words.score(cell.mean)}
                    {cell.split && <em>{t('board.split')}</em>}
                  </span>
                  <i className="meter" style={{ '--v': cell.mean ?? 0 } as React.CSSProperties} />
                </td>
              ))}
              <td />
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}

/** Who stands for an alternative: filled now, hollow where a seat has moved away. */
function Stands({ state, words, alternative }: Part & { alternative: string }) {
  const last = new Map(state.positions.map((one) => [one.seat, one.alternative]));
  const now = [...last].filter(([, id]) => id === alternative).map(([seat]) => seat);
  const left = [
    ...new Set(state.positions.filter((one) => one.alternative === alternative).map((one) => one.seat)),
  ].filter((seat) => last.get(seat) !== alternative);
  if (now.length + left.length === 0) return null;
  return (
    <span className={styles.dots}>
      {now.map((seat) => (
        <Dot key={seat} words={words} seat={seat} />
      ))}
      {left.map((seat) => (
        <Dot key={seat} words={words} seat={seat} left />
      ))}
      {left.length > 0 && <span className="note">{words.t('board.moved')}</span>}
    </span>
  );
}

function Ballot({ state, words }: Part) {
  const { t, faces } = words;
  const experts = faces.filter((one) => one.role === 'expert');
  const round = state.phases.findLast((one) => one.phase === 'ballot');
  const cast = state.turns.filter(
    (one) => one.purpose === 'ballot' && one.status === 'completed' && round?.turns.includes(one.turn),
  );
  const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? id;
  if (state.ballot) {
    const { votes, majority, weighted } = state.ballot;
    const all = Object.values(weighted).reduce((sum, one) => sum + one, 0) || 1;
    const order = Object.entries(majority).sort((a, b) => b[1] - a[1]);
    return (
      <div>
        <h2 className={`label ${styles.head}`}>{t('board.ballot')}</h2>
        <ul className={styles.votes}>
          {order.map(([id, count]) => (
            <li key={id}>
              <span className={styles.dots}>
                {votes
                  .filter((one) => one.alternative === id)
                  .map((one) => (
                    <Dot key={one.seat} words={words} seat={one.seat} />
                  ))}
              </span>
              <span lang={state.agenda.language}>{name(id)}</span>
              <span className="note">
                {t('board.votes', { count, share: Math.round(((weighted[id] ?? 0) / all) * 100) })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (state.team.protocol !== 'council') return null;
  return (
    <div className={styles.ballot}>
      <h2 className="label">{t('board.ballot')}</h2>
      {experts.map((one, n) => (
        <span
          key={one.id}
          className="dot"
          data-cast={n < cast.length || undefined}
          data-empty={n >= cast.length || undefined}
        />
      ))}
      <span className="note">
        {isOver(state)
          ? t('board.not_held')
          : round
            ? t('board.cast', { cast: cast.length, all: experts.length })
            : t('board.opens')}
      </span>
    </div>
  );
}

const checkCodes = [
  'min_alternatives',
  'duplicate_alternatives',
  'rationale_missing',
  'risk_missing',
  'mitigation_missing',
  'risk_cost_missing',
  'unanswered_block',
  'ballot_missing',
  'no_majority',
] as const satisfies readonly Finding['code'][];

/** What is missing comes first, named with the seat that owes it; ticks follow, quiet. */
function Checks({ state, words }: Part) {
  const { t, face } = words;
  if (state.alternatives.length === 0) return null;
  const findings = state.status === 'finished' && state.gate ? state.gate.findings : findingsNow(state);
  const fine = checkCodes.filter((code) => !findings.some((one) => one.code === code) && asked(code, state));
  return (
    <div>
      <h2 className={`label ${styles.head}`}>
        {findings.length > 0 ? t('board.missing', { count: findings.length }) : t('board.complete')}
      </h2>
      <ul className={styles.checks}>
        {findings.map((one) => (
          <li key={`${one.code}${one.subject}`} data-open="">
            <Icon name="ring" />
            <b>{words.missing(one)}</b>
            <span className="note">{one.seat ? t('board.owes', { name: face(one.seat)?.name ?? '' }) : ''}</span>
          </li>
        ))}
        {fine.map((code) => (
          <li key={code}>
            <Icon name="tick" />
            <span>{t(`checks.${code}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A check that the policy does not ask for gets no tick. */
function asked(code: Finding['code'], state: RunState): boolean {
  const policy = policyOf(state);
  if (code === 'rationale_missing') return policy.rationale_required;
  if (code === 'risk_cost_missing') return policy.risk_cost_required && state.risks.length > 0;
  if (code === 'ballot_missing') return state.team.protocol === 'council';
  if (code === 'mitigation_missing') return state.risks.length > 0;
  if (code === 'no_majority') return state.ballot !== null || state.team.protocol === 'panel';
  return true;
}
