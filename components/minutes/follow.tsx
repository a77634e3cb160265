'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useTransition } from 'react';
import styles from './minutes.module.css';

type State = 'waiting' | 'reading' | 'done' | 'failed' | 'cancelled';

interface Props {
  meetingId: string;
  state: State;
  progress: { done: number; parts: number };
  /** Whether a model takes them. */
  model: boolean;
  /** Why it failed, in words. */
  why: string | null;
  /** Whether the reader may cancel it, or have it tried again. */
  steers: boolean;
}

const lookMs = 1_000;
const ends = (state: State) => state !== 'waiting' && state !== 'reading';

/** How far the minutes are, until they are there; and what can be done about it. */
export function FollowMinutes({ meetingId, state: drawn, progress, model, why, steers }: Props) {
  const t = useTranslations('minutes');
  const router = useRouter();
  const [now, setNow] = useState({ state: drawn, ...progress });
  const [refused, setRefused] = useState<string | null>(null);
  const [, refresh] = useTransition();
  const over = ends(now.state);
  useEffect(() => {
    if (over) return;
    const timer = setInterval(async () => {
      const seen = await look(`/api/v1/minutes/${meetingId}`);
      if (!seen) return;
      setNow({ state: seen.state, ...seen.progress });
      if (ends(seen.state)) refresh(() => router.refresh());
    }, lookMs);
    return () => clearInterval(timer);
  }, [over, meetingId, router]);
  const steer = async (deed: 'cancel' | 'retry', asked: { by?: 'rules' } = {}) => {
    setRefused(null);
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(asked) };
    const answer = await fetch(`/api/v1/minutes/${meetingId}/${deed}`, request).catch(() => null);
    if (!answer?.ok) setRefused(answer ? detailIn(await answer.json()) : t('network'));
    const seen = await look(`/api/v1/minutes/${meetingId}`);
    if (seen) setNow({ state: seen.state, ...seen.progress });
    refresh(() => router.refresh());
  };
  return (
    <div className={styles.follow}>
      <div role="status">
        {over ? (
          <p>{t(now.state === 'cancelled' ? 'cancelled' : 'failed')}</p>
        ) : (
          <>
            <p className="state live">
              <span className="rule-mark" aria-hidden="true" />
              {t(now.state === 'waiting' ? 'waits' : 'being_read', { done: now.done, parts: now.parts })}
            </p>
            {now.parts > 1 && <progress value={now.done} max={now.parts} aria-label={t('label')} />}
            <p className="note">{t('page_stays')}</p>
          </>
        )}
      </div>
      {(refused ?? (over ? why : null)) && (
        <p role="alert" className="trouble">
          {refused ?? why}
        </p>
      )}
      {steers && (
        <div className={styles.ways}>
          <button
            type="button"
            className="button"
            data-quiet={over ? undefined : ''}
            onClick={() => steer(over ? 'retry' : 'cancel')}
          >
            {t(over ? 'retry' : 'cancel')}
          </button>
          {over && model && (
            <button type="button" className="button" data-quiet="" onClick={() => steer('retry', { by: 'rules' })}>
              {t('rules_instead')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

interface Seen {
  state: State;
  progress: { done: number; parts: number };
}

/** Null where the server can't be reached: it is asked again. */
async function look(address: string): Promise<Seen | null> {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? seenIn(await answer.json()) : null;
}

/** Guarantee: our own server sent it, after its schema. */
const seenIn = (value: unknown): Seen => (value as { transcript: Seen }).transcript;
/** Guarantee: problem details have a sentence. */
const detailIn = (value: unknown): string => (value as { detail: string }).detail;
