'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef } from 'react';
import type { Language } from '@/lib/council/agenda.schema';
import type { Draft, TeamChoice, TemplateChoice } from './draft';
import { Field, type FieldErrors } from './field';
import form from './new.module.css';

interface Props {
  asked: Draft['asked'];
  onChange: (part: Partial<Draft['asked']>) => void;
  templates: TemplateChoice[];
  teams: TeamChoice[];
  language: Language;
  errors: FieldErrors;
  detail: string | null;
  busy: boolean;
  onAsk: () => void;
  onStop: () => void;
  onAlone: () => void;
}

/** What is to be decided and what is known; the rest is the moderator's to propose. */
export function AskForm(props: Props) {
  const { asked, onChange, templates, teams, language, errors, detail, busy, onAsk, onStop, onAlone } = props;
  const t = useTranslations('new');
  const root = useRef<HTMLFormElement>(null);
  const template = templates.find((one) => one.id === asked.templateId);
  useEffect(() => {
    if (Object.keys(errors).length > 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk();
  };
  return (
    <form method="post" ref={root} className={form.form} onSubmit={submit} noValidate>
      <Field name="question" label={t('question')} errors={errors}>
        {(field) => (
          <textarea
            {...field}
            className={`field ${form.serif}`}
            rows={2}
            maxLength={4000}
            readOnly={busy}
            value={asked.question}
            placeholder={t('question_hint')}
            onChange={(event) => onChange({ question: event.target.value })}
          />
        )}
      </Field>
      <Field name="notes" label={t('notes')} hint={t('one_a_line')} errors={errors}>
        {(field) => (
          <textarea
            {...field}
            className="field"
            rows={4}
            maxLength={20_000}
            readOnly={busy}
            value={asked.notes}
            onChange={(event) => onChange({ notes: event.target.value })}
          />
        )}
      </Field>
      <div className={form.pair}>
        <Field name="templateId" label={t('template')} errors={errors}>
          {(field) => (
            <>
              <select
                {...field}
                className="field"
                disabled={busy}
                value={asked.templateId}
                onChange={(event) => onChange({ templateId: event.target.value })}
              >
                <option value="">{t('template_auto')}</option>
                {templates.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.text[language].name}
                  </option>
                ))}
              </select>
              <p className={`note ${form.below}`}>
                {template?.text[language].purpose ?? t('template_auto_hint')}{' '}
                <Link className="link" href="/templates">
                  {t('gallery')}
                </Link>
              </p>
            </>
          )}
        </Field>
        <Field name="teamId" label={t('team')} errors={errors}>
          {(field) => (
            <select
              {...field}
              className="field"
              disabled={busy}
              value={asked.teamId}
              onChange={(event) => onChange({ teamId: event.target.value })}
            >
              <option value="">{t('team_auto')}</option>
              {teams.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.team.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className={form.end}>
        <p role="alert" className="trouble">
          {detail}
        </p>
        {busy ? (
          <button type="button" className="button" data-quiet="" onClick={onStop}>
            {t('stop_asking')}
          </button>
        ) : (
          <>
            <button type="button" className="button" data-quiet="" onClick={onAlone}>
              {t('alone')}
            </button>
            <button type="submit" className="button">
              {t('propose')}
            </button>
          </>
        )}
      </div>
    </form>
  );
}
