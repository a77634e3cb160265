'use client';

import { memo, useMemo } from 'react';
import type { ControlRecord, PhaseRecord, RunState, Turn } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { soft } from '../ui/soft';
import { type Effect, turnEffects } from './effects';
import styles from './minutes.module.css';
import { type RunView, useRun } from './run-view';
import { PersonMark, SeatMark } from './seat-mark';
import { isOver } from './steering';
import { timeline } from './timeline';
import { clock } from './times';
import type { Words } from './use-words';

interface Props {
  run: RunView;
  state: RunState;
  words: Words;
}

/** The record of what was said, set like minutes: phases as headings that stick, one margin, one column. */
export const Minutes = memo(function Minutes({ run, state, words }: Props) {
  const sections = useMemo(() => timeline(state), [state]);
  const { t } = words;
  return (
    <>
      {sections.map(({ phase, entries }, n) => (
        <section key={phase.seq} aria-labelledby={`phase-${phase.seq}`}>
          <h2 id={`phase-${phase.seq}`} className={styles.phase}>
            <span className="note">{phaseMargin(phase, n, isOver(state) || n < sections.length - 1, words)}</span>
            <b>
              {t(`phases.${phase.phase}`)} <span className="note">{words.reason(phase.reason)}</span>
            </b>
          </h2>
          {entries.map((entry) => {
            if (entry.kind === 'turn')
              return <TurnRow key={entry.seq} run={run} state={state} turn={entry.turn} words={words} />;
            if (entry.kind === 'control') return <Asked key={entry.seq} control={entry.control} words={words} />;
            return (
              <article key={entry.seq} className={styles.turn} data-person="">
                <div className={styles.by}>
                  <b>{entry.comment.by.name}</b>
                  <PersonMark name={entry.comment.by.name} small />
                  <span className="note">{t(entry.comment.private ? 'room.private_note' : 'room.comment')}</span>
                </div>
                <p className={styles.said}>{entry.comment.text}</p>
              </article>
            );
          })}
        </section>
      ))}
    </>
  );
});

/** A phase that is over says how long it took; the one that is on has its clock in the header. */
function phaseMargin(phase: PhaseRecord, n: number, over: boolean, { t }: Words): string {
  return over ? t('room.phase_margin', { n: n + 1, time: clock(phase.activeMs) }) : t('room.phase_now', { n: n + 1 });
}

function TurnRow({ run, state, turn, words }: Props & { turn: Turn }) {
  const { t } = words;
  const open = turn.status === 'open';
  const face = turn.seat ? words.face(turn.seat) : undefined;
  const name = face?.name ?? turn.by?.name ?? '';
  return (
    <>
      {turn.discarded.map((gone, n) => (
        <p
          key={gone.attempt}
          className={styles.inset}
          data-gone=""
          id={turn.status === 'failed' && n === 0 ? `t${turn.turn}` : undefined}
        >
          <Icon name="cross" size={13} /> {t('room.discarded', { turn: turn.turn, name })} {words.reason(gone.reason)}
        </p>
      ))}
      {turn.purpose === 'select' && turn.status !== 'failed' ? (
        <p className={styles.inset} id={`t${turn.turn}`}>
          <Icon name="to" size={13} />{' '}
          {t(turn.text ? 'room.selected' : 'room.selecting', { turn: turn.turn, name, why: turn.answer?.reason ?? '' })}
        </p>
      ) : turn.status === 'failed' && turn.discarded.length > 0 ? null : turn.status === 'failed' ? (
        <p className={styles.inset} data-gone="" id={`t${turn.turn}`}>
          <Icon name="trouble" size={13} /> {t('room.turn_failed', { turn: turn.turn, name })}{' '}
          {turn.reason && words.reason(turn.reason)}
        </p>
      ) : (
        <article
          id={`t${turn.turn}`}
          className={`${styles.turn} ${face?.hue ?? ''}`}
          data-person={turn.seat === null ? '' : undefined}
          data-speaking={open || undefined}
          aria-busy={open || undefined}
        >
          <div className={styles.by}>
            <b>{soft(name)}</b>
            {turn.seat ? <SeatMark words={words} seat={turn.seat} small /> : <PersonMark name={name} small />}
            <span className="note">
              <a href={`#t${turn.turn}`} aria-label={t('room.turn_link', { turn: turn.turn })}>
                {turn.turn}
              </a>{' '}
              · <span className={styles.when}>{margin(turn, words)}</span>
            </span>
          </div>
          <div lang={state.agenda.language}>
            {open || turn.status === 'retrying' ? (
              <Speaking run={run} turn={turn} words={words} />
            ) : (
              <Said turn={turn} words={words} />
            )}
            <Effects effects={turnEffects(state, turn)} marks={turn.marks} words={words} />
          </div>
        </article>
      )}
    </>
  );
}

function margin(turn: Turn, { t }: Words): string {
  if (turn.status === 'retrying') return t('room.retrying');
  if (turn.status === 'open') return t(turn.purpose === 'ballot' ? 'room.votes' : 'room.speaks');
  return clock(turn.activeAt);
}

function Said({ turn, words }: { turn: Turn; words: Words }) {
  if (turn.text === '') {
    return <p className={styles.secret}>{words.t(turn.purpose === 'ballot' ? 'room.secret' : 'room.erased')}</p>;
  }
  return <p className={styles.said}>{turn.text}</p>;
}

/** Text that is still being spoken: a shade lighter, over a rule that moves; draws alone while words come in. */
function Speaking({ run, turn, words }: { run: RunView; turn: Turn; words: Words }) {
  const speech = useRun(run, (snapshot) => snapshot.speech[turn.turn]);
  const text = speech?.attempt === turn.attempt ? speech.text : '';
  return (
    <>
      {text === '' ? (
        <p className={styles.secret}>{words.t(turn.purpose === 'ballot' ? 'room.voting' : 'room.thinking')}</p>
      ) : (
        <p className={styles.said}>{text}</p>
      )}
      <div className={styles.rule} />
    </>
  );
}

function Effects({ effects, marks, words }: { effects: Effect[]; marks: Turn['marks']; words: Words }) {
  const notes = marks.filter((mark) => mark !== 'scripted');
  if (effects.length === 0 && notes.length === 0) return null;
  return (
    <ul className={styles.effects}>
      {effects.map(({ code, args, mark, tone }) => (
        <li key={`${code}${Object.values(args).join()}`} className={tone}>
          <Icon name={mark} size={13} />
          <span>{words.t(`effects.${code}`, args)}</span>
        </li>
      ))}
      {notes.map((mark) => (
        <li key={mark} className="waiting">
          <Icon name="ring" size={13} />
          <span>{words.t(`marks.${mark}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What a person asked of the run, and what became of it. */
function Asked({ control: { control, by, state, reason }, words }: { control: ControlRecord; words: Words }) {
  const { t } = words;
  const seat = 'seat' in control && control.seat ? (words.face(control.seat)?.name ?? '') : '';
  const said = control.control === 'say' ? control.text : '';
  const minutes = control.control === 'extend' ? control.minutes : 0;
  return (
    <p className={styles.inset} data-gone={state === 'refused' || undefined}>
      <PersonMark name={by.name} small /> <b>{by.name}</b> {t(`asked.${control.control}`, { seat, said, minutes })}{' '}
      {state === 'pending' && <span className="waiting">{t('asked.pending')}</span>}
      {state === 'refused' && (
        <span className="trouble">
          {t('asked.refused')} {reason && words.reason(reason)}
        </span>
      )}
    </p>
  );
}
