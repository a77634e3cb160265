'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useState, useSyncExternalStore } from 'react';
import type { Replay, ReplayMark } from '@/lib/wire/replay';
import { clock } from '../meeting/times';
import { Icon } from '../ui/icon';
import { type Player, speeds } from './player';
import styles from './replay.module.css';
import { turnOfHash } from './turn-of-hash';

/** Between two pictures while it plays, ms; a tab that slept goes on where it was. */
const frameMs = 50;
const longestFrameMs = 250;
/** One press of an arrow key, ms. */
const arrowMs = 5000;

interface Props {
  player: Player;
  meetingId: string;
  runId: string;
  againUrl: string | null;
}

/** What plays the run: play, turn by turn, the scrubber with its marks, the speed, and where to go. */
export function Bar({ player, meetingId, runId, againUrl }: Props) {
  const t = useTranslations('replay');
  const council = useTranslations('council');
  const now = useSyncExternalStore(player.subscribe, player.getSnapshot, player.getSnapshot);
  const { replay } = player;
  useFrames(player, now.playing);
  useTurnLinks(player);
  const seq = useAddress(player, now.playing, now.ms, runId);

  const phase = now.state.phases.at(-1)?.phase;
  const said = t('place', {
    time: clock(now.ms),
    total: clock(replay.lengthMs),
    turn: now.state.turns.length,
    phase: phase ? council(`phases.${phase}`) : t('start'),
  });
  return (
    <section className={styles.bar} aria-label={t('player')}>
      <div className={styles.buttons}>
        <button type="button" className={styles.play} onClick={now.playing ? player.pause : player.play}>
          <Icon name={now.playing ? 'pause' : 'play'} size={16} />
          {t(now.playing ? 'pause' : 'play')}
        </button>
        <button type="button" aria-label={t('previous')} title={t('previous')} onClick={() => player.step('previous')}>
          <span className={styles.back}>
            <Icon name="to" />
          </span>
        </button>
        <button type="button" aria-label={t('next')} title={t('next')} onClick={() => player.step('next')}>
          <Icon name="to" />
        </button>
      </div>
      <div className={styles.track}>
        <input
          type="range"
          aria-label={t('scrubber')}
          aria-valuetext={said}
          min={0}
          max={Math.ceil(replay.lengthMs)}
          step={1}
          value={Math.round(now.ms)}
          style={{ '--gone': replay.lengthMs > 0 ? now.ms / replay.lengthMs : 1 } as React.CSSProperties}
          onChange={(event) => player.seek(Number(event.target.value))}
          onKeyDown={(event) => {
            const forward = event.key === 'ArrowRight' || event.key === 'ArrowUp';
            if (!forward && event.key !== 'ArrowLeft' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            player.seek(now.ms + (forward ? arrowMs : -arrowMs));
          }}
        />
        <Marks replay={replay} />
      </div>
      <p className={styles.time} aria-hidden="true">
        <b>{clock(now.ms)}</b> {t('of', { total: clock(replay.lengthMs) })}
      </p>
      <div className={styles.choices}>
        <select
          aria-label={t('speed')}
          value={now.speed}
          onChange={(event) => player.setSpeed(speeds.find((one) => String(one) === event.target.value) ?? 1)}
        >
          {speeds.map((one) => (
            <option key={one} value={one}>
              {t('times', { speed: one })}
            </option>
          ))}
        </select>
        <Places replay={replay} seek={player.seek} />
        {againUrl && (
          <Link prefetch={false} className="link" href={`${againUrl}&at=${seq}`}>
            {t('again')}
          </Link>
        )}
        <Link prefetch={false} className="link" href={`/meetings/${meetingId}`}>
          {t('leave')}
        </Link>
      </div>
    </section>
  );
}

/** Where phases began, people asked for something, and the ballot closed; the list beside it says the same in words. */
const Marks = memo(function Marks({ replay }: { replay: Replay }) {
  return (
    <div className={styles.marks} aria-hidden="true">
      {replay.marks.map(({ seq, ms, kind }) => (
        <i
          key={seq}
          data-kind={kind}
          style={{ '--at': replay.lengthMs > 0 ? ms / replay.lengthMs : 0 } as React.CSSProperties}
        />
      ))}
    </div>
  );
});

const Places = memo(function Places({ replay, seek }: { replay: Replay; seek: (ms: number) => void }) {
  const t = useTranslations('replay');
  const council = useTranslations('council');
  const name = (mark: ReplayMark): string => {
    if (mark.kind === 'phase') return council(`phases.${mark.phase}`);
    if (mark.kind === 'control') return t('asked', { name: mark.by, what: t(`controls.${mark.control}`) });
    return t(mark.kind);
  };
  return (
    <select
      aria-label={t('go_to')}
      value=""
      onChange={(event) => {
        const mark = replay.marks.find((one) => String(one.seq) === event.target.value);
        if (mark) seek(mark.ms);
      }}
    >
      <option value="">{t('go_to')}</option>
      {replay.marks.map((mark) => (
        <option key={mark.seq} value={mark.seq}>
          {t('at', { time: clock(mark.ms), name: name(mark) })}
        </option>
      ))}
    </select>
  );
});

function useFrames(player: Player, playing: boolean): void {
  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    let frame = requestAnimationFrame(function draw(at) {
      if (at - before >= frameMs) {
        player.pass(Math.min(longestFrameMs, at - before));
        before = at;
      }
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [player, playing]);
}

/** A turn's number in the minutes, or a link from elsewhere, goes to where that turn was said. */
function useTurnLinks(player: Player): void {
  useEffect(() => {
    const go = () => {
      const turn = turnOfHash();
      const ms = turn === null ? null : player.replay.msOfTurn(turn);
      if (ms === null) return;
      player.pause();
      player.seek(ms);
    };
    addEventListener('hashchange', go);
    return () => removeEventListener('hashchange', go);
  }, [player]);
}

/** Keeps the address at the moment that is shown, so that it can be sent to somebody; returns its sequence. */
function useAddress(player: Player, playing: boolean, ms: number, runId: string): number {
  const seq = player.replay.seqAt(ms);
  const [first] = useState(seq);
  useEffect(() => {
    if (playing || (seq === first && !location.search.includes('at='))) return;
    const timer = setTimeout(() => {
      const hash = player.replay.msOfTurn(turnOfHash() ?? 0) === ms ? location.hash : '';
      history.replaceState(history.state, '', `?run=${runId}&at=${seq}${hash}`);
    }, 300);
    return () => clearTimeout(timer);
  }, [player, playing, seq, first, ms, runId]);
  return seq;
}
