import Link from 'next/link';
import { findings } from '@/lib/council/policy';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import styles from './room.module.css';
import { isHeld, offered, type Send } from './steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  send: Send;
  steering: boolean;
}

/** The phone's bar: seats, board, the one filled button, say, more. */
export function PhoneBar({ state, words: { t }, send, steering }: Props) {
  const held = isHeld(state);
  const missing = state.alternatives.length === 0 || state.status === 'finished' ? 0 : findings(state).length;
  return (
    <nav className={styles.bar} aria-label={t('bar.label')}>
      <button type="button" popoverTarget="seats">
        <Icon name="seats" size={20} />
        {t('bar.seats')}
      </button>
      <button type="button" popoverTarget="board">
        <Icon name="board" size={20} />
        <span>
          {t('bar.board')} {missing > 0 && <em>{missing}</em>}
        </span>
      </button>
      {steering && (
        <>
          <button
            type="button"
            className={styles.filled}
            disabled={!offered(state, 'pause')}
            onClick={() => send(held ? { control: 'resume' } : { control: 'pause', mode: 'after_turn' })}
          >
            <Icon name={held ? 'play' : 'pause'} size={20} />
            {t(held ? 'bar.resume' : 'bar.pause')}
          </button>
          <button type="button" popoverTarget="say">
            <Icon name="say" size={20} />
            {t('bar.say')}
          </button>
          <button type="button" popoverTarget="steer">
            <Icon name="more" size={20} />
            {t('bar.more')}
          </button>
        </>
      )}
      {state.artifacts.decision_log && state.status === 'finished' && (
        <Link prefetch={false} href={`/meetings/${state.meetingId}/decision`} className={styles.filled}>
          <Icon name="tick" size={20} />
          {t('bar.decision')}
        </Link>
      )}
    </nav>
  );
}
