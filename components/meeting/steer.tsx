'use client';

import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import styles from './side.module.css';
import { isHeld, listed, offered } from './steering';
import type { Steering } from './use-steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  steering: Steering;
}

/** Steering: one filled button, the rest as quiet lines with their keys. */
export function Steer({ state, words: { t }, steering: { press, waiting } }: Props) {
  const held = isHeld(state);
  const main = held ? 'resume' : 'pause';
  const mainWaits = waiting(main);
  return (
    <div className={styles.steer}>
      <button
        type="button"
        className={styles.primary}
        // The second click of a double click is no wish of its own.
        onClick={(event) => event.detail < 2 && press('pause')}
        disabled={mainWaits !== null || !offered(state, 'pause')}
      >
        <Icon name={held ? 'play' : 'pause'} />
        {t(`controls.${main}${mainWaits ? '_waits' : ''}`)}
        <span className="key" aria-hidden="true">
          {t('keys.pause')}
        </span>
      </button>
      <ul>
        {listed.map((deed) => {
          const by = waiting(deed === 'pause_now' ? 'pause' : deed);
          return (
            <li key={deed}>
              <button
                type="button"
                className={deed === 'stop' ? styles.stop : undefined}
                onClick={(event) => event.detail < 2 && press(deed)}
                disabled={!offered(state, deed) || by !== null}
              >
                <span>
                  {t(`controls.${deed}`)}
                  {by && (
                    <span className="note"> {by.mine ? t('asked.pending') : t('asked.by', { name: by.name })}</span>
                  )}
                </span>
                <span className="key" aria-hidden="true">
                  {t(`keys.${deed}`)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
