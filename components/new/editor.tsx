'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { fitBoxes, shares } from '@/lib/council/proposal';
import { ExportTo, type Place } from '../exports/export-to';
import type { Answered } from '../ui/send';
import { Details } from './details';
import {
  type Draft,
  lines,
  minutesOf,
  numberIn,
  type Row,
  rowsOf,
  type TeamChoice,
  type TemplateChoice,
} from './draft';
import styles from './editor.module.css';
import { EstimateLine } from './estimate-line';
import { errorsByField, Field, type FieldErrors } from './field';
import { MissingFacts } from './missing';
import form from './new.module.css';
import { Rows } from './rows';
import { Seats } from './seats';

export type Sent = Answered<unknown> | null;

interface Props {
  draft: Draft;
  onChange: (change: (draft: Draft) => Draft) => void;
  templates: TemplateChoice[];
  teams: TeamChoice[];
  /** Where its decision can go by itself. */
  places: readonly Place[];
  /** Whether this person may start it; else it can only be saved. */
  starts: boolean;
  /** Sends the agenda; nothing comes back where the page is left. Null: it did not arrive. */
  send: (start: boolean) => Promise<Sent | undefined>;
  /** What stands above the fields. */
  children?: React.ReactNode;
  footer?: React.ReactNode;
}

/** The agenda as it was proposed, read or typed, to be changed field by field; what was typed stays whatever fails. */
export function Editor({ draft, onChange, templates, teams, places, starts, send, children, footer }: Props) {
  const t = useTranslations('new');
  const [busy, setBusy] = useState<'start' | 'save' | null>(null);
  const [refused, setRefused] = useState<{ detail: string; errors: FieldErrors; paths: string[] } | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const errors = refused?.errors ?? {};
  // The time is the sum of the boxes: what is wrong with it is said there.
  const boxErrors = {
    ...errors,
    ...(errors.timebox_minutes && !errors.items ? { items: errors.timebox_minutes } : {}),
  };
  const template = templates.find((one) => one.id === draft.templateId) ?? templates[0];
  const own = template?.text[draft.language].team;
  const choice = teams.find((one) => one.id === draft.teamId) ?? own;
  const set = <K extends keyof Draft>(key: K, value: Draft[K]) => onChange((now) => ({ ...now, [key]: value }));
  const wrongIn = (list: string) =>
    new Set(
      (refused?.paths ?? []).flatMap((path) => {
        const [, at, part] = new RegExp(`^agenda\\.${list}\\.(\\d+)\\.(\\w+)$`).exec(path) ?? [];
        return at ? [`${at}.${part === 'title' || part === 'name' ? 'text' : 'number'}`] : [];
      }),
    );

  useEffect(() => {
    if (refused) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const submit = async (start: boolean) => {
    setBusy(start ? 'start' : 'save');
    const result = await send(start);
    if (result === undefined || result?.ok) return;
    setBusy(null);
    setRefused({
      detail: result?.problem.detail ?? t('network'),
      errors: errorsByField(result?.problem.errors),
      paths: (result?.problem.errors ?? []).map((one) => one.path),
    });
  };
  const fit = (limit: number) =>
    onChange((now) => {
      const filled = now.items.filter((row) => row.text.trim());
      const boxes = fitBoxes(
        filled.map((row) => ({ ...row, minutes: Math.max(0.1, numberIn(row.number) || 0.1) })),
        limit,
      );
      return {
        ...now,
        items: boxes.map(({ minutes, ...row }) => ({
          ...row,
          ...rowsOf([{ text: '', number: minutes }], now.language)[0],
          text: row.text,
          key: row.key,
        })),
      };
    });
  const weights = draft.criteria.map((row) => (row.text.trim() ? numberIn(row.number) || 0 : 0));
  const parts = shares(weights);
  const fact = (text: string, gone: boolean) =>
    onChange((now) => {
      const rest = lines(now.facts).filter((one) => one !== text);
      return { ...now, facts: (gone ? rest : [...rest, text]).join('\n') };
    });
  const weightNote = (row: Row) =>
    row.why && (
      <p className="note" lang={draft.language}>
        {row.why}
      </p>
    );
  const total = minutesOf(draft);

  return (
    <div ref={root} className={form.form}>
      {children}
      <Field name="question" label={t('question')} errors={errors}>
        {(props) => (
          <textarea
            {...props}
            className={`field ${form.serif}`}
            rows={2}
            maxLength={1000}
            value={draft.question}
            lang={draft.language}
            placeholder={t('question_hint')}
            onChange={(event) => set('question', event.target.value)}
          />
        )}
      </Field>
      {draft.alternatives.length > 0 && (
        <p className="note">
          {t('named')} <span lang={draft.language}>{draft.alternatives.join(' · ')}</span>
        </p>
      )}
      <MissingFacts
        missing={draft.missing}
        language={draft.language}
        onChange={(missing) => set('missing', missing)}
        onFact={fact}
      />
      <Field name="facts" label={t('facts')} hint={t('one_a_line')} errors={errors}>
        {(props) => (
          <textarea
            {...props}
            className="field"
            rows={4}
            lang={draft.language}
            value={draft.facts}
            onChange={(event) => set('facts', event.target.value)}
          />
        )}
      </Field>
      <Field name="constraints" label={t('constraints')} hint={t('one_a_line')} errors={errors}>
        {(props) => (
          <textarea
            {...props}
            className="field"
            rows={2}
            lang={draft.language}
            value={draft.constraints}
            onChange={(event) => set('constraints', event.target.value)}
          />
        )}
      </Field>
      <Field name="items" label={t('items')} hint={t('order_hint')} errors={boxErrors}>
        {(props) => (
          <Rows
            kind="item"
            rows={draft.items}
            wrong={errors.timebox_minutes && !errors.items ? new Set(['0.number']) : wrongIn('items')}
            onChange={(items) => set('items', items)}
            max={20}
            firstId={props.id}
            describedBy={props['aria-describedby']}
            beside={() => t('min')}
          />
        )}
      </Field>
      <p className={styles.sum}>
        {Number.isNaN(total) ? t('no_time') : t('sum_minutes', { minutes: Math.round(total * 10) / 10 })}
      </p>
      <Field name="criteria" label={t('criteria')} hint={t('criteria_hint')} errors={errors}>
        {(props) => (
          <Rows
            kind="criterion"
            rows={draft.criteria}
            wrong={wrongIn('criteria')}
            onChange={(criteria) => set('criteria', criteria)}
            max={8}
            firstId={props.id}
            describedBy={props['aria-describedby']}
            beside={(_, n) => `${parts[n] ?? 0} %`}
            note={weightNote}
          />
        )}
      </Field>
      <p className={styles.sum}>
        {draft.criteria.some((row) => row.text.trim())
          ? t('sum_weights', { sum: Math.round(weights.reduce((all, one) => all + one, 0) * 10) / 10 })
          : t('framed')}
      </p>
      <Details draft={draft} set={set} errors={errors} />
      <Field name="team" label={t('team')} errors={errors}>
        {(props) => (
          <select
            {...props}
            className="field"
            value={draft.teamId}
            onChange={(event) => set('teamId', event.target.value)}
          >
            {own && <option value="">{t('template_team', { name: own.team.name })}</option>}
            {teams.map((one) => (
              <option key={one.id} value={one.id}>
                {one.team.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choice && <Seats choice={choice} wanted={draft.seats} language={draft.language} />}
      {places.length > 0 && (
        <ExportTo
          ofMeeting
          value={draft.exportTo ?? null}
          places={places}
          onChange={(exportTo) => set('exportTo', exportTo)}
        />
      )}
      <div className={styles.bar}>
        {choice && <EstimateLine draft={draft} choice={choice} onFit={fit} />}
        <p role="alert" className="trouble">
          {refused?.detail}
        </p>
        <div className={styles.acts}>
          {footer}
          {starts && (
            <button
              type="button"
              className="button"
              data-quiet=""
              disabled={busy !== null}
              onClick={() => submit(false)}
            >
              {t(busy === 'save' ? 'saving' : 'save')}
            </button>
          )}
          <button type="button" className="button" disabled={busy !== null} onClick={() => submit(starts)}>
            {t(busy === 'start' ? 'starting' : starts ? 'start' : 'create')}
          </button>
        </div>
      </div>
    </div>
  );
}
