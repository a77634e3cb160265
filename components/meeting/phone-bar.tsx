import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { Missing } from './board-checks';
import styles from './room.module.css';
import { isHeld, offered } from './steering';
import type { Steering } from './use-steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  /** What stands between the sheets and the decision. */
  children: ReactNode;
}

/** The phone's bar: seats, board, what can be done, the decision. */
export function PhoneBar({ state, words, children }: Props) {
  const { t } = words;
  return (
    <nav className={styles.bar} aria-label={t('bar.label')}>
      <button type="button" popoverTarget="seats">
        <Icon name="seats" size={20} />
        {t('bar.seats')}
      </button>
      <button type="button" popoverTarget="board">
        <Icon name="board" size={20} />
        <span>
          {t('bar.board')} <Missing state={state} words={words} />
        </span>
      </button>
      {children}
      {state.meetingId && state.artifacts.decision_log && state.status === 'finished' && (
        <Link prefetch={false} href={`/meetings/${state.meetingId}/decision`} className={styles.filled}>
          <Icon name="tick" size={20} />
          {t('bar.decision')}
        </Link>
      )}
    </nav>
  );
}

interface Deeds {
  state: RunState;
  words: Words;
  steering: Steering;
  /** Null for who may not say anything. */
  onSay: (() => void) | null;
}

/** The one filled button, say, more. */
export function PhoneDeeds({ state, words: { t }, steering: { may, press, waiting }, onSay }: Deeds) {
  const held = isHeld(state);
  return (
    <>
      {may && (
        <button
          type="button"
          className={styles.filled}
          disabled={!offered(state, 'pause') || waiting(held ? 'resume' : 'pause') !== null}
          onClick={(event) => event.detail < 2 && press('pause')}
        >
          <Icon name={held ? 'play' : 'pause'} size={20} />
          {t(held ? 'bar.resume' : 'bar.pause')}
        </button>
      )}
      {onSay && (
        <button type="button" onClick={() => onSay()}>
          <Icon name="say" size={20} />
          {t('bar.say')}
        </button>
      )}
      {may && (
        <button type="button" popoverTarget="steer">
          <Icon name="more" size={20} />
          {t('bar.more')}
        </button>
      )}
    </>
  );
}
