'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { TemplateBody } from '@/lib/council/templates/body.schema';
import { languageOf } from '@/lib/words/locale';
import { CourseFields } from '../set-up/course-fields';
import { type Errors, ErrorsContext, Two } from '../set-up/fields';
import styles from '../set-up/form.module.css';
import { Newer } from '../set-up/newer';
import { PolicyFields } from '../set-up/policy-fields';
import { type Connected, SeatFields } from '../set-up/seat-fields';
import type { Send } from '../ui/send';
import { CriteriaFields } from './criteria-fields';
import { type Draft, differences, fromDraft, toDraft } from './draft';

/** What somebody else has saved meanwhile. */
interface NewerVersion {
  body: TemplateBody;
  version: number;
  /** Who saved it; null for somebody who has left. */
  by: string | null;
}

interface Props {
  id: string;
  version: number;
  body: TemplateBody;
  usualModel: string | null;
  connected: Connected;
  save: Send<NewerVersion>;
}

/** An own template, all of it, in both languages; what was typed stays until it is saved. */
export function TemplateForm({ id, version: read, body, usualModel, connected, save }: Props) {
  const t = useTranslations('editor');
  const language = languageOf(useLocale());
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
      <form method="post" ref={form} onSubmit={submit} noValidate className={styles.form}>
        {newer && (
          <Newer
            newer={newer}
            found={differences(fromDraft(draft), newer.body)}
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
        <PolicyFields at="body.policy" policy={draft.policy} onChange={(policy) => put({ policy })} />
        <h2>{t('team')}</h2>
        <Two path="body.team.name" label={t('team_name')} value={draft.team.name} onChange={(name) => seat({ name })} />
        <SeatFields
          at="body.team.seats"
          seats={draft.team.seats}
          blank={{ en: '', ru: '' }}
          usualModel={usualModel}
          connected={connected}
          onChange={(seats) => seat({ seats })}
        >
          {(one, at, change) => (
            <>
              <Two path={`${at}.name`} label={t('seat_name')} value={one.name} onChange={(name) => change({ name })} />
              <Two
                path={`${at}.persona`}
                label={t('persona')}
                value={one.persona}
                rows={3}
                onChange={(persona) => change({ persona })}
              />
            </>
          )}
        </SeatFields>
        <h2>{t('course')}</h2>
        <CourseFields
          at="body.team"
          course={draft.team}
          seats={draft.team.seats}
          nameOf={(one) => one.name[language] || one.name.en || one.name.ru || one.id}
          onChange={seat}
        />
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
