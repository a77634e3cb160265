'use client';

import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Comment, ControlRecord, PhaseRecord, Turn } from '@/lib/council/run';
import { Icon } from '../../ui/icon';
import { soft } from '../../ui/soft';
import type { Effect } from '../effects';
import { type RunView, useRun } from '../run-view';
import { PersonMark, SeatMark } from '../seat-mark';
import { clock } from '../times';
import { TurnNumber } from '../turn-link';
import type { Words } from '../use-words';
import styles from './minutes.module.css';
import { Folded, Prose } from './prose';
import { type Call, Threads } from './tools';

interface TurnProps {
  run: RunView;
  turn: Turn;
  effects: Effect[];
  calls: readonly Call[];
  /** Language in which the council speaks. */
  lang: string;
  /** Turns in all once the run is over; until then nobody knows, −1. */
  total: number;
  /** Others speak at the same time: it keeps its height until all have ended. */
  crowded: boolean;
  /** The reader has just come here by its address. */
  found: boolean;
  /** A search stands in it: nothing of it may be folded. */
  whole: boolean;
  words: Words;
}

/** A phase as a heading; one that is over says how long it took, the one that is on has its clock in the header. */
export function PhaseHead({ phase, n, over, words }: { phase: PhaseRecord; n: number; over: boolean; words: Words }) {
  const { t } = words;
  return (
    <h2 id={`phase-${n}`} className={styles.phase}>
      <span className="note">
        <a href={`#phase-${n}`}>
          {over ? t('room.phase_margin', { n, time: clock(phase.activeMs) }) : t('room.phase_now', { n })}
        </a>
      </span>
      <b>
        {t(`phases.${phase.phase}`)} <span className="note">{words.reason(phase.reason)}</span>
      </b>
    </h2>
  );
}

/** One turn with what it changed on the board, after the attempts that were cut off. */
export const TurnRow = memo(function TurnRow(props: TurnProps) {
  const { turn, words } = props;
  const { t } = words;
  const name = nameOf(turn, words);
  const failed = turn.status === 'failed';
  return (
    <>
      {turn.discarded.map((gone, n) => (
        <p
          key={gone.attempt}
          className={styles.inset}
          data-gone=""
          id={failed && n === 0 ? `t${turn.turn}` : undefined}
        >
          <Icon name="cross" size={13} /> {t('room.discarded', { turn: turn.turn, name })} {words.reason(gone.reason)}
        </p>
      ))}
      {failed ? (
        turn.discarded.length === 0 && (
          <p className={styles.inset} data-gone="" id={`t${turn.turn}`}>
            <Icon name="trouble" size={13} /> {t('room.turn_failed', { turn: turn.turn, name })}{' '}
            {turn.reason && words.reason(turn.reason)}
          </p>
        )
      ) : turn.purpose === 'select' ? (
        <p className={styles.inset} id={`t${turn.turn}`}>
          <Icon name="to" size={13} />{' '}
          {t(turn.text ? 'room.selected' : 'room.selecting', { turn: turn.turn, name, why: turn.answer?.reason ?? '' })}
        </p>
      ) : (
        <Spoken {...props} name={name} />
      )}
    </>
  );
});

function Spoken({
  run,
  turn,
  effects,
  calls,
  lang,
  total,
  crowded,
  found,
  whole,
  words,
  name,
}: TurnProps & { name: string }) {
  const box = useRef<HTMLElement>(null);
  const open = turn.status === 'open';
  // Who saw a turn being spoken sees it whole, however long it became.
  const [seen] = useState(open);
  const speaking = open || turn.status === 'retrying';
  const [opened, setOpened] = useState(false);
  const text = speaking ? (
    <Speaking run={run} turn={turn} words={words} />
  ) : (
    <Said turn={turn} whole={seen || whole} words={words} />
  );
  useEffect(() => {
    if (found) box.current?.focus({ preventScroll: true });
  }, [found]);
  // A row that leaves the page with the focus hands it to the scroller, where the keys go on scrolling.
  useLayoutEffect(() => {
    const self = box.current;
    return () => {
      if (self?.contains(document.activeElement)) self.closest('section')?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <article
      ref={box}
      id={`t${turn.turn}`}
      tabIndex={-1}
      className={`${styles.turn} ${(turn.seat && words.face(turn.seat)?.hue) || ''}`}
      data-phase={turn.phase ?? undefined}
      data-person={turn.seat === null ? '' : undefined}
      data-speaking={open || undefined}
      data-found={found || undefined}
      aria-busy={open || undefined}
      aria-posinset={turn.turn}
      aria-setsize={total}
    >
      <div className={styles.by}>
        <b>
          <bdi data-find="">{soft(name)}</bdi>
        </b>
        {turn.seat ? <SeatMark words={words} seat={turn.seat} small /> : <PersonMark name={name} small />}
        <span className="note">
          <TurnNumber words={words} turn={turn.turn} /> · <span className={styles.when}>{margin(turn, words)}</span>
        </span>
      </div>
      {crowded && !opened && !whole ? (
        <div lang={lang} className={styles.window} data-secret={turn.purpose === 'ballot' || undefined}>
          <div className={speaking ? styles.tail : undefined}>
            <div>{text}</div>
          </div>
          {speaking ? (
            <div className={styles.rule} />
          ) : (
            turn.text !== '' && (
              <button type="button" className="link" onClick={() => setOpened(true)}>
                {words.t('minutes.read_now')}
              </button>
            )
          )}
        </div>
      ) : (
        <div lang={lang}>
          {text}
          {speaking && <div className={styles.rule} />}
          <Threads calls={calls} open={open} words={words} />
          <Effects effects={effects} marks={turn.marks} words={words} />
        </div>
      )}
    </article>
  );
}

export function nameOf(turn: Turn, words: Words): string {
  return (turn.seat === null ? turn.by?.name : words.face(turn.seat)?.name) ?? '';
}

function margin(turn: Turn, { t }: Words): string {
  if (turn.status === 'retrying') return t('room.retrying');
  if (turn.status === 'open') return t(turn.purpose === 'ballot' ? 'room.votes' : 'room.speaks');
  return clock(turn.activeAt);
}

function Said({ turn, whole, words }: { turn: Turn; whole: boolean; words: Words }) {
  if (turn.text === '') {
    return <p className={styles.secret}>{words.t(turn.purpose === 'ballot' ? 'room.secret' : 'room.erased')}</p>;
  }
  return <Folded text={turn.text} whole={whole} words={words} />;
}

/** Text that is still being spoken; draws alone while words come in. */
function Speaking({ run, turn, words }: { run: RunView; turn: Turn; words: Words }) {
  const speech = useRun(run, (snapshot) => snapshot.speech[turn.turn]);
  const text = speech?.attempt === turn.attempt ? speech.text : '';
  return text === '' ? (
    <p className={styles.secret}>{words.t(turn.purpose === 'ballot' ? 'room.voting' : 'room.thinking')}</p>
  ) : (
    <Prose text={text} growing />
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
          <span dir="auto">{words.t(`effects.${code}`, args)}</span>
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

/** What a person wrote beside the council; a private note is seen by moderators alone and says so. */
export const CommentRow = memo(function CommentRow({
  comment,
  whole,
  words,
}: {
  comment: Comment;
  whole: boolean;
  words: Words;
}) {
  return (
    <article className={styles.turn} data-person="" data-private={comment.private || undefined}>
      <div className={styles.by}>
        <b>
          <bdi data-find="">{soft(comment.by.name)}</bdi>
        </b>
        <PersonMark name={comment.by.name} small />
        <span className="note">{words.t(comment.private ? 'room.private_note' : 'room.comment')}</span>
      </div>
      <div>
        <Folded text={comment.text} whole={whole} words={words} />
        {comment.private && (
          <p className="note">
            <Icon name="person" size={13} /> {words.t('minutes.private')}
          </p>
        )}
      </div>
    </article>
  );
});

/** What a person asked of the run, and what became of it. */
export const Asked = memo(function Asked({ record, words }: { record: ControlRecord; words: Words }) {
  const { t } = words;
  const { control, by, state, reason } = record;
  const seat = 'seat' in control && control.seat ? (words.face(control.seat)?.name ?? '') : '';
  const said = control.control === 'say' ? control.text : '';
  const minutes = control.control === 'extend' ? control.minutes : 0;
  return (
    <p className={styles.inset} data-gone={state === 'refused' || undefined}>
      <PersonMark name={by.name} small />{' '}
      <b>
        <bdi data-find="">{by.name}</bdi>
      </b>{' '}
      {t(`asked.${control.control}`, { seat, said, minutes })}{' '}
      {state === 'pending' && <span className="waiting">{t('asked.pending')}</span>}
      {state === 'refused' && (
        <span className="trouble">
          {t('asked.refused')} {reason && words.reason(reason)}
        </span>
      )}
    </p>
  );
});
