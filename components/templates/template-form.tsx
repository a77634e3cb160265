'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { TemplateBody } from '@/lib/council/templates/body.schema';
import type { Send } from '../ui/send';
import { CourseFields } from './course-fields';
import { CriteriaFields } from './criteria-fields';
import { type Draft, fromDraft, toDraft } from './draft';
import styles from './form.module.css';
import { type Errors, ErrorsContext, Line, Two } from './form-fields';
import { Newer, type NewerVersion } from './newer';
import { SeatFields } from './seat-fields';

interface Props {
  id: string;
  version: number;
  body: TemplateBody;
  usualModel: string | null;
  save: Send<NewerVersion>;
}

/** An own template, all of it, in both languages; what was typed stays until it is saved. */
export function TemplateForm({ id, version: read, body, usualModel, save }: Props) {
  const t = useTranslations('template_form');
  const [draft, setDraft] = useState(() => toDraft(body));
  const [version, setVersion] = useState(read);
  const [newer, setNewer] = useState<NewerVersion | null>(null);
  const [refused, setRefused] = useState<{ detail: string; errors: Errors } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const seat = (part: Partial<Draft['team']>) => put({ team: { ...draft.team, ...part } });

  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    setNewer(null);
    const result = await save({ templateId: id, version, body: fromDraft(draft) }).catch(() => null);
    setBusy(false);
    // After a save the page goes on by itself and nothing comes back.
    if (result === undefined) return;
    if (result?.ok) return setNewer(result.value);
    setRefused({ detail: result?.problem.detail ?? t('network'), errors: result?.problem.errors ?? [] });
  };

  return (
    <ErrorsContext value={refused?.errors ?? []}>
      <form ref={form} onSubmit={submit} noValidate className={styles.form}>
        {newer && (
          <Newer
            newer={newer}
            mine={fromDraft(draft)}
            keep={() => {
              setVersion(newer.version);
              setNewer(null);
            }}
            take={() => {
              setDraft(toDraft(newer.body));
              setVersion(newer.version);
              setNewer(null);
            }}
          />
        )}
        <Two path="body.name" label={t('name')} value={draft.name} onChange={(name) => put({ name })} />
        <Two
          path="body.purpose"
          label={t('purpose')}
          value={draft.purpose}
          rows={2}
          onChange={(purpose) => put({ purpose })}
        />
        <h2>{t('criteria')}</h2>
        <CriteriaFields criteria={draft.criteria} onChange={(criteria) => put({ criteria })} />
        <h2>{t('policy')}</h2>
        <div className={styles.policy}>
          <Line
            path="body.policy.min_alternatives"
            label={t('min_alternatives')}
            value={draft.policy.min_alternatives}
            numeric
            onChange={(min_alternatives) => put({ policy: { ...draft.policy, min_alternatives } })}
          />
          {(['rationale_required', 'risk_cost_required'] as const).map((rule) => (
            <label key={rule}>
              <input
                type="checkbox"
                checked={draft.policy[rule]}
                onChange={(event) => put({ policy: { ...draft.policy, [rule]: event.target.checked } })}
              />{' '}
              {t(rule)}
            </label>
          ))}
        </div>
        <h2>{t('team')}</h2>
        <Two path="body.team.name" label={t('team_name')} value={draft.team.name} onChange={(name) => seat({ name })} />
        <SeatFields seats={draft.team.seats} usualModel={usualModel} onChange={(seats) => seat({ seats })} />
        <h2>{t('course')}</h2>
        <CourseFields team={draft.team} onChange={seat} />
        <h2>{t('skeleton')}</h2>
        <p className="note">{t('skeleton_hint')}</p>
        <Two
          path="body.skeleton"
          label={t('agenda')}
          value={draft.skeleton}
          rows={18}
          mono
          onChange={(skeleton) => put({ skeleton })}
        />
        <div className={styles.end} data-sticky="">
          <p role="alert" className="trouble">
            {refused?.detail}
          </p>
          <Link className="button" data-quiet="" href={`/templates/${id}`}>
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
