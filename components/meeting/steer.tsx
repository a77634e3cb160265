'use client';

import { useEffect, useRef, useState } from 'react';
import type { Control, ControlName } from '@/lib/council/controls.schema';
import type { RunState } from '@/lib/council/run';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { SeatMark } from './seat-mark';
import styles from './side.module.css';
import { isHeld, keys, listed, offered, type Send } from './steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  send: Send;
  onSay: () => void;
}

type Asking = 'stop' | 'handoff' | null;

/** Steering: one filled button, the rest as quiet lines with their keys. */
export function Steer({ state, words, send, onSay }: Props) {
  const { t } = words;
  const [asking, setAsking] = useState<Asking>(null);
  const [sending, setSending] = useState<ControlName | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const held = isHeld(state);

  /** Closes the question, and on a phone the sheet that it was asked from. */
  const done = () => {
    setAsking(null);
    const sheet = document.getElementById('steer');
    if (sheet?.matches(':popover-open')) sheet.hidePopover();
  };
  const ask = async (control: Control) => {
    done();
    setSending(control.control);
    setRefused(await send(control));
    setSending(null);
  };
  const press = (name: ControlName) => {
    if (name === 'say') return onSay();
    if (name === 'pause' || name === 'resume')
      return ask(held ? { control: 'resume' } : { control: 'pause', mode: 'after_turn' });
    if (!offered(state, name)) return;
    if (name === 'stop' || name === 'handoff') return setAsking(name);
    if (name === 'extend') return ask({ control: 'extend', minutes: 2 });
    if (name === 'request_alt' || name === 'request_risk' || name === 'skip' || name === 'wrap_up')
      return ask({ control: name });
  };
  useKeys(press);

  const waits = (name: ControlName) =>
    sending === name || state.controls.some((one) => one.state === 'pending' && one.control.control === name);
  const main = held ? 'resume' : 'pause';
  return (
    <div className={styles.steer}>
      <button
        type="button"
        className={styles.primary}
        onClick={() => press(main)}
        disabled={waits(main) || !offered(state, main)}
      >
        <Icon name={held ? 'play' : 'pause'} />
        {t(`controls.${waits(main) ? `${main}_waits` : main}`)}
        <span className="key" aria-hidden="true">
          {t('keys.pause')}
        </span>
      </button>
      <ul>
        {listed.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={name === 'stop' ? styles.stop : undefined}
              onClick={() => press(name)}
              disabled={!offered(state, name) || waits(name)}
            >
              <span>
                {t(`controls.${name}`)}
                {waits(name) && <span className="note"> {t('asked.pending')}</span>}
              </span>
              <span className="key" aria-hidden="true">
                {t(`keys.${name}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={`note ${styles.refused}`}>
        {refused && (
          <>
            <Icon name="trouble" size={13} /> {refused}
          </>
        )}
      </p>
      <Dialog open={asking === 'stop'} onClose={done} title={t('ask.stop_title')}>
        <p>{t('ask.stop_text')}</p>
        <div className={styles.answers}>
          <button type="button" className="button" onClick={() => ask({ control: 'stop', mode: 'wrap_up' })}>
            {t('ask.stop_wrap_up')}
          </button>
          <button type="button" className="button" data-quiet="" onClick={() => ask({ control: 'stop', mode: 'now' })}>
            <span className="trouble">{t('ask.stop_now')}</span>
          </button>
          <button type="button" className="button" data-quiet="" onClick={done}>
            {t('ask.cancel')}
          </button>
        </div>
      </Dialog>
      <Dialog open={asking === 'handoff'} onClose={done} title={t('ask.handoff_title')}>
        <ul className={styles.who}>
          {words.faces
            .filter((one) => one.role === 'expert')
            .map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => ask({ control: 'handoff', seat: one.id })}>
                  <SeatMark words={words} seat={one.id} />
                  <span>
                    {one.name} <span className="note">{words.role(one)}</span>
                  </span>
                </button>
              </li>
            ))}
        </ul>
      </Dialog>
    </div>
  );
}

/** Single keys steer, unless somebody types, a dialog is open, or they were switched off in the settings. */
function useKeys(press: (name: ControlName) => void) {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = keys[event.code];
      const target = event.target instanceof HTMLElement ? event.target : null;
      const busy = target?.closest('input, textarea, select, [role="dialog"], [role="menu"], [contenteditable]');
      if (!name || busy || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.repeat) return;
      if (document.documentElement.dataset.keys === 'off') return;
      event.preventDefault();
      latest.current(name);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
