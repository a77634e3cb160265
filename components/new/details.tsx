'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Draft } from './draft';
import { Field, type FieldErrors } from './field';
import form from './new.module.css';

interface Props {
  draft: Draft;
  set: <K extends keyof Draft>(key: K, value: Draft[K]) => void;
  errors: FieldErrors;
}

/** Who decides, in which language and time, and what a decision must have. */
export function Details({ draft, set, errors }: Props) {
  const t = useTranslations('new');
  const [zones, setZones] = useState<string[]>([]);
  useEffect(() => setZones(Intl.supportedValuesOf('timeZone')), []);
  return (
    <>
      <div className={form.columns}>
        <Field name="decider" label={t('decider')} errors={errors}>
          {(props) => (
            <input
              {...props}
              className="field"
              value={draft.decider}
              maxLength={120}
              onChange={(event) => set('decider', event.target.value)}
            />
          )}
        </Field>
        <Field name="consulted" label={t('consulted')} errors={errors}>
          {(props) => (
            <input
              {...props}
              className="field"
              value={draft.consulted}
              placeholder={t('consulted_hint')}
              onChange={(event) => set('consulted', event.target.value)}
            />
          )}
        </Field>
        <Field name="reversibility" label={t('reversibility')} errors={errors}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={draft.reversibility}
              onChange={(event) => set('reversibility', event.target.value === 'one-way' ? 'one-way' : 'two-way')}
            >
              <option value="two-way">{t('two-way')}</option>
              <option value="one-way">{t('one-way')}</option>
            </select>
          )}
        </Field>
        {draft.items.every((row) => !row.text.trim()) && (
          <Field name="timebox_minutes" label={t('timebox')} errors={errors}>
            {(props) => (
              <input
                {...props}
                className="field"
                inputMode="decimal"
                value={draft.timebox}
                onChange={(event) => set('timebox', event.target.value)}
              />
            )}
          </Field>
        )}
        <Field name="language" label={t('language')} errors={errors}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={draft.language}
              onChange={(event) => set('language', event.target.value === 'ru' ? 'ru' : 'en')}
            >
              <option value="en" lang="en">
                English
              </option>
              <option value="ru" lang="ru">
                Русский
              </option>
            </select>
          )}
        </Field>
        <Field name="time_zone" label={t('time_zone')} errors={errors}>
          {(props) => (
            <input
              {...props}
              className="field"
              list="time-zones"
              maxLength={60}
              value={draft.zone}
              onChange={(event) => set('zone', event.target.value)}
            />
          )}
        </Field>
        <datalist id="time-zones">
          {zones.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Field name="title" label={t('short_title')} errors={errors}>
          {(props) => (
            <input
              {...props}
              className="field"
              maxLength={200}
              value={draft.title}
              placeholder={t('short_title_hint')}
              onChange={(event) => set('title', event.target.value)}
            />
          )}
        </Field>
      </div>
      <fieldset className={form.policy}>
        <legend>{t('policy')}</legend>
        <Field name="policy.min_alternatives" label={t('min_alternatives')} errors={errors}>
          {(props) => (
            <input
              {...props}
              className="field"
              inputMode="numeric"
              value={draft.minAlternatives}
              onChange={(event) => set('minAlternatives', event.target.value)}
            />
          )}
        </Field>
        <label>
          <input
            type="checkbox"
            checked={draft.rationale}
            onChange={(event) => set('rationale', event.target.checked)}
          />{' '}
          {t('rationale')}
        </label>
        <label>
          <input type="checkbox" checked={draft.riskCost} onChange={(event) => set('riskCost', event.target.checked)} />{' '}
          {t('risk_cost')}
        </label>
      </fieldset>
    </>
  );
}
