'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { modelKey } from '@/lib/council/budget';
import type { ModelRef, Team } from '@/lib/council/team.schema';
import { CourseFields } from '../set-up/course-fields';
import { differences } from '../set-up/differences';
import { Area, type Errors, ErrorsContext, Line } from '../set-up/fields';
import styles from '../set-up/form.module.css';
import { Newer } from '../set-up/newer';
import { PolicyFields } from '../set-up/policy-fields';
import { type Connected, SeatFields } from '../set-up/seat-fields';
import type { Send } from '../ui/send';
import { type Draft, fromDraft, toDraft } from './draft';

/** What somebody else has saved meanwhile. */
interface NewerTeam {
  config: Team;
  version: number;
  by: string | null;
}

interface Props {
  /** The team that is changed, and the version that was read; null for a new one. */
  of: { id: string; version: number } | null;
  config: Team;
  usual: ModelRef;
  connected: Connected;
  /** Goes to the team when it is saved; comes back with a newer one, or with why not. */
  save: Send<NewerTeam>;
}

/** A team, all of it; what was typed stays until it is saved. */
export function TeamForm({ of, config, usual, connected, save }: Props) {
  const t = useTranslations('editor');
  const [draft, setDraft] = useState(() => toDraft(config, usual));
  const [note, setNote] = useState('');
  const [version, setVersion] = useState(of?.version ?? 0);
  const [newer, setNewer] = useState<NewerTeam | null>(null);
  const [refused, setRefused] = useState<{ detail: string; errors: Errors } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });

  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    setNewer(null);
    const sent = { config: fromDraft(draft, usual) };
    const asked = of ? { ...sent, teamId: of.id, version, ...(note.trim() ? { note } : {}) } : sent;
    const result = await save(asked).catch(() => null);
    setBusy(false);
    // After a save the page goes on by itself and nothing comes back.
    if (result === undefined) return;
    if (result?.ok) return setNewer(result.value);
    setRefused({ detail: result?.problem.detail ?? t('network'), errors: result?.problem.errors ?? [] });
  };
  const settle = (kept: Draft, { version: current }: NewerTeam) => {
    setDraft(kept);
    setVersion(current);
    setNewer(null);
  };

  return (
    <ErrorsContext value={refused?.errors ?? []}>
      <form method="post" ref={form} onSubmit={submit} noValidate className={styles.form}>
        {newer && (
          <Newer
            newer={newer}
            found={differences(fromDraft(draft, usual), fromDraft(toDraft(newer.config, usual), usual))}
            keep={() => settle(draft, newer)}
            take={() => settle(toDraft(newer.config, usual), newer)}
          />
        )}
        <Line path="config.name" label={t('team_name')} value={draft.name} onChange={(name) => put({ name })} />
        <h2>{t('parts.seats')}</h2>
        <SeatFields
          at="config.seats"
          seats={draft.seats}
          blank=""
          usualModel={usual.provider === 'playbook' ? null : modelKey(usual)}
          connected={connected}
          onChange={(seats) => put({ seats })}
        >
          {(seat, at, change) => (
            <>
              <Line
                path={`${at}.name`}
                label={t('seat_name')}
                value={seat.name}
                onChange={(name) => change({ name })}
              />
              <Area
                path={`${at}.persona`}
                label={t('persona')}
                value={seat.persona}
                rows={2}
                onChange={(persona) => change({ persona })}
              />
            </>
          )}
        </SeatFields>
        <h2>{t('course')}</h2>
        <CourseFields
          at="config"
          course={draft}
          seats={draft.seats}
          nameOf={(seat) => seat.name || seat.id}
          onChange={put}
        />
        <h2>{t('policy')}</h2>
        <p className="note">{t('policy_hint')}</p>
        <label className={styles.check}>
          <input type="checkbox" checked={draft.strict} onChange={(event) => put({ strict: event.target.checked })} />{' '}
          {t('own_policy')}
        </label>
        {draft.strict && (
          <PolicyFields at="config.policy" policy={draft.policy} onChange={(policy) => put({ policy })} />
        )}
        {of && <Line path="note" label={t('note')} value={note} onChange={setNote} />}
        <div className={styles.end} data-sticky="">
          <p role="alert" className="trouble">
            {refused?.detail}
          </p>
          <Link className="button" data-quiet="" href={of ? `/teams/${of.id}` : '/teams'}>
            {t('leave')}
          </Link>
          <button type="submit" className="button" disabled={busy}>
            {t(busy ? 'saving' : 'save')}
          </button>
        </div>
      </form>
    </ErrorsContext>
  );
}
