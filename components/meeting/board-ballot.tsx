import styles from './board.module.css';
import { Fold } from './fold';
import { onParts, type PartProps } from './parts';
import { Dot } from './seat-mark';
import { isOver } from './steering';
import { closeSheet } from './turn-link';

const dotsShown = 12;

export const Ballot = onParts(BallotPart, 'ballot', 'alternatives', 'turns', 'phases', 'status');

/** Ballots as dots: how many are cast while they are secret, then who voted for what. */
function BallotPart({ state, words }: PartProps) {
  const { t, faces } = words;
  const experts = faces.filter((one) => one.role === 'expert');
  const round = state.phases.findLast((one) => one.phase === 'ballot');
  const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? id;
  if (state.ballot) {
    const { votes, majority, weighted } = state.ballot;
    const all = Object.values(weighted).reduce((sum, one) => sum + one, 0) || 1;
    const order = Object.entries(majority).sort((a, b) => b[1] - a[1]);
    return (
      <div>
        <h2 className={`label ${styles.head}`}>{t('board.ballot')}</h2>
        <Fold
          words={words}
          className={styles.votes}
          items={order}
          most={6}
          draw={([id, votesFor]) => (
            <li key={id}>
              <span className={styles.dots}>
                {votes
                  .filter((one) => one.alternative === id)
                  .slice(0, dotsShown)
                  .map((one) => (
                    <a
                      key={one.seat}
                      href={`#t${one.turn}`}
                      className={styles.vote}
                      onClick={(event) => closeSheet(event.currentTarget)}
                    >
                      <Dot words={words} seat={one.seat} />
                    </a>
                  ))}
                {votesFor > dotsShown && <span className="note">+{votesFor - dotsShown}</span>}
              </span>
              <span lang={state.agenda.language}>{name(id)}</span>
              <span className="note">
                {t('board.votes', { count: votesFor, share: Math.round(((weighted[id] ?? 0) / all) * 100) })}
              </span>
            </li>
          )}
        />
      </div>
    );
  }
  if (state.team.protocol !== 'council') return null;
  const cast = (round?.turns ?? []).filter((n) => {
    const turn = state.turns[n - 1];
    return turn?.purpose === 'ballot' && turn.status === 'completed';
  }).length;
  return (
    <div className={styles.ballot}>
      <h2 className="label">{t('board.ballot')}</h2>
      {experts.slice(0, dotsShown * 2).map((one, n) => (
        <span key={one.id} className="dot" data-cast={n < cast || undefined} data-empty={n >= cast || undefined} />
      ))}
      <span className="note">
        {isOver(state)
          ? t('board.not_held')
          : round
            ? t('board.cast', { cast, all: experts.length })
            : t('board.opens')}
      </span>
    </div>
  );
}
