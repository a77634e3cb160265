'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { thisBrowser } from '@/lib/wire/browser';
import { callForReader } from './needed';
import { toast } from './toast';

/** Nothing happens: one look a minute, by a page that somebody looks at or that may call its reader. */
const restMs = 60_000;
/** A council has just ended: its decider is told by the server within a second or two. */
const soonMs = [1000, 3000, 8000];

const endings = new Set<() => void>();
/** A run that this page follows has ended: the bell looks at once. */
export function lookAtBell(): void {
  for (const look of endings) look();
}

interface Notice {
  id: string;
  kind: string;
  meetingId: string;
  runId: string;
  question: string;
  done: boolean;
  readAt: string | null;
}

export interface BellWords {
  /** By the notice's kind; a kind that is not here rings without a word. */
  told: Record<string, { title: string; open: string }>;
}

/** The cast's guarantee: the address is our own API's, whose description the contract tests hold. */
async function readBell(signal: AbortSignal): Promise<{ unread: number; notifications: Notice[] } | null> {
  try {
    const answer = await fetch('/api/v1/notifications?limit=5', { signal, cache: 'no-store' });
    return answer.ok ? ((await answer.json()) as { unread: number; notifications: Notice[] }) : null;
  } catch {
    return null; // the page was left, or the network: the next look tells
  }
}

/** Keeps the bell's count true while the page stands, and says what came in. Draws nothing: the server draws the bell. */
export function BellWatch({ unread, words, stays }: { unread: number; words: BellWords; stays: boolean }) {
  const router = useRouter();
  const known = useRef<{ unread: number; ids: Set<string> | null }>({ unread, ids: null });
  const said = useRef(words);
  useEffect(() => {
    known.current.unread = unread;
    said.current = words;
  });

  useEffect(() => {
    const gone = new AbortController();
    let lookedAt = Date.now();
    const look = async () => {
      lookedAt = Date.now();
      const now = await readBell(gone.signal);
      if (!now || gone.signal.aborted) return;
      const waits = now.notifications.filter((one) => one.readAt === null && !one.done);
      const { ids } = known.current;
      // What had come before the page was drawn is in the count that it was drawn with.
      const fresh = ids
        ? waits.filter((one) => !ids.has(one.id))
        : waits.slice(0, Math.max(0, now.unread - known.current.unread));
      for (const one of fresh) announce(one, said.current);
      const changed = now.unread !== known.current.unread;
      known.current = { unread: now.unread, ids: new Set(now.notifications.map((one) => one.id)) };
      if (changed) router.refresh();
    };
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const soon = () => {
      for (const ms of soonMs) timers.add(setTimeout(look, ms));
    };
    const rest = setInterval(() => document.visibilityState === 'visible' && void look(), restMs);
    endings.add(soon);
    const deaf = thisBrowser.listen((moment) => {
      if (moment === 'session' && !stays) router.refresh();
      if (moment === 'back' || (moment === 'seen' && Date.now() - lookedAt > restMs / 6)) void look();
    });
    return () => {
      gone.abort();
      clearInterval(rest);
      for (const timer of timers) clearTimeout(timer);
      endings.delete(soon);
      deaf();
    };
  }, [router, stays]);
  return null;
}

function announce({ id, kind, meetingId, runId, question }: Notice, { told }: BellWords): void {
  const words = told[kind];
  if (!words) return;
  const asks = kind === 'decision_needed' || kind === 'decision_reminder';
  const href = `/meetings/${meetingId}/${asks ? 'decide' : 'decision'}?run=${runId}`;
  toast({ id, title: words.title, text: question, tone: 'waiting', mark: 'bell', link: { href, label: words.open } });
  callForReader({ tag: id, title: words.title, text: question, href });
}
