'use client';

import { useLocale } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { limitsOf } from '@/lib/council/budget';
import { inLine } from '@/lib/council/in-line';
import type { RunState, Turn } from '@/lib/council/run';
import { Dialog } from '../ui/dialog';
import { SeatMark } from './seat-mark';
import styles from './side.module.css';
import { spokenTurns } from './steering';
import { clock } from './times';
import type { Asking, Steering } from './use-steering';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  steering: Steering;
}

/** What is asked back before a control is sent: what it means, what it costs, and the way out. */
export function SteerDialogs({ state, words, steering }: Props) {
  const { asking, close } = steering;
  if (!asking || asking.deed === 'help') return null;
  return (
    <Dialog open onClose={close} title={words.t(`ask.${asking.deed}_title`)}>
      <Question asking={asking} state={state} words={words} steering={steering} />
    </Dialog>
  );
}

function Question({ asking, state, words, steering }: Props & { asking: Exclude<Asking, { deed: 'help' }> }) {
  const { ask, close } = steering;
  const { t } = words;
  switch (asking.deed) {
    case 'stop':
      return (
        <>
          <p>{t('ask.stop_text')}</p>
          <div className={styles.answers}>
            <button type="button" className="button" onClick={() => ask({ control: 'stop', mode: 'wrap_up' })}>
              {t('ask.stop_wrap_up')}
            </button>
            <button
              type="button"
              className="button"
              data-quiet=""
              onClick={() => ask({ control: 'stop', mode: 'now' })}
            >
              <span className="trouble">{t('ask.stop_now')}</span>
            </button>
            <Leave label={t('ask.cancel')} close={close} />
          </div>
        </>
      );
    case 'wrap_up': {
      const unheard = inLine(state).length;
      return (
        <>
          <p>{t('ask.wrap_up_text')}</p>
          {unheard > 0 && <p>{t('ask.unheard', { count: unheard })}</p>}
          <Answers go={t('controls.wrap_up')} onGo={() => ask({ control: 'wrap_up' })} close={close} words={words} />
        </>
      );
    }
    case 'pause_now': {
      const cut = state.turns.filter((turn) => turn.status === 'open');
      return (
        <>
          <p>{t('ask.pause_now_text', { count: cut.length, name: nameOf(cut, words) })}</p>
          <Charged turns={cut} words={words} again />
          <Answers
            go={t('controls.pause_now')}
            onGo={() => ask({ control: 'pause', mode: 'now' })}
            close={close}
            words={words}
          />
        </>
      );
    }
    case 'skip': {
      const cut = spokenTurns(state).filter((turn) => asking.turn === null || turn.turn === asking.turn);
      return (
        <>
          <p>
            {cut.length === 0
              ? t('ask.skip_over')
              : t('ask.skip_text', { count: cut.length, name: nameOf(cut, words) })}
          </p>
          <Charged turns={cut} words={words} />
          <Answers
            go={t('controls.skip')}
            onGo={() => ask(asking.turn === null ? { control: 'skip' } : { control: 'skip', turn: asking.turn })}
            close={close}
            words={words}
            off={cut.length === 0}
          />
        </>
      );
    }
    case 'extend':
      return <Extend state={state} words={words} steering={steering} />;
    case 'handoff':
      return (
        <>
          <ul className={styles.choices}>
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
          <div className={styles.answers}>
            <Leave label={t('ask.leave')} close={close} />
          </div>
        </>
      );
  }
}

/** How many minutes more; once added they stay. */
function Extend({ state, words: { t }, steering: { ask, close } }: Props) {
  const [minutes, setMinutes] = useState('2');
  const n = Number(minutes);
  const fits = Number.isInteger(n) && n >= 1 && n <= 30;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits) ask({ control: 'extend', minutes: n });
  };
  const whole = limitsOf(state).activeMs;
  return (
    <form method="post" onSubmit={submit} noValidate>
      <label className={styles.minutes}>
        <span>{t('ask.extend_minutes')}</span>
        <input
          className="field"
          type="number"
          inputMode="numeric"
          min={1}
          max={30}
          value={minutes}
          aria-invalid={!fits}
          aria-describedby="extend-means"
          onChange={(event) => setMinutes(event.target.value)}
        />
      </label>
      <p id="extend-means" role="status" className={fits ? undefined : 'trouble'}>
        {fits
          ? t('ask.extend_text', { from: clock(whole), to: clock(whole + n * 60_000) })
          : t('ask.extend_wrong', { most: 30 })}
      </p>
      <div className={styles.answers}>
        <button type="submit" className="button" disabled={!fits}>
          {t('ask.extend_go', { minutes: fits ? n : 0 })}
        </button>
        <Leave label={t('ask.leave')} close={close} />
      </div>
    </form>
  );
}

function Answers({
  go,
  onGo,
  close,
  words: { t },
  off = false,
}: {
  go: string;
  onGo: () => void;
  close: () => void;
  words: Words;
  off?: boolean;
}) {
  return (
    <div className={styles.answers}>
      <button type="button" className="button" onClick={onGo} disabled={off}>
        {go}
      </button>
      <Leave label={t('ask.leave')} close={close} />
    </div>
  );
}

const Leave = ({ label, close }: { label: string; close: () => void }) => (
  <button type="button" className="button" data-quiet="" onClick={close}>
    {label}
  </button>
);

/** What a cut costs: what the attempt had set aside is charged, because what it used is not known. */
function Charged({ turns, words: { t }, again = false }: { turns: Turn[]; words: Words; again?: boolean }) {
  const money = new Intl.NumberFormat(useLocale(), { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });
  const microUsd = turns.reduce((sum, turn) => sum + turn.reserved.microUsd, 0);
  if (microUsd === 0) return null;
  return <p>{t(again ? 'ask.charged_again' : 'ask.charged', { money: money.format(microUsd / 1e6) })}</p>;
}

const nameOf = ([turn]: Turn[], words: Words) => (turn?.seat ? (words.face(turn.seat)?.name ?? '') : '');
