'use client';

import { useEffect, useRef } from 'react';
import type { RunState } from '@/lib/council/run';
import { lookAtBell } from '../ui/bell-watch';
import { callForReader } from '../ui/needed';
import { toast } from '../ui/toast';
import { type RunView, useRun } from './run-view';
import { type Tiding, tidingsOf, titleOf } from './tidings';
import { useWords, type Words } from './use-words';

/** Away for longer than this, a reader is told what they missed, ms. */
const longMs = 30_000;

/** For whom a run was last drawn in this tab. */
let drawn: { runId: string; reader: string } | null = null;

interface Props {
  run: RunView;
  me: { userId: string };
  reader: string;
  steers: boolean;
  decides: boolean;
}

/** Tells the reader what happened to them, in a toast, in the title of a tab in the background, and by the browser. */
export function Told({ run, me, reader, steers, decides }: Props) {
  const state = useRun(run, (snapshot) => snapshot.state);
  const words = useWords(state);
  useTidings(state, me.userId, words);
  useReturn(run, words);
  useTitle(state, { steers, decides }, words);
  useCalls(state, steers, words);
  const { runId } = state;
  const { t } = words;
  useEffect(() => {
    const before = drawn;
    drawn = { runId, reader };
    if (before?.runId !== runId || before.reader === reader) return;
    const same = before.reader.split(':')[0] === reader.split(':')[0];
    toast({ id: 'reader', title: t(same ? 'told.role' : 'told.person'), text: t('told.page'), tone: 'waiting' });
  }, [runId, reader, t]);
  return null;
}

function useTidings(state: RunState, userId: string, words: Words) {
  const before = useRef(state);
  useEffect(() => {
    const all = tidingsOf(before.current, state, userId);
    before.current = state;
    for (const one of all) toast({ id: `control-${one.request}`, ...said(one, words, state.meetingId) });
  }, [state, userId, words]);
}

function said(one: Tiding, { t, reason }: Words, meetingId: string): Omit<Parameters<typeof toast>[0], 'id'> {
  switch (one.kind) {
    case 'refused':
      return {
        title: t('told.refused', { control: t(`controls.${one.control}`) }),
        ...(one.reason ? { text: reason(one.reason) } : {}),
        tone: 'trouble',
      };
    case 'late':
      return { title: t('told.late', { control: t(`controls.${one.control}`), seconds: one.seconds }), tone: 'done' };
    case 'taken_up':
      return {
        title: t('told.taken_up'),
        tone: 'done',
        // The whole address: a toast goes along to other pages.
        ...(one.turn === null
          ? {}
          : { link: { href: `/meetings/${meetingId}#t${one.turn}`, label: t('told.to_turn', { turn: one.turn }) } }),
      };
  }
}

/** Says what was missed once the line is back after a long break. */
function useReturn(run: RunView, { t }: Words) {
  const connection = useRun(run, (snapshot) => snapshot.connection);
  const left = useRef<{ at: number; turns: number } | null>(null);
  useEffect(() => {
    const { turns } = run.getSnapshot().state;
    if (connection === 'offline' || connection === 'reconnecting' || connection === 'signed_out') {
      left.current ??= { at: Date.now(), turns: turns.length };
    }
    if (connection !== 'live' && connection !== 'ended') return;
    const away = left.current;
    left.current = null;
    if (!away || Date.now() - away.at < longMs) return;
    toast({
      id: 'back',
      title: t('told.back'),
      text: t('told.missed', { count: turns.length - away.turns }),
      tone: 'done',
    });
  }, [connection, run, t]);
}

/** The title of a tab in the background says how the run stands; it is itself again once somebody looks. */
function useTitle(state: RunState, { steers, decides }: Pick<Props, 'steers' | 'decides'>, { t }: Words) {
  const hidden = useRef<{ title: string; turns: number } | null>(null);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
    const away = hidden.current;
    const now = away && titleOf(state, away.turns, { steers, decides });
    if (away && now) document.title = `${t(`title.${now.key}`, { count: now.count })} · ${away.title}`;
  }, [state, steers, decides, t]);
  useEffect(() => {
    const onChange = () => {
      if (document.visibilityState === 'hidden') {
        hidden.current ??= { title: document.title, turns: latest.current.turns.length };
      } else {
        if (hidden.current) document.title = hidden.current.title;
        hidden.current = null;
      }
    };
    onChange();
    document.addEventListener('visibilitychange', onChange);
    return () => {
      document.removeEventListener('visibilitychange', onChange);
      if (hidden.current) document.title = hidden.current.title;
      hidden.current = null;
    };
  }, []);
}

/** Calls for who steers when the run waits, and for everybody when it has ended; the bell calls for who decides. */
function useCalls(state: RunState, steers: boolean, { t }: Words) {
  const { status, outcome, runId, meetingId, agenda } = state;
  const before = useRef(status);
  useEffect(() => {
    if (before.current === status) return;
    before.current = status;
    const call = (key: 'waiting' | 'ended') =>
      callForReader({
        tag: `${runId}-${key}`,
        title: key === 'waiting' ? t('banner.waiting') : t(`status.${outcome ?? 'finished'}`),
        text: agenda.question,
        href: `/meetings/${meetingId}`,
      });
    if ((status === 'waiting' || status === 'paused') && steers) call('waiting');
    if (status !== 'finished') return;
    lookAtBell();
    call('ended');
  }, [status, outcome, steers, runId, meetingId, agenda, t]);
}
