import { memo, useMemo } from 'react';
import type { RunState } from '@/lib/council/run';
import styles from './board.module.css';
import { Ballot } from './board-ballot';
import { Checks } from './board-checks';
import { Items } from './board-items';
import { Positions } from './board-positions';
import { Risks } from './board-risks';
import { Scores } from './board-scores';
import { Budget } from './budget';
import { brief } from './effects';
import { Ending } from './ending';
import type { PartProps } from './parts';
import { type Standing, standings } from './standing';
import { isOver } from './steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  serverNow: number;
}

/** The board is a table: what leads, how each alternative stands, what is still missing, what is left to spend and what ends it. */
export const Board = memo(function Board({ state, words, serverNow }: Props) {
  const { alternatives, criteria, scores, positions, ballot, pooledAt } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a standing is made of these parts alone
  const rows = useMemo(() => standings(state), [alternatives, criteria, scores, positions, ballot, pooledAt]);
  return (
    <>
      <Leader rows={rows} state={state} words={words} />
      {rows.length > 0 && <Scores rows={rows} state={state} words={words} />}
      <Checks state={state} words={words} />
      <Ballot state={state} words={words} />
      <Risks state={state} words={words} />
      <Positions state={state} words={words} />
      <Items state={state} words={words} serverNow={serverNow} />
      <Budget state={state} words={words} serverNow={serverNow} />
      <Ending state={state} words={words} serverNow={serverNow} />
    </>
  );
});

function Leader({ rows, state, words }: PartProps & { rows: Standing[] }) {
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
  const name = brief(second?.alternative.name ?? '');
  const note =
    second && ahead >= 0.05
      ? t('board.leads_by', { points: words.score(ahead), name })
      : second
        ? t('board.level', { name })
        : t('board.leads');
  return <Lead note={note} name={first.alternative.name} lang={state.agenda.language} />;
}

function Lead({ note, name, lang }: { note: string; name: string; lang: string }) {
  return (
    <div>
      <p className="note">{note}</p>
      <p className={styles.lead} lang={lang} data-long={name.length > 90 || undefined}>
        {name}
      </p>
    </div>
  );
}
